import { z } from 'zod';
import type { Guard } from '../../core/chat/chat.ts';
import type { MessageRef, PersonId, Place } from '../../core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import type { Connector, ConnectorCall } from './connector.ts';
import { type Conversations, parseReference, type TeamsReference } from './conversations.ts';
import { type Asked, toTeamsError } from './errors.ts';
import type { Form, Message } from './outgoing.ts';
import type { TeamsPacing } from './pacing.ts';
import type { SentMessages } from './sent.ts';
import { placeKey, splitConversationId } from './thread-id.ts';

export type Where = Place & { rootId?: string };

type SenderDeps = {
  connector: Connector;
  conversations: Conversations;
  pacing: Pick<TeamsPacing, 'admit' | 'refused'>;
  sent: Pick<SentMessages, 'add'>;
};

/** Messages do without the names of people rather than wait for long. */
const MEMBERS_WITHIN_MS = 5_000;

/** Each sends the best of the given forms that Teams takes. */
export type Sender = {
  /** `key`: what it is known by afterwards. */
  post(where: Where, forms: readonly Form[], key?: string, guard?: Guard): Promise<MessageRef>;
  update(where: Where, ref: MessageRef, forms: readonly Form[], guard?: Guard): Promise<void>;
  remove(where: Where, ref: MessageRef): Promise<void>;
  /** One part of a message that grows, or its end; the id is that of the message, where Teams tells it. */
  stream(where: Where, activity: object, key?: string): Promise<string | undefined>;
  /** A person's own chat with the bot; what is kept of it says how it is spoken to. */
  openPersonal(where: Where, personId: PersonId): Promise<Where>;
  /** A call about the members of a conversation. */
  askMembers(reference: TeamsReference, path: string): Promise<unknown>;
};

export function createSender({ connector, conversations, pacing, sent }: SenderDeps): Sender {
  async function referenceOf(where: Where): Promise<TeamsReference> {
    const reference = parseReference(await conversations.read(placeKey(where)));
    // Nothing came from there that is still known, so there is no address to speak to.
    if (!reference) throw new AppError('channel-gone', { retry: 'never' });
    return reference;
  }

  /** A message that was posted after all, when its call was given up already. */
  const noting = (key: string | undefined) => (value: unknown) => {
    const id = idOf(value);
    if (key !== undefined && id !== undefined) sent.add(key, id).catch(() => {});
  };

  async function call(place: Place, asked: Asked, request: ConnectorCall): Promise<unknown> {
    const kind = asked === 'member' ? 'members' : 'send';
    try {
      return await connector.call(request);
    } catch (error) {
      const failure = toTeamsError(error, asked);
      if (failure.code === 'teams-rate-limited' && typeof failure.retry === 'object') {
        await pacing.refused(place, kind, failure.retry.afterMs);
      }
      throw failure;
    }
  }

  return {
    async post(where, forms, key, guard) {
      const reference = await referenceOf(where);
      const { serviceUrl } = reference;
      const channelId = conversationIdOf(reference, where);
      const onLate = noting(key);
      const value = await withoutRefusal(forms, async (message) => {
        await guard?.();
        const activity = { ...message, from: reference.bot };
        const isNew = reference.conversation.conversationType === 'channel' && where.rootId === undefined;
        const request = isNew ? newThread(reference, activity) : { path: toPath(channelId), body: activity };
        return call(where, 'post', { method: 'POST', serviceUrl, ...request, onLate });
      });
      const messageId = idOf(value);
      // Something between us and Teams answered: what became of the call is not known.
      if (messageId === undefined) throw new UnknownOutcome('teams-unavailable');
      if (key !== undefined) await sent.add(key, messageId);
      return { channelId, messageId };
    },

    async update(where, ref, forms, guard) {
      const reference = await referenceOf(where);
      const path = toPath(conversationIdOf(reference, where, ref), ref.messageId);
      const { serviceUrl } = reference;
      await withoutRefusal(forms, async (message) => {
        await guard?.();
        const body = { ...message, id: ref.messageId, from: reference.bot };
        return call(where, 'update', { method: 'PUT', serviceUrl, path, body });
      });
    },

    async stream(where, activity, key) {
      const reference = await referenceOf(where);
      const { serviceUrl, bot } = reference;
      const path = toPath(conversationIdOf(reference, where));
      const body = { ...activity, from: bot };
      const onLate = noting(key);
      return idOf(await call(where, 'stream', { method: 'POST', serviceUrl, path, body, onLate }));
    },

    async remove(where, ref) {
      const reference = await referenceOf(where);
      const { serviceUrl } = reference;
      const path = toPath(conversationIdOf(reference, where, ref), ref.messageId);
      await pacing.admit(where, 'send');
      try {
        await call(where, 'remove', { method: 'DELETE', serviceUrl, path });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'message-gone') throw error;
      }
    },

    async openPersonal(where, personId) {
      const reference = await referenceOf(where);
      const { bot, serviceUrl, conversation } = reference;
      const { tenantId } = conversation;
      const channelData = { tenant: { id: tenantId } };
      const body = { isGroup: false, bot, members: [{ id: personId, name: '' }], tenantId, channelData };
      await pacing.admit(where, 'send');
      // Asked again it gives the same chat.
      const value = await call(where, 'open', { method: 'POST', serviceUrl, path: 'conversations', body });
      const id = idSchema.safeParse(value).data?.id;
      if (id === undefined) throw new UnknownOutcome('teams-unavailable');
      const chat: Where = { platform: 'teams', workspaceId: where.workspaceId, channelId: id, direct: true };
      const personal = { id, tenantId, conversationType: 'personal' as const, isGroup: false };
      await conversations.keep(placeKey(chat), { ...reference, conversation: personal });
      return chat;
    },

    async askMembers(reference, path) {
      const { serviceUrl, conversation } = reference;
      const { id: channelId, tenantId: workspaceId } = conversation;
      const place: Place = { platform: 'teams', workspaceId, channelId, direct: false };
      await pacing.admit(place, 'members');
      return call(place, 'member', { method: 'GET', serviceUrl, path, timeoutMs: MEMBERS_WITHIN_MS });
    },
  };
}

