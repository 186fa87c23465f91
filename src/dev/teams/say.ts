import type { Json } from '../slack/json.ts';
import { deliverSurely } from './delivery.ts';
import { joinConversationId } from './ids.ts';
import { clientInfo, type Deed, tellBot, toActivity } from './inbound.ts';
import { requireConversationOf, requirePerson } from './lookup.ts';
import { showMessage } from './messages.ts';
import { composeText } from './people-text.ts';
import { type OnMessage, sceneOf } from './press.ts';
import { botAccount, type Stage } from './stage.ts';
import { NotPossible } from './teams-error.ts';
import { type Conversation, findMessage, type StoredMessage } from './world.ts';

/** `conversation` is the id that the bot gets, with the thread of a channel in it. */
export type Said = { id: string; conversation: string; rootId?: string; reachesBot: boolean };

export function say(stage: Stage, what: { user: string; in?: string; text: string; thread?: string }): Said {
  const person = requirePerson(stage, what.user);
  const conversation = requireConversationOf(stage, person, what.in);
  if (what.text.trim() === '') throw new NotPossible('There is nothing to send.');
  const id = stage.ids.message();
  const rootId = rootOf(conversation, what.thread, id);
  const { text, mentions } = composeText(stage, conversation, what.text);
  const message: StoredMessage = {
    id,
    ...(rootId === undefined ? {} : { rootId }),
    from: person.id,
    at: stage.now(),
    text,
    textFormat: 'plain',
    attachments: [],
    entities: mentions,
    channelData: {},
    suggestedActions: [],
    revision: 0,
    isDeleted: false,
    personalCards: new Map(),
    reactions: new Map(),
    dropped: [],
  };
  conversation.messages.push(message);
  stage.emit({ kind: 'message', message: showMessage(stage, conversation, message) });
  const deed: Deed = { conversation, person, ...(rootId === undefined ? {} : { rootId }) };
  const isForBot = reachesBot(stage, conversation, message);
  if (isForBot) {
    const activity = toActivity(stage, deed, {
      type: 'message',
      id,
      ...wordsOf(stage, conversation, what.text),
    });
    void deliverSurely(stage, { name: 'message', activity });
  }
  return {
    id,
    conversation: joinConversationId(conversation.id, rootId),
    ...(rootId === undefined ? {} : { rootId }),
    reachesBot: isForBot,
  };
}

/** Presses one of the buttons above the compose box: the words of it are said. */
export function chooseSuggested(stage: Stage, what: OnMessage & { value: string }): Said {
  const { conversation, message, person } = sceneOf(stage, what);
  if (!message.suggestedActions.includes(what.value))
    throw new NotPossible(`Nothing suggests "${what.value}".`);
  return say(stage, { user: person.id, in: conversation.id, text: what.value });
}

export function edit(stage: Stage, what: OnMessage & { text: string }): void {
  const { deed, conversation, message } = ownOf(stage, what);
  const reachedBot = reachesBot(stage, conversation, message);
  const { text, mentions } = composeText(stage, conversation, what.text);
  if (text === message.text) return;
  Object.assign(message, { text, entities: mentions, revision: message.revision + 1 });
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
  if (!reachedBot && !reachesBot(stage, conversation, message)) return;
  const fields = wordsOf(stage, conversation, what.text);
  const channelData = { eventType: 'editMessage' };
  tellBot(stage, deed, 'messageUpdate', { type: 'messageUpdate', id: message.id, ...fields, channelData });
}

/** Takes a message of one's own away. */
export function remove(stage: Stage, what: OnMessage): void {
  const { deed, conversation, message } = ownOf(stage, what);
  message.isDeleted = true;
  stage.emit({ kind: 'message_deleted', conversation: conversation.id, id: message.id });
  if (!reachesBot(stage, conversation, message)) return;
  const channelData = { eventType: 'softDeleteMessage' };
  tellBot(stage, deed, 'messageDelete', { type: 'messageDelete', id: message.id, channelData });
}

/** Adds the reaction to a message, or takes it back; the bot hears of those on its own. */
export function react(stage: Stage, what: OnMessage & { name: string }): void {
  const { deed, conversation, message, person } = sceneOf(stage, what);
  const people = message.reactions.get(what.name) ?? new Set();
  const isNew = !people.has(person.id);
  if (isNew) people.add(person.id);
  else people.delete(person.id);
  message.reactions.set(what.name, people);
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
  if (message.from !== 'bot' || !conversation.roster.hasBot) return;
  const changed = { [isNew ? 'reactionsAdded' : 'reactionsRemoved']: [{ type: what.name }] };
  tellBot(stage, deed, 'messageReaction', { type: 'messageReaction', replyToId: message.id, ...changed });
}

function ownOf(stage: Stage, what: OnMessage) {
  const scene = sceneOf(stage, what);
  if (scene.message.from !== scene.person.id) throw new NotPossible('The message is by somebody else.');
  return scene;
}

function rootOf(conversation: Conversation, thread: string | undefined, id: string): string | undefined {
  if (conversation.kind !== 'channel') {
    if (thread !== undefined) throw new NotPossible('A chat has no threads.');
    return undefined;
  }
  if (thread === undefined) return id;
  const root = findMessage(conversation, thread)?.rootId;
  if (root === undefined) throw new NotPossible(`The channel has no message ${thread}.`);
  return root;
}

/** In a chat of their own everything reaches the bot, elsewhere only what mentions it. */
function reachesBot(stage: Stage, conversation: Conversation, message: StoredMessage): boolean {
  if (!conversation.roster.hasBot) return false;
  if (conversation.kind === 'personal') return true;
  const botId = botAccount(stage).id;
  return message.entities.some(({ mentioned }) => Object(mentioned).id === botId);
}

function wordsOf(stage: Stage, conversation: Conversation, typed: string): Json {
  const { text, html, mentions } = composeText(stage, conversation, typed);
  return {
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html }],
    entities: [...mentions, clientInfo()],
  };
}
