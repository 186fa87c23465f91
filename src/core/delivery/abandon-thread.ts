import type { Chat } from '../chat/chat.ts';
import type { AppError } from '../errors.ts';
import type { ThreadStore } from '../thread/store.ts';
import { type SendDeps, sendOnce, type Where } from './send.ts';

type AbandonDeps = SendDeps & { chat: Pick<Chat, 'plan'>; store: Pick<ThreadStore, 'abandon'> };

/**
 * Says in a thread that it can't be read any more, as far as its id tells where that is, and leaves it alone from then
 * on. What fails here fails nothing else: there is nobody left to tell.
 */
export async function abandonThread(
  deps: AbandonDeps,
  threadId: string,
  error: AppError,
  signal: AbortSignal,
): Promise<void> {
  const where = placeOf(threadId);
  const [part] = deps.chat.plan({ kind: 'notice', markdown: error.userMessage ?? error.message });
  if (where && part) {
    await sendOnce(deps, threadId, where, part, `${threadId}/unreadable`, signal).catch(() => {});
  }
  await deps.store.abandon(threadId).catch(() => {});
}

/** Undefined for a thread that a command began: its id names no message. */
function placeOf(threadId: string): Where | undefined {
  const [platform, workspaceId, channelId, rootId] = threadId.split(':').map(decode);
  const isKnown = platform === 'slack' || platform === 'teams';
  if (!isKnown || !workspaceId || !channelId || !rootId || rootId.startsWith('c-')) return undefined;
  return { platform, workspaceId, channelId, direct: false, rootId };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
