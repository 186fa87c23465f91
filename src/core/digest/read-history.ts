import type { Chat } from '../chat/chat.ts';
import type { Place } from '../chat/message.ts';
import { personName } from '../chat/person-name.ts';
import type { DecisionLog } from '../decisions/decision-log.ts';
import type { Design } from '../design/document.ts';
import type { Workshop } from '../design/workshop.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Outcome, ThreadStore } from '../thread/store.ts';
import { isUnreadable } from '../thread/unreadable.ts';
import { OVERLAP_MS } from './compose.ts';
import type { ChannelHistory, EndedTurn } from './source.ts';

export type HistoryDeps = {
  store: Pick<ThreadStore, 'load' | 'outcome' | 'index'>;
  decisions: Pick<DecisionLog, 'list'>;
  workshop: Pick<Workshop, 'readSources'>;
  chat: Pick<Chat, 'person'>;
  /** Resolves once what else the process has to do was done. */
  pause(): Promise<void>;
};

/** What nobody has touched for so long has been told in every digest since. */
const LOOK_BACK_MS = 31 * 86_400_000;
/** A channel in which more happens is asked about the newest. */
const MOST_THREADS = 300;
/**
 * All that they brought is in memory at once. Where more turns ended, the newest are told and counted: what a digest says
 * in numbers is then of those.
 */
const MOST_ENDED = 400;
const AT_ONCE = 20;

/** What is known of a channel, for the sources of a digest. What can't be read any more is as if it had never been. */
export async function readHistory(
  { store, decisions, workshop, chat, pause }: HistoryDeps,
  place: Place,
  { sinceAt, untilAt }: { sinceAt: number; untilAt: number },
  signal: AbortSignal,
): Promise<ChannelHistory> {
  const states = new Map<string, Promise<ThreadState | undefined>>();
  const outcomes = new Map<string, Promise<Outcome | undefined>>();
  const sources = new Map<Design, ReturnType<Workshop['readSources']>>();

  const load = (id: string) => once(states, id, () => readable(store.load(id)).then((found) => found?.state));
  const outcome = (threadId: string, turn: number) =>
    once(outcomes, `${turn} ${threadId}`, () => readable(store.outcome(threadId, turn)));

  const found = await store.index.ended(place, sinceAt - OVERLAP_MS);
  const from = Math.min(sinceAt, untilAt - LOOK_BACK_MS);
  const ids = await store.index.notable(place, from, MOST_THREADS);
  const ended = await inTurns(found.slice(-MOST_ENDED), async ({ threadId, turn }): Promise<EndedTurn[]> => {
    const [state, brought] = await Promise.all([load(threadId), outcome(threadId, turn)]);
    const at = brought?.at ?? 0;
    const isIn = at > sinceAt - OVERLAP_MS && at <= untilAt;
    return state && brought && isIn ? [{ state, turn, at, outcome: brought }] : [];
  });
  const threads = await inTurns(ids, async (id) => (await load(id)) ?? []);
  return {
    sinceAt,
    untilAt,
    ended: ended.flat(),
    threads: threads.flat(),
    decisions: await decisions.list(place),
    outcome,
    readSources: (design) => once(sources, design, () => workshop.readSources(design, signal)),
    nameOf: (personId) => personName(chat, place.workspaceId, personId),
    pause,
  };
}

/** Asked for at most once. */
function once<K, V>(known: Map<K, Promise<V>>, key: K, ask: () => Promise<V>): Promise<V> {
  const value = known.get(key) ?? ask();
  known.set(key, value);
  return value;
}

async function readable<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Some at a time: a store that many digests ask at once still answers people. */
async function inTurns<T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(i, i + AT_ONCE).map(ask))));
  }
  return results;
}
