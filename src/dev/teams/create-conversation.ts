import { isRecord, type Json, toList, toRecord, toText } from '../slack/json.ts';
import { postMessage } from './activities.ts';
import type { Answer } from './calls.ts';
import { joinConversationId } from './ids.ts';
import { requireConversation, requirePace } from './presence.ts';
import { botAccount, type Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import { findPerson, personalChatOf } from './world.ts';

/** A new thread in a channel, or the one-to-one chat with a person; nothing else can be made by a bot. */
export function createConversation(stage: Stage, body: Json): Answer {
  const members = toList(body.members).map((member) => toText(toRecord(member).id));
  const bot = toText(toRecord(body.bot).id);
  if (bot !== '' && bot !== botAccount(stage).id && bot !== stage.bot.appId) {
    throw new TeamsError('BadArgument', 'The bot is not the one that asks.');
  }
  if (body.isGroup !== true) return openPersonalChat(stage, body, members);
  const channelId = toText(toRecord(toRecord(body.channelData).channel).id);
  if (channelId === '') throw new TeamsError('BadArgument', 'Bots can create no group chats.');
  return startThread(stage, body, channelId);
}

function startThread(stage: Stage, body: Json, channelId: string): Answer {
  if (!isRecord(body.activity)) throw new TeamsError('BadSyntax', 'Activity missing for the new thread.');
  const { conversation, rootId } = requireConversation(stage, channelId);
  if (conversation.kind !== 'channel' || rootId !== undefined) {
    throw new TeamsError('BadArgument', 'That is no channel.');
  }
  requirePace(stage, conversation, 'send');
  const root = postMessage(stage, conversation, body.activity);
  const id = joinConversationId(conversation.id, root.id);
  return { status: 201, body: { id, activityId: root.id } };
}

function openPersonalChat(stage: Stage, body: Json, members: string[]): Answer {
  const [memberId, ...others] = members;
  if (memberId === undefined || others.length > 0) {
    throw new TeamsError('BadArgument', 'Exactly one member is needed for a one-to-one chat.');
  }
  const tenantId = toText(body.tenantId) || toText(toRecord(toRecord(body.channelData).tenant).id);
  if (tenantId === '') throw new TeamsError('BadArgument', 'Tenant id is missing.');
  const isId = memberId.startsWith('29:') || /^[0-9a-f-]{36}$/.test(memberId);
  const person = isId ? findPerson(stage.world, memberId) : undefined;
  const chat = person?.tenantId === tenantId ? personalChatOf(stage.world, person) : undefined;
  if (!chat) throw new TeamsError('BadArgument', 'Failed to decrypt the pairwise id.');
  if (!chat.roster.hasBot) {
    throw new TeamsError(
      'ForbiddenOperationException',
      "The bot is not installed in the user's personal scope.",
    );
  }
  requirePace(stage, chat, 'send');
  const activity = isRecord(body.activity) ? postMessage(stage, chat, body.activity) : undefined;
  return { status: 201, body: { id: chat.id, ...(activity ? { activityId: activity.id } : {}) } };
}
