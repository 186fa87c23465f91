import { AppError, toAppError } from '../errors.ts';
import type { Model, ModelEvent, ModelReply, ModelRequest } from './model.ts';

export type RetryPolicy = {
  /** Waits before the second, third … try; their number limits the tries. */
  delaysMs: readonly number[];
  /** A server that wants to be left alone longer than this fails the turn; the person may retry then. */
  mostWaitMs: number;
};

export const MODEL_RETRY: RetryPolicy = {
  delaysMs: [1_000, 2_000, 5_000, 10_000, 20_000],
  mostWaitMs: 60_000,
};

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** One model call, tried again as its failure allows. A call has no effect, so every failure may be repeated. */
export async function callModel(
  deps: { model: Model; sleep: Sleep; retry: RetryPolicy },
  request: ModelRequest,
  signal: AbortSignal,
  onEvent: (event: ModelEvent) => void,
): Promise<ModelReply> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await deps.model.reply(request, signal, onEvent);
    } catch (error) {
      if (signal.aborted) throw new AppError('aborted', { retry: 'never', cause: error });
      const failure = toAppError(error);
      const delay = nextDelay(failure, deps.retry, attempt);
      if (delay === undefined) throw failure;
      onEvent({ kind: 'waiting', forMs: delay, reason: 'the model is busy, trying again' });
      await deps.sleep(delay, signal);
    }
  }
}

function nextDelay(failure: AppError, policy: RetryPolicy, attempt: number): number | undefined {
  const own = policy.delaysMs[attempt];
  if (failure.retry === 'never' || own === undefined) return undefined;
  if (failure.retry === 'backoff') return own;
  return failure.retry.afterMs > policy.mostWaitMs ? undefined : Math.max(own, failure.retry.afterMs);
}
