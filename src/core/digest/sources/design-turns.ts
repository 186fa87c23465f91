import type { ThreadState } from '../../thread/state.ts';
import type { Outcome } from '../../thread/store.ts';
import type { ChannelHistory, EndedTurn } from '../source.ts';

export type DesignOutcome = Extract<Outcome, { kind: 'design' }>;
export type DesignTurn = Omit<EndedTurn, 'outcome'> & { outcome: DesignOutcome };

/** Designs of one thread that ended in one stretch of time, oldest first. */
export type DesignRun = { newest: DesignTurn; turns: DesignTurn[] };

/**
 * The designs that ended, thread by thread. Those of right before the window, which the digest before may have told, are
 * a run of their own: what it told then has the same key now.
 */
export function listDesignRuns({ ended, sinceAt }: ChannelHistory): DesignRun[] {
  const runs = new Map<string, DesignRun>();
  for (const { outcome, ...turn } of ended) {
    if (outcome.kind !== 'design') continue;
    const newest = { ...turn, outcome };
    const key = `${turn.state.id} ${turn.at > sinceAt}`;
    runs.set(key, { newest, turns: [...(runs.get(key)?.turns ?? []), newest] });
  }
  return [...runs.values()];
}

/** Undefined where it is not kept any more. */
export async function readDesign(
  history: ChannelHistory,
  threadId: string,
  turn: number,
): Promise<DesignOutcome | undefined> {
  const outcome = await history.outcome(threadId, turn);
  return outcome?.kind === 'design' ? outcome : undefined;
}

export type VersionOf = { turn: number; outcome: DesignOutcome };

/** The last design of a thread by the end of the window. */
export async function readNewest(
  history: ChannelHistory,
  { id, designs = [] }: ThreadState,
): Promise<VersionOf | undefined> {
  for (const { turn } of designs.toReversed()) {
    const outcome = await readDesign(history, id, turn);
    if (outcome && outcome.at <= history.untilAt) return { turn, outcome };
  }
  return undefined;
}
