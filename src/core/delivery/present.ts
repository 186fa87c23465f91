import type { Chat, Part } from '../chat/chat.ts';
import { AppError } from '../errors.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import { type ShowDeps, toReply } from './show.ts';

/**
 * The parts of a delivery; none when it has become pointless. A fault of ours in making them would come again at every
 * try, and hold back all that the thread has to show: it ends this delivery as `not-presentable`.
 */
export async function present(
  deps: ShowDeps & { chat: Pick<Chat, 'plan'> },
  state: ThreadState,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Part[]> {
  try {
    const reply = await toReply(deps, state, delivery, signal);
    if (!reply) return [];
    const parts = deps.chat.plan(reply);
    return delivery.target === 'refresh' ? parts.slice(0, 1) : parts;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('not-presentable', { retry: 'never', cause: error });
  }
}
