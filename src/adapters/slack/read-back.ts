import type { MessageElement } from '@slack/web-api/dist/types/response/ConversationsRepliesResponse.js';
import type { Sought } from '../../core/chat/chat.ts';
import type { Place } from '../../core/chat/message.ts';
import type { Workspace } from './workspaces.ts';

/** The event type of our metadata; its payload holds the delivery key, which makes a message recognisable. */
const METADATA_TYPE = 'architect_delivery';

/** How many messages of a thread or channel are looked through for a key. */
const FIND_LIMIT = 100;
const PAGE = 200;
/** By how much Slack's clock may be behind ours. */
const SKEW_MS = 60_000;

type Where = Place & { rootId?: string };

/** Slack gives the oldest ones first, so a longer thread than this is not read to its end. */
const MOST_PAGES = 10;

/** Messages of a thread, oldest first, the newest `limit` of them; no more are held at a time than these and a page. */
export async function readThread(
  { client }: Workspace,
  where: Where,
  limit: number,
  afterId?: string,
): Promise<MessageElement[]> {
  let messages: MessageElement[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await client.conversations.replies({
      channel: where.channelId,
      ts: where.rootId ?? '',
      limit: PAGE,
      include_all_metadata: true,
      ...(afterId === undefined ? {} : { oldest: afterId }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const later = (page.messages ?? []).filter(
      (m) => afterId === undefined || Number(m.ts) > Number(afterId),
    );
    messages = [...messages, ...later].slice(-limit);
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return messages;
}

/** What was posted last where a message may be: the thread, or the channel for one that roots a thread. */
export async function readBack(workspace: Workspace, where: Where, since: number): Promise<MessageElement[]> {
  const oldest = String((since - SKEW_MS) / 1000);
  if (where.rootId !== undefined) return readThread(workspace, where, FIND_LIMIT, oldest);
  const { messages } = await workspace.client.conversations.history({
    channel: where.channelId,
    limit: FIND_LIMIT,
    oldest,
    include_all_metadata: true,
  });
  return (messages ?? []) as MessageElement[];
}

export function toMetadata(key: string) {
  return { metadata: { event_type: METADATA_TYPE, event_payload: { key } } };
}

export function keyOf(message: MessageElement): string | undefined {
  const { metadata } = message as { metadata?: { event_type?: string; event_payload?: { key?: unknown } } };
  const key = metadata?.event_type === METADATA_TYPE ? metadata.event_payload?.key : undefined;
  return typeof key === 'string' ? key : undefined;
}

/** Whether a message is what was sent under a key. */
export function isSentAs(message: MessageElement, sought: Sought, workspace: Workspace): boolean {
  return sought.files.length > 0 ? hasFiles(message, sought, workspace) : keyOf(message) === sought.key;
}

/** Which pictures came with the other files may differ from try to try, so the smaller set has to be in the larger. */
function hasFiles(message: MessageElement, { files, since }: Sought, workspace: Workspace): boolean {
  const isOwn = message.user === workspace.botUserId || message.bot_id === workspace.botId;
  const isNew = Number(message.ts) * 1000 >= since - SKEW_MS;
  const shown = (message.files ?? []).map(({ name = '', size = 0 }) => ({ name, bytes: [size] }));
  if (!isOwn || !isNew || shown.length === 0) return false;
  const [fewer, more] = shown.length < files.length ? [shown, files] : [files, shown];
  return fewer.every((file) =>
    more.some(({ name, bytes }) => name === file.name && bytes.some((size) => file.bytes.includes(size))),
  );
}
