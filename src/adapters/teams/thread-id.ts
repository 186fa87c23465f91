import type { Place } from '../../core/chat/message.ts';

/** A conversation of a channel is a thread of it: `19:…@thread.tacv2;messageid=<root>`. */
export function splitConversationId(conversationId: string): { channelId: string; rootId?: string } {
  const match = /^([^;]+);messageid=([^;]+)$/.exec(conversationId);
  const [, channelId, rootId] = match ?? [];
  return channelId !== undefined && rootId !== undefined
    ? { channelId, rootId }
    : { channelId: conversationId };
}

/** The part of the ids of a channel's threads that names the channel, in the core's form. */
export function placeKey({ platform, workspaceId, channelId }: Place): string {
  return [platform, workspaceId, channelId].map(encodeURIComponent).join(':');
}

/** The id of the thread that a message roots. */
export function threadIdOf(place: Place, rootId: string): string {
  return `${placeKey(place)}:${encodeURIComponent(rootId)}`;
}

/** The message that roots a thread; cards about a channel as a whole belong to none. */
export function rootOfThread(threadId: string): string | undefined {
  const root = decodeURIComponent(threadId.slice(threadId.lastIndexOf(':') + 1));
  return /^\d+$/.test(root) ? root : undefined;
}

/** Whether a thread is one of this place, by its id alone. */
export function isThreadOf(place: Place, threadId: string): boolean {
  return threadId.startsWith(`${placeKey(place)}:`);
}
