import type { Chat } from '../chat/chat.ts';
import type { Reply } from '../chat/reply.ts';
import { AppError, UnknownOutcome } from '../errors.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import type { Ledger } from '../thread/store.ts';
import { isMendable } from './note-failure.ts';

type TellOnceDeps = { chat: Pick<Chat, 'tell'>; ledger: Ledger; now: () => number };

/**
 * Tells the asker alone what became of a delivery, once each time that its thread is given up. Somebody who can't be
 * told for good is not: nothing is gained by trying for ever. `isLasting`: they may not be there now.
 */
export async function tellOnce(
  { chat, ledger, now }: TellOnceDeps,
  state: ThreadState,
  delivery: Delivery,
  reply: Reply,
  { signal, isLasting = false }: { signal: AbortSignal; isLasting?: boolean },
): Promise<void> {
  const { id, place, rootId, askerId, handle, epoch } = state;
  const key = `${id}/${delivery.id}/told-${epoch}`;
  const began = now();
  const row = await ledger.begin(id, key, began);
  if (row.kind === 'sent') return;
  const isAgain = row.kind === 'pending';
  const since = isAgain ? row.since : began;
  const where = rootId === undefined ? place : { ...place, rootId };
  try {
    const flags = { ...(isLasting && { lasting: true as const }), ...(isAgain && { isAgain }) };
    const once = { key, since, ...flags };
    await chat.tell(where, askerId, reply, { once, signal, ...(handle === undefined ? {} : { handle }) });
  } catch (error) {
    const isOver = error instanceof AppError && error.retry === 'never' && !isMendable(error);
    if (!isOver && !isAgain && !(error instanceof UnknownOutcome)) await ledger.forget(id, key, began);
    if (!isOver) throw error;
  }
  await ledger.sent(id, key, key);
}
