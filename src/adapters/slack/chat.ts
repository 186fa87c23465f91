import { setTimeout as wait } from 'node:timers/promises';
import type { MessageElement } from '@slack/web-api/dist/types/response/ConversationsRepliesResponse.js';
import type { Chat, ChatFile, Part } from '../../core/chat/chat.ts';
import type { HistoryMessage, MessageRef, Place } from '../../core/chat/message.ts';
import { AppError } from '../../core/errors.ts';
import { hasPictures, showPictures } from './blocks/picture.ts';
import { planReply } from './blocks.ts';
import { toClassicBlocks } from './classic.ts';
import { toSlackError } from './errors.ts';
import { createUploads } from './files.ts';
import { createPacing } from './pacing.ts';
import { createPeople } from './people.ts';
import { createPictures } from './pictures.ts';
import type { SlackContent } from './render/pack.ts';
import { readSlackText } from './text.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** The event type of our metadata; its payload holds the delivery key, which makes a message recognisable. */
const METADATA_TYPE = 'architect_delivery';

/** How many messages of a thread or channel are looked through for a key. */
const FIND_LIMIT = 100;
const PAGE = 200;
/** By how much Slack's clock may be behind ours. */
const SKEW_MS = 60_000;

type Where = Place & { rootId?: string };

/** Slack, as the core's port. Every post goes without link previews, which could carry words out of the thread. */
export function createSlackChat(workspaces: Workspaces, fetcher: typeof fetch = fetch): Chat {
  const people = createPeople(workspaces);
  const pictures = createPictures();
  const uploads = createUploads();
  const withoutSessions = new Set<string>();
  const pacing = createPacing(Date.now, (ms, signal) => wait(ms, undefined, { signal }));

  /** The message in the forms in which it may be sent, the best first. */
  async function forms(workspace: Workspace, part: Part): Promise<SlackContent[]> {
    const inWords = toContent(part);
    if (part.kind !== 'message' || !part.pictures || !hasPictures(part.content as SlackContent))
      return [inWords];
    const ids = await pictures.prepare(workspace, part.pictures);
    if (ids.every((id) => id === undefined)) return [inWords];
    return [showPictures(part.content as SlackContent, ids), inWords];
  }

  async function call<T>(place: Place, run: (workspace: Workspace) => Promise<T>): Promise<T> {
    try {
      return await run(await workspaces.get(place.workspaceId));
    } catch (error) {
      throw toSlackError(error);
    }
  }

  return {
    plan: planReply,

    ready: (where, signal) => pacing.turn(`${where.workspaceId}:${where.channelId}`, signal),

    post: (where, part, key) =>
      call(where, async (workspace) => {
        if (part.kind === 'files') return uploads.show(workspace.client, where, part.files, key);
        return post(workspace, where, await forms(workspace, part), key);
      }),

    update: (where, ref, part) =>
      call(where, async (workspace) => {
        const at = { channel: ref.channelId, ts: ref.messageId };
        await withoutRefusal(await forms(workspace, part), (content) =>
          workspace.client.chat.update({ ...at, ...content }),
        );
      }),

    find: (where, { key, part, since }) =>
      call(where, async (workspace) => {
        const messages = await readBack(workspace, where, since);
        const found = messages.find((m) =>
          part.kind === 'files' ? hasFileOf(m, part.files, since, workspace) : keyOf(m) === key,
        );
        return found?.ts === undefined ? undefined : { channelId: where.channelId, messageId: found.ts };
      }),

    async tell(where, personId, reply, handle) {
      for (const part of planReply(reply)) {
        if (part.kind === 'message') await tell(where, personId, toContent(part), handle);
      }
    },

    history: (address, { limit, afterId }) =>
      call(address, async (workspace) => {
        const messages = await readThread(workspace, address, limit, afterId);
        return Promise.all(messages.map((m) => toHistory(m, workspace)));
      }),

    person: (workspaceId, personId) => people.get(workspaceId, personId),

    async setSession(address, status) {
      if (withoutSessions.has(address.workspaceId)) return;
      const state = { working: 'processing', waiting: 'suspended', idle: 'active' }[status];
      try {
        const { client } = await workspaces.get(address.workspaceId);
        await client.apiCall('agents.sessions.setStatus', {
          channel_id: address.channelId,
          thread_ts: address.rootId,
          status: state,
        });
      } catch (error) {
        const { code } = toSlackError(error);
        if (code === 'unknown-method' || code === 'slack-scope') withoutSessions.add(address.workspaceId);
      }
    },
  };

  /** By the command's own way back, else in the channel, else in a direct message. */
  async function tell(where: Where, personId: string, content: SlackContent, handle?: string): Promise<void> {
    if (handle !== undefined && (await respond(fetcher, handle, content))) return;
    await call(where, async ({ client }) => {
      const quiet = { unfurl_links: false, unfurl_media: false };
      const thread = where.rootId === undefined ? {} : { thread_ts: where.rootId };
      const here = { channel: where.channelId, user: personId, ...thread };
      try {
        await withoutRefusal([content], (shown) =>
          client.chat.postEphemeral({ ...here, ...quiet, ...shown }),
        );
      } catch (error) {
        if (toSlackError(error).retry !== 'never') throw error;
        const { channel } = await client.conversations.open({ users: personId });
        const direct = channel?.id;
        if (!direct) throw new AppError('slack-refused', { retry: 'never' });
        await withoutRefusal([content], (shown) =>
          client.chat.postMessage({ channel: direct, ...quiet, ...shown }),
        );
      }
    });
  }

  async function toHistory(message: MessageElement, workspace: Workspace): Promise<HistoryMessage> {
    const own = message.bot_id === workspace.botId || message.user === workspace.botUserId;
    const key = keyOf(message);
    const author = message.user ?? message.bot_id ?? 'unknown';
    const name = message.user && !own ? (await people.get(workspace.teamId, message.user)).name : author;
    return {
      messageId: message.ts ?? '',
      authorId: author,
      authorName: name,
      text: await people.withNames(workspace.teamId, readSlackText(message.text ?? '')),
      own,
      ...(key === undefined ? {} : { key }),
    };
  }
}

