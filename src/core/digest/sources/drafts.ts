import type { DecisionRecord } from '../../decisions/decision-log.ts';
import { placeOfOption } from '../../decisions/same-titles.ts';
import { adrName } from '../../design/artifacts/adr.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { type DesignOutcome, readDesign } from './design-turns.ts';
import { formatSpan, named, toDetail, toTitle } from './words.ts';

/** A week is what a team needs to talk about a proposal; after that it is forgotten rather than discussed. */
const DRAFT_AFTER_MS = 7 * 86_400_000;

/** Decisions that were proposed and that nobody has accepted since. */
export const drafts: DigestSource = {
  id: 'drafts',
  title: 'Proposals that nobody decided',
  lasting: true,
  async items(history) {
    const items: DigestItem[] = [];
    // One after the other: the log keeps them for years.
    for (const record of history.decisions) {
      const item = record.status === 'proposed' ? await toItem(history, record) : undefined;
      if (item) items.push(item);
    }
    return items;
  },
};

async function toItem(history: ChannelHistory, record: DecisionRecord): Promise<DigestItem | undefined> {
  const { number, title, threadId, turn } = record;
  if (isLeftOut(history, record)) return undefined;
  const drafted = await readDesign(history, threadId, turn);
  // Of before designs bore their time, or of a thread that is gone.
  if (!drafted || drafted.at === 0 || isChosenOtherwise(history, record, drafted)) return undefined;
  return {
    key: `draft:${number}:${turn}`,
    title: toTitle(`${adrName(number)} is still a draft: ${title}`),
    ...toDetail(`proposed ${formatSpan(history.untilAt - drafted.at)} ago in ${named(drafted.design.title)}`),
    at: drafted.at + DRAFT_AFTER_MS,
    threadId,
    turn,
  };
}

/** A later version of its design proposes it no more. */
function isLeftOut({ threads }: ChannelHistory, { threadId, turn }: DecisionRecord): boolean {
  const state = threads.find(({ id }) => id === threadId);
  return (state?.designs ?? []).some((later) => later.turn > turn);
}

/** People chose another option than the one that the draft goes with. */
function isChosenOtherwise(
  { decisions }: ChannelHistory,
  { threadId }: DecisionRecord,
  { design, at }: DesignOutcome,
): boolean {
  const chosen = decisions.findLast(
    (other) => other.threadId === threadId && other.status === 'accepted' && (other.at ?? 0) >= at,
  );
  if (!chosen) return false;
  const names = design.options.map(({ name }) => name);
  return design.options[placeOfOption(names, chosen.option)]?.recommended !== true;
}
