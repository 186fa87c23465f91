import { isRecord, type Json, toRecord, toText } from '../slack/json.ts';
import { type Button, findButton, valuesOf } from './card-inputs.ts';
import type { PressOutcome, WorldPerson } from './control.ts';
import { deliverSurely, isTaken } from './delivery.ts';
import { clientInfo, type Deed, toActivity } from './inbound.ts';
import { requireMessage, requirePerson } from './lookup.ts';
import { ADAPTIVE_CARD, cardsFor, hasFeedback } from './messages.ts';
import type { Stage } from './stage.ts';
import { NotPossible, TeamsError } from './teams-error.ts';
import { requireCard } from './validate/attachment.ts';
import type { Conversation, StoredMessage } from './world.ts';

/** Who acts on which message. */
export type OnMessage = { user: string; message: string };

type Scene = { deed: Deed; conversation: Conversation; message: StoredMessage; person: WorldPerson };

export function sceneOf(stage: Stage, what: OnMessage): Scene {
  const person = requirePerson(stage, what.user);
  const { conversation, message } = requireMessage(stage, person, what.message);
  const { rootId } = message;
  const deed: Deed = { conversation, person, ...(rootId === undefined ? {} : { rootId }) };
  return { deed, conversation, message, person };
}

/** A press on a button of a card, with what is filled into its inputs. */
export async function press(
  stage: Stage,
  what: OnMessage & Button & { inputs?: Record<string, string> },
): Promise<PressOutcome> {
  const scene = sceneOf(stage, what);
  const { action, inputs } = findButton(cardsFor(scene.message, scene.person.id), what);
  const values = valuesOf(inputs, what.inputs ?? {});
  const data = { ...toRecord(action.data), ...values };
  return action.type === 'Action.Execute'
    ? execute(stage, scene, { ...action, data }, 'manual')
    : submit(stage, scene, data);
}

/** What the client does by itself when somebody whom the card names looks at it. */
export async function refresh(stage: Stage, what: OnMessage): Promise<PressOutcome> {
  const scene = sceneOf(stage, what);
  const [card] = cardsFor(scene.message, scene.person.id);
  if (!isRecord(card?.refresh)) throw new NotPossible('The card has nothing to be refreshed by.');
  const { userIds, action } = card.refresh;
  const isNamed = Array.isArray(userIds) && userIds.includes(scene.person.id);
  if (!isNamed) throw new NotPossible(`The card is not refreshed for ${scene.person.name}.`);
  return execute(stage, scene, toRecord(action), 'automatic');
}

/** A thumb below a message. */
export async function giveFeedback(
  stage: Stage,
  what: OnMessage & { reaction: 'like' | 'dislike'; text?: string },
): Promise<PressOutcome> {
  const scene = sceneOf(stage, what);
  if (!hasFeedback(scene.message)) throw new NotPossible('There are no thumbs below the message.');
  const feedback = JSON.stringify({ feedbackText: what.text ?? '' });
  const value = { actionName: 'feedback', actionValue: { reaction: what.reaction, feedback } };
  const ack = await invoke(stage, scene, 'message/submitAction', value);
  return ack.kind === 'answered' ? { kind: 'done' } : ack.outcome;
}

async function execute(
  stage: Stage,
  scene: Scene,
  action: Json,
  trigger: 'manual' | 'automatic',
): Promise<PressOutcome> {
  const { type, id, title, verb, data } = action;
  const sent = { type, ...(id ? { id } : {}), ...(title ? { title } : {}), verb, data: data ?? {} };
  const ack = await invoke(stage, scene, 'adaptiveCard/action', { action: sent, trigger });
  return ack.kind === 'answered' ? show(stage, scene, ack.body) : ack.outcome;
}

/** What the client makes of the bot's answer to an Action.Execute. */
function show(stage: Stage, { conversation, message, person }: Scene, body: unknown): PressOutcome {
  const { statusCode, type, value } = toRecord(body);
  if (statusCode !== 200) {
    return { kind: 'error', text: toText(toRecord(value).message) || 'The answer bears no statusCode 200.' };
  }
  if (type === 'application/vnd.microsoft.activity.message') {
    const text = toText(value);
    if (text === '') return { kind: 'error', text: 'The answer is an empty message.' };
    stage.emit({ kind: 'private_words', person: person.id, text });
    return { kind: 'message', text };
  }
  if (type !== ADAPTIVE_CARD) return { kind: 'error', text: `Unknown type of an answer: '${toText(type)}'.` };
  try {
    requireCard(value, [...conversation.roster.members]);
  } catch (error) {
    if (error instanceof TeamsError) return { kind: 'error', text: error.message };
    throw error;
  }
  const card = toRecord(value);
  message.personalCards.set(person.id, card);
  stage.emit({ kind: 'personal_card', person: person.id, id: message.id, card });
  return { kind: 'card', card };
}

/** An Action.Submit is a message without words that bears a value, unless its data says what else it is. */
async function submit(stage: Stage, { deed, message }: Scene, data: Json): Promise<PressOutcome> {
  const { msteams, ...rest } = data;
  const { type, text, value } = toRecord(msteams);
  if (type !== undefined && type !== 'messageBack') {
    throw new NotPossible(`A submit of type ${toText(type)} is not built into the stand-in.`);
  }
  const activity = toActivity(stage, deed, {
    type: 'message',
    id: stage.ids.message(),
    ...(type === 'messageBack' ? { text: toText(text), textFormat: 'plain' } : {}),
    value: type === 'messageBack' ? (value ?? rest) : data,
    replyToId: message.id,
    entities: [clientInfo()],
    channelData: { source: { name: 'message' }, legacy: { replyToId: `1:${message.id}` } },
  });
  const ack = await deliverSurely(stage, { name: 'message', activity });
  return isTaken(ack) ? { kind: 'done' } : failure(ack);
}

type Answered = { kind: 'answered'; body: unknown } | { kind: 'failed'; outcome: PressOutcome };

/** Sends an invoke about a message and waits for what the bot says to it. */
export async function invoke(
  stage: Stage,
  { deed, message }: Pick<Scene, 'deed' | 'message'>,
  name: string,
  value: Json,
): Promise<Answered> {
  const activity = toActivity(stage, deed, {
    type: 'invoke',
    name,
    id: stage.ids.event(),
    value,
    replyToId: message.id,
    entities: [clientInfo()],
    channelData: { source: { name: 'message' }, legacy: { replyToId: `1:${message.id}` } },
  });
  const ack = await deliverSurely(stage, { name, activity });
  if (ack.kind === 'answered' && isTaken(ack)) return { kind: 'answered', body: ack.body };
  return { kind: 'failed', outcome: failure(ack) };
}

function failure(ack: Awaited<ReturnType<typeof deliverSurely>>): PressOutcome {
  return { kind: 'failed', reason: ack.kind === 'answered' ? `status ${ack.status}` : ack.reason };
}
