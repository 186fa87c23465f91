import type { Place } from '../chat/message.ts';
import { AppError } from '../errors.ts';
import type { Sleep } from '../turn/call-model.ts';

/** What is worth waiting for inside a job; beyond, the job comes back later. */
export const MOST_PAUSE_MS = 30_000;

/** What a platform counts together: the calls of one method in a workspace, or in one of its channels. */
export type Lane = Pick<Place, 'platform' | 'workspaceId'> & { method: string; channelId?: string };

/** A call every so often, and after a rest `burst` of them at once. */
export type Rate = { everyMs: number; burst: number };

type TurnOptions = {
  /** Above 0: goes ahead of those that wait, and by so many calls beyond the burst. It counts all the same. */
  overdraw: number;
  /**
   * Waits for no turn as long as the platform has refused nothing here for a minute: what a person waits for must not
   * wait for a limit that is not there.
   */
  isEager?: boolean;
  /** A turn that is farther away is not taken: whoever asked comes back when that time is over. */
  mostMs: number;
};

export type Turn = {
  waitMs: number;
  /** By how much the turn was put off since it was taken, in all. */
  putOffMs(): Promise<number>;
};

/** What is sent and what is held, as all processes see it. No method rejects: pacing loses no work. */
export type Pace = {
  /** Takes the lane's next turn: first come, first served. */
  take(lane: Lane, rate: Rate, options: TurnOptions): Promise<Turn>;
  /**
   * True when a call that may as well be left out has room, by its own rate and while the lane has half its burst
   * left. Of those who ask again and again, the ones that have waited longest go first.
   */
  spare(lane: Lane, rate: Rate, own: Rate, who: string): Promise<boolean>;
  /** How long the platform wants no such call. */
  heldMs(lane: Lane): Promise<number>;
  /** The platform wants no such call for so long; turns that were taken are put off by it. */
  hold(lane: Lane, ms: number): Promise<void>;
};

/** Resolves when the turn is there. Throws an `AppError` with `afterMs` when that is too far away. */
export async function waitForTurn(
  deps: { pace: Pace; sleep: Sleep },
  lane: Lane,
  rate: Rate,
  options: Omit<TurnOptions, 'mostMs'>,
  signal: AbortSignal,
): Promise<void> {
  const turn = await deps.pace.take(lane, rate, { ...options, mostMs: MOST_PAUSE_MS });
  let waitedMs = 0;
  let dueMs = turn.waitMs;
  while (waitedMs < dueMs) {
    if (dueMs > MOST_PAUSE_MS) throw heldBack(dueMs - waitedMs);
    await deps.sleep(dueMs - waitedMs, signal);
    waitedMs = dueMs;
    dueMs = turn.waitMs + (await turn.putOffMs());
  }
}

/** Surely not sent: nothing was called. */
export function heldBack(afterMs: number): AppError {
  return new AppError('held-back', { retry: { afterMs } });
}
