import { personName } from '../chat/person-name.ts';
import type { Accepted, DecisionRecord } from '../decisions/decision-log.ts';
import { type DecisionDraft, draftDecisions, settleDecision } from '../decisions/draft-decisions.ts';
import { plainTitle } from '../decisions/same-titles.ts';
import { type DecisionFile, decisionFile } from '../design/artifacts/decision-files.ts';
import type { Design } from '../design/document.ts';
import type { Choice, ThreadState } from '../thread/state.ts';
import type { ShowDeps } from './show.ts';

type ChoiceDeps = Pick<ShowDeps, 'chat' | 'store' | 'decisions'>;

/** A choice with its record: the same whenever it is asked for. */
export type RecordedChoice = Accepted & {
  choice: Choice;
  /** Of the design it was made on. */
  version: number;
  option: string;
  file: DecisionFile;
};

/** Records a choice; undefined when its design is no longer kept. */
export async function recordChoice(
  deps: ChoiceDeps,
  state: ThreadState,
  choice: Choice,
): Promise<RecordedChoice | undefined> {
  const outcome = await deps.store.outcome(state.id, choice.turn);
  if (outcome?.kind !== 'design') return undefined;
  const { design, numbers, version } = outcome;
  const settled = settleDecision(design, choice.option);
  if (!settled) return undefined;
  const { turn, byId, at } = choice;
  const { title, chosen: option = '' } = settled.draft;
  const number = numbers[settled.index] ?? undefined;
  const isProposal = draftDecisions(design)[settled.index]?.title === title;
  const accepted = await deps.decisions.accept(state.place, {
    key: `${state.id}/${turn}/${at}/${byId}`,
    threadId: state.id,
    turn,
    ...(number === undefined ? {} : isProposal ? { number } : { replaces: number }),
    title,
    option,
    byId,
    at,
  });
  const { record, superseded } = accepted;
  const file = decisionFile(settled.draft, {
    number: record.number,
    at,
    deciders: [await personName(deps.chat, state.place.workspaceId, byId)],
    supersedes: superseded.map((other) => ({ number: other.number, title: other.title })),
  });
  return { ...accepted, choice, version, option, file };
}

/** The record of a decision that holds no longer, which says by what; undefined when its design is no longer kept. */
export async function supersededFile(
  deps: ChoiceDeps,
  state: ThreadState,
  old: DecisionRecord,
  by: DecisionRecord,
): Promise<DecisionFile | undefined> {
  const outcome = await deps.store.outcome(old.threadId, old.turn);
  const draft = outcome?.kind === 'design' ? draftOf(outcome.design, old) : undefined;
  if (!draft) return undefined;
  const deciders =
    old.byId === undefined ? [] : [await personName(deps.chat, state.place.workspaceId, old.byId)];
  return decisionFile(draft, {
    number: old.number,
    ...(old.at === undefined ? {} : { at: old.at }),
    deciders,
    supersededBy: { number: by.number, title: by.title },
  });
}

function draftOf(design: Design, { title, option }: DecisionRecord): DecisionDraft | undefined {
  const chosen = design.options.findIndex(({ name }) => name === option);
  if (chosen >= 0) return settleDecision(design, chosen)?.draft;
  return draftDecisions(design).find((draft) => plainTitle(draft.title) === plainTitle(title));
}
