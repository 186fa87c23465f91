import type { Chat, Part } from '../chat/chat.ts';
import type { MessageRef } from '../chat/message.ts';
import { AppError, UnknownOutcome } from '../errors.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Ledger } from '../thread/store.ts';
import type { Sleep } from '../turn/call-model.ts';

/**
 * A call to the platform takes at most 10 s, and the pictures of a message 8 s more; after that much longer a row
 * without a result means that whoever wrote it is gone, and reading back tells whether the call happened.
 */
const SETTLED_AFTER_MS = { withoutPictures: 12_000, withPictures: 20_000 };

/** A platform that asks for a pause up to this long is waited for; beyond, the job comes back later. */
const MOST_PAUSE_MS = 30_000;

export type SendDeps = {
  chat: Pick<Chat, 'ready' | 'post' | 'find'>;
  ledger: Ledger;
  sleep: Sleep;
  now: () => number;
};

export type Where = ThreadState['place'] & { rootId?: string };

/** Where a thread is; without a root it still has to be rooted. */
export function whereOf({ place, rootId }: ThreadState): Where {
  return rootId === undefined ? place : { ...place, rootId };
}

/**
 * Posts a part exactly once. A row is written before the call; where the outcome of an earlier call is not known, the
 * channel is read for the part's key, and only when it is not there is it posted again.
 */
export async function sendOnce(
  deps: SendDeps,
  threadId: string,
  where: Where,
  part: Part,
  key: string,
  signal: AbortSignal,
  isUrgent = false,
): Promise<MessageRef> {
  // Before the row: it tells since when a call may be under way. What a person waits for goes first.
  if (!isUrgent) await deps.chat.ready(where, signal);
  const row = await deps.ledger.begin(threadId, key, deps.now());
  if (row.kind === 'sent') return { channelId: where.channelId, messageId: row.messageId };
  if (row.kind === 'pending') {
    const hasPictures = part.kind === 'message' && (part.pictures ?? []).length > 0;
    const settledAfterMs = SETTLED_AFTER_MS[hasPictures ? 'withPictures' : 'withoutPictures'];
    await deps.sleep(Math.max(0, row.since + settledAfterMs - deps.now()), signal);
    const found = await deps.chat.find(where, { key, part, since: row.since });
    if (found) return settle(deps, threadId, key, found);
  }
  const began = deps.now();
  try {
    const ref = await pausing(deps, signal, () => deps.chat.post(where, part, key));
    return settle(deps, threadId, key, ref);
  } catch (error) {
    if (!(error instanceof UnknownOutcome)) {
      await deps.ledger.forget(threadId, key);
      throw error;
    }
    const found = await deps.chat.find(where, { key, part, since: began }).catch(() => undefined);
    if (found) return settle(deps, threadId, key, found);
    throw error;
  }
}

async function settle(deps: SendDeps, threadId: string, key: string, ref: MessageRef): Promise<MessageRef> {
  await deps.ledger.sent(threadId, key, ref.messageId);
  return ref;
}

/** Obeys the platform's pause, for this call alone. */
export async function pausing<T>(
  deps: Pick<SendDeps, 'sleep'>,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const pause =
        error instanceof AppError && typeof error.retry === 'object' ? error.retry.afterMs : undefined;
      if (pause === undefined || pause > MOST_PAUSE_MS) throw error;
      await deps.sleep(pause, signal);
    }
  }
}