async function post(
  workspace: Workspace,
  where: Where,
  forms: readonly SlackContent[],
  key: string,
): Promise<MessageRef> {
  const message = {
    channel: where.channelId,
    ...(where.rootId === undefined ? {} : { thread_ts: where.rootId }),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: METADATA_TYPE, event_payload: { key } },
  };
  const { ts } = await withoutRefusal(forms, (content) =>
    workspace.client.chat.postMessage({ ...message, ...content }),
  );
  if (!ts) throw new AppError('slack-refused', { retry: 'never' });
  return { channelId: where.channelId, messageId: ts };
}

/**
 * Blocks that Slack refuses (an old workspace, a limit that changed) must not cost the words: the older blocks keep
 * the buttons, and the text alone has everything.
 */
async function withoutRefusal<T>(
  forms: readonly SlackContent[],
  send: (content: SlackContent) => Promise<T>,
): Promise<T> {
  const classic = forms.map(({ text, blocks }) => ({ text, blocks: toClassicBlocks(blocks) }));
  for (const content of [...forms, ...classic]) {
    try {
      return await send(content);
    } catch (error) {
      if (toSlackError(error).code !== 'blocks-refused') throw error;
    }
  }
  return send({ text: forms[0]?.text ?? '', blocks: [] });
}

/** False when the way back is used up or expired. */
async function respond(fetcher: typeof fetch, url: string, content: SlackContent): Promise<boolean> {
  try {
    const answer = await fetcher(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      signal: AbortSignal.timeout(5_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

async function readThread(
  { client }: Workspace,
  where: Where,
  limit: number,
  afterId?: string,
): Promise<MessageElement[]> {
  const messages: MessageElement[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.replies({
      channel: where.channelId,
      ts: where.rootId ?? '',
      limit: PAGE,
      include_all_metadata: true,
      ...(afterId === undefined ? {} : { oldest: afterId }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    messages.push(...(page.messages ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined && messages.length < 10 * limit);
  return messages.filter((m) => afterId === undefined || Number(m.ts) > Number(afterId)).slice(-limit);
}

/** What was posted last where a message may be: the thread, or the channel for one that roots a thread. */
async function readBack(workspace: Workspace, where: Where, since: number): Promise<MessageElement[]> {
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

function keyOf(message: MessageElement): string | undefined {
  const { metadata } = message as { metadata?: { event_type?: string; event_payload?: { key?: unknown } } };
  const key = metadata?.event_type === METADATA_TYPE ? metadata.event_payload?.key : undefined;
  return typeof key === 'string' ? key : undefined;
}

/** Any of them will do: which pictures came with the others may differ from try to try. */
function hasFileOf(
  message: MessageElement,
  files: readonly ChatFile[],
  since: number,
  workspace: Workspace,
): boolean {
  const isOwn = message.user === workspace.botUserId || message.bot_id === workspace.botId;
  const isNew = Number(message.ts) * 1000 >= since - SKEW_MS;
  const names = new Set(files.map((file) => file.name));
  return isOwn && isNew && (message.files ?? []).some(({ name }) => name !== undefined && names.has(name));
}

/** The message with words in the place of its pictures. */
export function toContent(part: Part): SlackContent {
  if (part.kind !== 'message') throw new AppError('not-a-message', { retry: 'never' });
  return showPictures(part.content as SlackContent, []);
}
