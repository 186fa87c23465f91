import { setTimeout as wait } from 'node:timers/promises';
import type { MessageElement } from '@slack/web-api/dist/types/response/ConversationsRepliesResponse.js';
import type { Chat, Guard, Part } from '../../core/chat/chat.ts';
import type { HistoryMessage, MessageRef, Place } from '../../core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { hasPictures, showPictures } from './blocks/picture.ts';
import { planReply } from './blocks.ts';
import { toSlackError } from './errors.ts';
import { createUploads } from './files.ts';
import type { Pacing } from './pacing.ts';
import { createPeople } from './people.ts';
import { createPictures, READY_WITHIN_MS } from './pictures.ts';
import { isSentAs, keyOf, readBack, readThread, toMetadata } from './read-back.ts';
import type { SlackContent } from './render/pack.ts';
import { type TellDeps, tellPerson } from './tell-person.ts';
import { readSlackText } from './text.ts';
import { withoutRefusal } from './without-refusal.ts';
import { CALL_TIMEOUT_MS, type Workspace, type Workspaces } from './workspaces.ts';

type Where = Place & { rootId?: string };

/** The state of a thread is set again rather than left wrong; a thread's further deliveries wait for it. */
const SESSION_TRIES = 3;
const MOST_WAIT_MS = 5_000;

/** Slack, as the core's port. Every post goes without link previews, which could carry words out of the thread. */
export function createSlackChat(
  workspaces: Workspaces,
  pacing: Pick<Pacing, 'ready'>,
  telling: TellDeps,
): Chat {
  const people = createPeople(workspaces);
  const pictures = createPictures();
  const uploads = createUploads();
  const withoutSessions = new Set<string>();

  /** The message in the forms in which it may be sent, the best first. */
  async function forms(
    workspace: Workspace,
    part: Part,
  ): Promise<{ contents: SlackContent[]; isLate: boolean }> {
    const inWords = toContent(part);
    if (part.kind !== 'message' || !part.pictures || !hasPictures(part.content as SlackContent))
      return { contents: [inWords], isLate: false };
    const { ids, isLate } = await pictures.prepare(workspace, part.pictures);
    if (ids.every((id) => id === undefined)) return { contents: [inWords], isLate };
    return { contents: [showPictures(part.content as SlackContent, ids), inWords], isLate };
  }

  async function call<T>(place: Place, run: (workspace: Workspace) => Promise<T>): Promise<T> {
    try {
      return await run(await workspaces.get(place.workspaceId));
    } catch (error) {
      throw toSlackError(error);
    }
  }

  return {
    slowestMs: { withoutPictures: CALL_TIMEOUT_MS, withPictures: CALL_TIMEOUT_MS + READY_WITHIN_MS },
    plan: planReply,

    ready: pacing.ready,

    post: (where, part, key, guard) =>
      call(where, async (workspace) => {
        if (part.kind === 'files') return uploads.show(workspace.client, where, part.files, key, guard);
        const { contents } = await forms(workspace, part);
        return post(workspace, where, contents, key, guard);
      }),

    update: (where, ref, part, guard) =>
      call(where, async (workspace) => {
        const at = { channel: ref.channelId, ts: ref.messageId };
        const { contents, isLate } = await forms(workspace, part);
        await withoutRefusal(contents, async (content) => {
          await guard();
          return workspace.client.chat.update({ ...at, ...content });
        });
        return isLate ? 'in-words' : 'whole';
      }),

    find: (where, sought) =>
      call(where, async (workspace) => {
        const messages = await readBack(workspace, where, sought.since);
        return messages
          .filter((message) => isSentAs(message, sought, workspace))
          .flatMap(({ ts }) => (ts === undefined ? [] : [{ channelId: where.channelId, messageId: ts }]))
          .sort((a, b) => Number(a.messageId) - Number(b.messageId));
      }),

    async remove(where, { channelId, messageId }) {
      try {
        await call(where, ({ client }) => client.chat.delete({ channel: channelId, ts: messageId }));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'message-gone') throw error;
      }
    },

    async tell(where, personId, reply, { once, ...options } = {}) {
      for (const part of planReply(reply)) {
        if (part.kind !== 'message') continue;
        const content = toContent(part);
        const own = once ? { ...options, once: { ...once, key: `${once.key}/${part.id}` } } : options;
        await call(where, (workspace) => tellPerson(telling, { workspace, where, personId, content }, own));
      }
    },

    history: (address, { limit, afterId }) =>
      call(address, async (workspace) => {
        const messages = await readThread(workspace, address, limit, afterId);
        return Promise.all(messages.map((m) => toHistory(m, workspace)));
      }),

    person: (workspaceId, personId) => people.get(workspaceId, personId),

    async setSession(address, status) {
      if (withoutSessions.has(address.workspaceId)) return true;
      const state = { working: 'processing', waiting: 'suspended', idle: 'active' }[status];
      const { channelId: channel_id, rootId: thread_ts } = address;
      let isSure = true;
      for (let attempt = 1; ; attempt++) {
        try {
          const { client } = await workspaces.get(address.workspaceId);
          await client.apiCall('agents.sessions.setStatus', { channel_id, thread_ts, status: state });
          return isSure;
        } catch (error) {
          const failure = toSlackError(error);
          const { code, retry } = failure;
          if (failure instanceof UnknownOutcome) isSure = false;
          if (code === 'unknown-method' || code === 'slack-scope') withoutSessions.add(address.workspaceId);
          if (retry === 'never') return true;
          // That it works is seen in the message as well, and the work waits for this.
          if (status === 'working' && typeof retry === 'object') return isSure;
          if (attempt === SESSION_TRIES) return false;
          await wait(Math.min(retry === 'backoff' ? 500 : retry.afterMs, MOST_WAIT_MS));
        }
      }
    },
  };

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
  guard: Guard,
): Promise<MessageRef> {
  const message = {
    channel: where.channelId,
    ...(where.rootId === undefined ? {} : { thread_ts: where.rootId }),
    unfurl_links: false,
    unfurl_media: false,
    ...toMetadata(key),
  };
  const { ts } = await withoutRefusal(forms, async (content) => {
    await guard();
    return workspace.client.chat.postMessage({ ...message, ...content });
  });
  if (!ts) throw new AppError('slack-refused', { retry: 'never' });
  return { channelId: where.channelId, messageId: ts };
}

/** The message with words in the place of its pictures. */
export function toContent(part: Part): SlackContent {
  if (part.kind !== 'message') throw new AppError('not-a-message', { retry: 'never' });
  return showPictures(part.content as SlackContent, []);
}
