import type { ModelReply, ModelRequest } from '../turn/model.ts';

/** `customId` names it within its batch: any text, once. */
export type BatchedRequest = { customId: string; request: ModelRequest };

/** Requests that nobody waits for, at half the price: answered within a day, mostly within an hour. */
export type NarrationBatches = {
  /**
   * Resolves with the batch's id, which is to be kept. Rejects with an `AppError`; with an `UnknownOutcome` where the
   * batch may have been taken: asking again costs its price once more, and nothing else.
   */
  submit(requests: readonly BatchedRequest[], signal: AbortSignal): Promise<string>;
  /**
   * `pending`: ask again later. `gone`: there is no reply and won't be, since the request failed, or the batch or this
   * request is not known any more. Rejects with an `AppError` where that can't be told now.
   */
  result(batchId: string, customId: string): Promise<ModelReply | 'pending' | 'gone'>;
};