/** In a channel each thread is a conversation; a message that is known without its thread is found in the channel. */
function conversationIdOf(reference: TeamsReference, { rootId }: Where, ref?: MessageRef): string {
  const { id, conversationType } = reference.conversation;
  if (conversationType !== 'channel') return id;
  const root = rootId ?? (ref && splitConversationId(ref.channelId).rootId);
  return root === undefined ? id : `${id};messageid=${root}`;
}

function toPath(conversationId: string, activityId?: string): string {
  const path = `conversations/${encodeURIComponent(conversationId)}/activities`;
  return activityId === undefined ? path : `${path}/${encodeURIComponent(activityId)}`;
}

function newThread({ bot, conversation }: TeamsReference, activity: object): { path: string; body: object } {
  const { id, tenantId } = conversation;
  const channelData = { channel: { id }, tenant: { id: tenantId } };
  return { path: 'conversations', body: { isGroup: true, bot, tenantId, channelData, activity } };
}

const idSchema = z.object({
  id: z.string().min(1),
  activityId: z.string().min(1).optional().catch(undefined),
});

/** The id of the message that was posted, as each of the calls gives it. */
function idOf(value: unknown): string | undefined {
  const { id, activityId } = idSchema.safeParse(value).data ?? {};
  return activityId ?? (id === undefined ? undefined : (splitConversationId(id).rootId ?? id));
}

/** A card that Teams refuses must not cost the words. */
export async function withoutRefusal<T>(
  forms: readonly Form[],
  send: (form: Message) => Promise<T>,
): Promise<T> {
  let refused: unknown;
  for (const form of forms) {
    const message = typeof form === 'function' ? await form() : form;
    if (!message) continue;
    try {
      return await send(message);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'blocks-refused') throw error;
      refused = error;
    }
  }
  throw refused;
}
