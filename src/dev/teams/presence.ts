import { splitConversationId } from './ids.ts';
import type { Pace } from './rate-limits.ts';
import type { Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import { type Conversation, findMessage } from './world.ts';

/** Where a call goes to; refused where the conversation or its thread does not exist, or the bot is not in it. */
export function requireConversation(
  stage: Stage,
  id: string,
): { conversation: Conversation; rootId?: string } {
  const { conversationId, rootId } = splitConversationId(id);
  const conversation = stage.world.conversations.get(conversationId);
  if (!conversation || (rootId !== undefined && conversation.kind !== 'channel')) {
    throw new TeamsError('ConversationNotFound', 'Conversation not found.');
  }
  if (!conversation.roster.hasBot) {
    throw new TeamsError('BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  }
  if (rootId === undefined) return { conversation };
  const root = findMessage(conversation, rootId);
  if (!root || root.rootId !== root.id) {
    throw new TeamsError('ConversationNotFound', 'Conversation not found.');
  }
  return { conversation, rootId };
}

export function requirePace(stage: Stage, conversation: Conversation, pace: Pace): void {
  const { tenantId, id: conversationId } = conversation;
  const seconds = stage.limits.take({ tenantId, conversationId, pace });
  if (seconds === undefined) return;
  const message = pace === 'stream' ? 'API calls quota exceeded' : 'Too many requests.';
  throw new TeamsError('Throttled', message, seconds);
}
