import type { Chat, Part, Update } from '../chat/chat.ts';
import type { MessageRef } from '../chat/message.ts';
import { AppError } from '../errors.ts';
import { guardOf, pausing, type SendDeps, type Where } from './send.ts';

/** Undefined when the message is gone: somebody deleted it, so it is posted anew. */
export async function replaceMessage(
  deps: Pick<SendDeps, 'sleep' | 'isHeld'> & { chat: Pick<Chat, 'ready' | 'update'> },
  where: Where,
  receipt: MessageRef,
  part: Part,
  signal: AbortSignal,
): Promise<Update | undefined> {
  try {
    return await pausing(deps, signal, async () => {
      await deps.chat.ready(where, 'update', signal);
      return deps.chat.update(where, receipt, part, guardOf(deps));
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'message-gone') return undefined;
    throw error;
  }
}
