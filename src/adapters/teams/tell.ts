import { setTimeout as wait } from 'node:timers/promises';
import { type AppError, toAppError, UnknownOutcome } from '../../core/errors.ts';

/** A pause that is much longer is not worth a private word. */
const MOST_PAUSE_MS = 30_000;
const MOST_TRIES = 4;
const STEP_MS = 500;

/**
 * For words that nobody notes as sent: what surely was not is said again after a while, and what perhaps was once more,
 * since twice is better than never.
 */
export async function untilSaid<T>(say: () => Promise<T>): Promise<T> {
  let isRepeated = false;
  for (let tries = 1; ; tries++) {
    try {
      return await say();
    } catch (error) {
      const failure = toAppError(error);
      const isUnknown = failure instanceof UnknownOutcome;
      const pause = pauseAfter(failure);
      if (pause > MOST_PAUSE_MS || tries === MOST_TRIES || (isUnknown && isRepeated)) throw failure;
      isRepeated ||= isUnknown;
      await wait(pause);
    }
  }
}

function pauseAfter({ retry }: AppError): number {
  if (retry === 'never') return Number.POSITIVE_INFINITY;
  return retry === 'backoff' ? STEP_MS : retry.afterMs;
}
