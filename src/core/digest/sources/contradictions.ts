import { adrName } from '../../design/artifacts/adr.ts';
import type { ThreadState } from '../../thread/state.ts';
import type { DigestItem } from '../digest.ts';
import type { ChannelHistory, DigestSource } from '../source.ts';
import { readDesign, readNewest, type VersionOf } from './design-turns.ts';
import { findContradiction, type Held, isSameOption } from './find-contradiction.ts';
import { named, toDetail, toTitle } from './words.ts';

/** Decisions that hold, and that a design which was made later goes against. */
export const contradictions: DigestSource = {
  id: 'contradictions',
  title: 'Decisions that a later design contradicts',
  lasting: true,
  async items(history) {
    const all = await readHeld(history);
    if (all.length === 0) return [];
    const items: DigestItem[] = [];
    // One thread after the other: there may be hundreds, and the store answers people meanwhile.
    for (const state of history.threads) items.push(...(await findInThread(history, state, all)));
    return items;
  },
};

type HeldSince = Held & { heldAt: number };

async function readHeld(history: ChannelHistory): Promise<HeldSince[]> {
  const accepted = history.decisions.flatMap((record) => {
    const { status, option, at } = record;
    const holds = status === 'accepted' && option !== undefined && at !== undefined;
    return holds ? [{ record: { ...record, option }, heldAt: at }] : [];
  });
  const all: HeldSince[] = [];
  for (const held of accepted) {
    const outcome = await readDesign(history, held.record.threadId, held.record.turn);
    all.push(outcome ? { ...held, design: outcome.design } : held);
  }
  return all;
}

/** Only the newest design of a thread counts: what an earlier one said holds no longer. */
async function findInThread(
  history: ChannelHistory,
  state: ThreadState,
  all: readonly HeldSince[],
): Promise<DigestItem[]> {
  const later = await readNewest(history, state);
  if (!later) return [];
  return all.flatMap((held) => toItem(history, state.id, later, held) ?? []);
}

function toItem(
  history: ChannelHistory,
  threadId: string,
  { turn, outcome }: VersionOf,
  held: HeldSince,
): DigestItem | undefined {
  const { record, heldAt } = held;
  if (outcome.at <= heldAt || isFollowed(history, threadId, outcome.at, record.option)) return undefined;
  const { design, version } = outcome;
  const how = findContradiction(held, { design, isSameThread: threadId === record.threadId });
  if (how === undefined) return undefined;
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

/** People chose of the later design what the decision says, whatever it recommends. */
function isFollowed({ decisions }: ChannelHistory, threadId: string, since: number, option: string): boolean {
  return decisions.some(
    (record) =>
      record.threadId === threadId &&
      record.status === 'accepted' &&
      (record.at ?? 0) >= since &&
      isSameOption(record.option ?? '', option),
  );
}
