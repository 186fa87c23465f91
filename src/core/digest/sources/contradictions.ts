import { adrName } from '../../design/artifacts/adr.ts';
import type { Design } from '../../design/document.ts';
import type { ThreadState } from '../../thread/state.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { type ComparedDesign, compareBy } from './compared-design.ts';
import { isSameOption, keyOf, type OptionKey } from './compared-option.ts';
import { readDesign, readNewest, type VersionOf } from './design-turns.ts';
import { findContradiction, type Held, toHeld } from './find-contradiction.ts';
import { readSubject, type Subject } from './same-subject.ts';
import { named, toDetail, toTitle } from './words.ts';

/** Decisions that hold, and that a design which was made later goes against. */
export const contradictions: DigestSource = {
  id: 'contradictions',
  title: 'Decisions that a later design contradicts',
  lasting: true,
  async items(history) {
    const subjects = new Map<Design, Subject>();
    const subjectOf = (design: Design): Subject => {
      const subject = subjects.get(design) ?? readSubject(design);
      subjects.set(design, subject);
      return subject;
    };
    const all = await readHeld(history, subjectOf);
    if (all.length === 0) return [];
    const channel = { history, all, chosen: listChosen(history), subjectOf };
    const items: DigestItem[] = [];
    // One thread after the other: there may be hundreds, and the store answers people meanwhile.
    for (const state of history.threads) {
      items.push(...(await findInThread(channel, state)));
      await history.pause();
    }
    return items;
  },
};

type HeldSince = Held & { heldAt: number };
type Chosen = { at: number; option: OptionKey };
type Channel = {
  history: ChannelHistory;
  all: readonly HeldSince[];
  /** What people chose, by thread. */
  chosen: ReadonlyMap<string, Chosen[]>;
  subjectOf(design: Design): Subject;
};

async function readHeld(
  history: ChannelHistory,
  subjectOf: (design: Design) => Subject,
): Promise<HeldSince[]> {
  const all: HeldSince[] = [];
  for (const record of history.decisions) {
    const { status, option, at, threadId, turn } = record;
    if (status !== 'accepted' || option === undefined || at === undefined) continue;
    const design = (await readDesign(history, threadId, turn))?.design;
    const from = design && { design, subject: subjectOf(design) };
    all.push({ ...toHeld({ ...record, option }, from), heldAt: at });
    await history.pause();
  }
  return all;
}

function listChosen({ decisions }: ChannelHistory): Map<string, Chosen[]> {
  const chosen = new Map<string, Chosen[]>();
  for (const { threadId, status, at = 0, option = '' } of decisions) {
    if (status !== 'accepted') continue;
    const known = chosen.get(threadId) ?? [];
    chosen.set(threadId, known);
    known.push({ at, option: keyOf(option) });
  }
  return chosen;
}

/** Only the newest design of a thread counts: what an earlier one said holds no longer. */
async function findInThread(channel: Channel, state: ThreadState): Promise<DigestItem[]> {
  const later = await readNewest(channel.history, state);
  if (!later) return [];
  const { design, at } = later.outcome;
  const before = channel.all.filter(({ heldAt }) => heldAt < at);
  if (before.length === 0) return [];
  const compared = compareBy(design, channel.subjectOf(design));
  const chosen = (channel.chosen.get(state.id) ?? []).filter((one) => one.at >= at);
  return before.flatMap((held) => {
    // People chose of the later design what the decision says, whatever it recommends.
    if (chosen.some(({ option }) => isSameOption(option, held.option))) return [];
    return toItem(state.id, later, compared, held) ?? [];
  });
}

function toItem(
  threadId: string,
  { turn, outcome }: VersionOf,
  compared: ComparedDesign,
  held: HeldSince,
): DigestItem | undefined {
  const { record } = held;
  const how = findContradiction(held, compared, { isSameThread: threadId === record.threadId });
  if (how === undefined) return undefined;
  const { design, version } = outcome;
  const which = version > 1 ? `${named(design.title)}, version ${version},` : named(design.title);
  return {
    key: `contradiction:${record.number}:${threadId}:${turn}`,
    title: toTitle(`${adrName(record.number)} is contradicted: ${which} ${how}`),
    ...toDetail(`${record.title}: ${named(record.option)} was accepted`),
    at: outcome.at,
    threadId,
    turn,
  };
}
