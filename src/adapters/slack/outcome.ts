import { setTimeout as wait } from 'node:timers/promises';
import type { UnknownOutcome } from '../../core/errors.ts';

/** A call whose answer did not come in time may be carried out much later. */
const LATE_MS = 45_000;
/** A connection that broke leaves a call that Slack has or has not; it is seen at once. */
const BROKEN_MS = 2_000;

/**
 * Waits until a call of unknown outcome, begun at that instant, happened if it ever does; ends early with the signal.
 * `failure`: how it ended, where that is known.
 */
export async function untilSettled(
  failure: UnknownOutcome | undefined,
  beganAt: number,
  signal?: AbortSignal,
): Promise<void> {
  const isLate = failure === undefined || isTimeout(failure);
  const settledAt = isLate ? beganAt + LATE_MS : Date.now() + BROKEN_MS;
  await wait(Math.max(0, settledAt - Date.now()), undefined, { signal }).catch(() => {});
}

function isTimeout(failure: unknown): boolean {
  for (let e: unknown = failure, depth = 0; e instanceof Error && depth < 5; depth++) {
    if (e.name === 'TimeoutError') return true;
    e = 'original' in e ? e.original : e.cause;
  }
  return false;
}
