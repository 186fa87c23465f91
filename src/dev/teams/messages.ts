import { type Json, toList, toRecord, toText } from '../slack/json.ts';
import type { WorldMessage } from './control.ts';
import { botAccount, type Stage } from './stage.ts';
import type { Conversation, StoredMessage } from './world.ts';

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

const AI_LABEL = 'AIGeneratedContent';

/** A message as it is seen by that person, or by everybody who sees nothing of their own. */
export function showMessage(
  stage: Stage,
  conversation: Conversation,
  message: StoredMessage,
  personId?: string,
): WorldMessage {
  const own = personId === undefined ? undefined : message.personalCards.get(personId);
  const shared = message.attachments.filter((entry) => entry.contentType === ADAPTIVE_CARD);
  const streaming = streamingOf(stage, message);
  return {
    id: message.id,
    conversation: conversation.id,
    ...(message.rootId === undefined ? {} : { rootId: message.rootId }),
    from: accountOf(stage, message.from),
    at: message.at,
    text: textOf(message),
    textFormat: message.textFormat,
    cards: own ? [own] : shared.map((entry) => toRecord(entry.content)),
    attachments: message.attachments.filter((entry) => entry.contentType !== ADAPTIVE_CARD),
    mentions: message.entities.flatMap((entity) =>
      entity.type === 'mention' ? [toText(toRecord(entity.mentioned).id)] : [],
    ),
    suggestedActions: message.suggestedActions,
    isLabelledAi: message.entities.some((entity) => toList(entity.additionalType).includes(AI_LABEL)),
    hasFeedback: hasFeedback(message),
    revision: message.revision,
    isDeleted: message.isDeleted,
    ...(streaming ? { streaming } : {}),
    reactions: [...message.reactions].map(([name, people]) => ({ name, people: [...people] })),
    dropped: message.dropped,
  };
}

export function hasFeedback(message: StoredMessage): boolean {
  const { feedbackLoop, feedbackLoopEnabled } = message.channelData;
  return feedbackLoopEnabled === true || toText(toRecord(feedbackLoop).type) !== '';
}

/** Everything of a message that is a card, as that person sees it. */
export function cardsFor(message: StoredMessage, personId: string): Json[] {
  const own = message.personalCards.get(personId);
  if (own) return [own];
  return message.attachments.flatMap((entry) =>
    entry.contentType === ADAPTIVE_CARD ? [toRecord(entry.content)] : [],
  );
}

function textOf({ stream, text }: StoredMessage): string {
  if (!stream || stream.state === 'done') return text;
  return stream.text === '' ? stream.informative : stream.text;
}

function streamingOf(stage: Stage, { stream }: StoredMessage): WorldMessage['streaming'] {
  if (stream?.state !== 'open' || stage.now() - stream.startedAt > stage.timing.streamMs) return undefined;
  return stream.text === '' ? 'informative' : 'streaming';
}

function accountOf(stage: Stage, from: string): WorldMessage['from'] {
  if (from === 'bot') return { ...botAccount(stage), isBot: true };
  return { id: from, name: stage.world.people.get(from)?.name ?? from, isBot: false };
}
