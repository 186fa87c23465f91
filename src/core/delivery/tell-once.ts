import type { Chat, TellOptions } from '../chat/chat.ts';
import type { PersonId, Place } from '../chat/message.ts';
import type { Reply } from '../chat/reply.ts';
import { AppError, UnknownOutcome } from '../errors.ts';
import type { Ledger } from '../thread/store.ts';
import { isMendable } from './note-failure.ts';
import { guardOf } from './send.ts';

export type TellOnceDeps = {
  chat: Pick<Chat, 'tell'>;
  ledger: Pick<Ledger, 'begin' | 'sent' | 'forget'>;
  isHeld: () => Promise<boolean>;
  now: () => number;
};

/** `threadId`: where it is noted. `isLasting`: they may not be there now. */
export type Told = {
  threadId: string;
  key: string;
  where: Place & { rootId?: string };
  personId: PersonId;
  handle?: string;
  reply: Reply;
  isLasting?: boolean;
};

/**
 * Tells somebody alone, once for a key. A row is noted before, so that who finds it later knows that it was perhaps said.
 * Whoever can't be told for good is not: nothing is gained by trying for ever.
 */
export async function tellOnce(
  deps: TellOnceDeps,
  { threadId, key, where, personId, handle, reply, isLasting = false }: Told,
  signal: AbortSignal,
): Promise<void> {
  const { chat, ledger } = deps;
  const began = deps.now();
  const row = await ledger.begin(threadId, key, began);
  if (row.kind === 'sent') return;
  const since = row.kind === 'pending' ? row.since : (row.lostSince ?? began);
  const isAgain = row.kind === 'pending' || row.lostSince !== undefined;
  const once: TellOptions['once'] = {
    key,
    since,
    ...(isLasting ? { lasting: true } : {}),
    ...(isAgain ? { isAgain: true } : {}),
  };
  try {
    const options = { once, guard: guardOf(deps), signal, ...(handle === undefined ? {} : { handle }) };
    await chat.tell(where, personId, reply, options);
  } catch (error) {
    const isOver = error instanceof AppError && error.retry === 'never' && !isMendable(error);
    if (!isOver && !isAgain && !(error instanceof UnknownOutcome)) await ledger.forget(threadId, key, began);
    if (!isOver) throw error;
  }
  await ledger.sent(threadId, key, key);
}
