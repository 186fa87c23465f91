import type { Chat } from '../chat/chat.ts';
import type { Reply } from '../chat/reply.ts';
import { AppError } from '../errors.ts';
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
  isLasting = false,
): Promise<void> {
  const { id, place, rootId, askerId, handle, epoch } = state;
  const key = `${id}/${delivery.id}/told-${epoch}`;
  const row = await ledger.begin(id, key, now());
  if (row.kind === 'sent') return;
  const since = row.kind === 'pending' ? row.since : now();
  const where = rootId === undefined ? place : { ...place, rootId };
  try {
    const once = { key, since, ...(isLasting ? { lasting: true as const } : {}) };
    await chat.tell(where, askerId, reply, handle, once);
  } catch (error) {
    if (!(error instanceof AppError) || error.retry !== 'never' || isMendable(error)) throw error;
  }
  await ledger.sent(id, key, key);
}
