import type { Json } from '../slack/json.ts';
import type { Answer } from './calls.ts';
import { toDraft } from './draft.ts';
import { showMessage } from './messages.ts';
import { requireConversation, requirePace } from './presence.ts';
import type { Stage } from './stage.ts';
import { streamActivity, streamInfoOf } from './streams.ts';
import { TeamsError } from './teams-error.ts';
import { type Conversation, findMessage, type StoredMessage } from './world.ts';

export function sendActivity(stage: Stage, call: { to: string; replyTo?: string; body: Json }): Answer {
  const { conversation, rootId } = requireConversation(stage, call.to);
  const { body, replyTo } = call;
  const streamInfo = streamInfoOf(body);
  requirePace(stage, conversation, streamInfo ? 'stream' : 'send');
  requireWritable(conversation);
  // An id that is unknown is passed over: botbuilder makes one up when nothing is replied to.
  const repliedTo = replyTo === undefined ? undefined : findMessage(conversation, replyTo);
  if (streamInfo) return streamActivity(stage, conversation, body, streamInfo);
  if (body.type === 'typing') {
    stage.emit({ kind: 'typing', conversation: conversation.id });
    return { status: 201, body: { id: stage.ids.event() } };
  }
  const thread = rootId ?? (conversation.kind === 'channel' ? repliedTo?.rootId : undefined);
  return { status: 201, body: { id: postMessage(stage, conversation, body, thread).id } };
}

/** Posts what the bot made; in a channel without a root it becomes the root of a new thread. */
export function postMessage(
  stage: Stage,
  conversation: Conversation,
  body: Json,
  rootId?: string,
): StoredMessage {
  const draft = toDraft(stage, conversation, body);
  const id = stage.ids.message();
  const message: StoredMessage = {
    id,
    ...(conversation.kind === 'channel' ? { rootId: rootId ?? id } : {}),
    from: 'bot',
    at: stage.now(),
    ...draft,
    revision: 0,
    isDeleted: false,
    personalCards: new Map(),
    reactions: new Map(),
  };
  conversation.messages.push(message);
  stage.emit({ kind: 'message', message: showMessage(stage, conversation, message) });
  return message;
}

export function updateActivity(stage: Stage, call: { to: string; id: string; body: Json }): Answer {
  const { conversation, message } = requireOwn(stage, call);
  if (message.stream?.state === 'stopped-by-user') {
    throw new TeamsError('ContentStreamNotAllowed', 'Content stream was canceled by user.');
  }
  if (message.stream) message.stream.state = 'done';
  Object.assign(message, toDraft(stage, conversation, call.body));
  message.revision += 1;
  message.personalCards.clear();
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
  return { status: 200, body: { id: message.id } };
}

export function deleteActivity(stage: Stage, call: { to: string; id: string }): Answer {
  const { conversation, message } = requireOwn(stage, call);
  message.isDeleted = true;
  stage.emit({ kind: 'message_deleted', conversation: conversation.id, id: message.id });
  return { status: 200 };
}

/** A message of the bot in just that conversation, or thread of a channel. */
function requireOwn(
  stage: Stage,
  { to, id }: { to: string; id: string },
): { conversation: Conversation; message: StoredMessage } {
  const { conversation, rootId } = requireConversation(stage, to);
  requirePace(stage, conversation, 'send');
  requireWritable(conversation);
  const message = findMessage(conversation, id);
  if (!message || message.isDeleted || (rootId !== undefined && message.rootId !== rootId)) {
    throw activityNotFound();
  }
  if (message.from !== 'bot') throw new TeamsError('NotEnoughPermissions', 'The message is not by this bot.');
  return { conversation, message };
}

function requireWritable(conversation: Conversation): void {
  if (!conversation.isBlocked) return;
  throw new TeamsError('ConversationBlockedByUser', 'User blocked the conversation with the bot.');
}

function activityNotFound(): TeamsError {
  return new TeamsError('ActivityNotFoundInConversation', 'Conversation not found.');
}
