import { type Json, toList, toRecord, toText } from '../slack/json.ts';
import type { Answer } from './calls.ts';
import { toDraft } from './draft.ts';
import { showMessage } from './messages.ts';
import type { Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import { isTooLarge } from './validate/size.ts';
import { type Conversation, findMessage, type StoredMessage, type Stream } from './world.ts';

const MOST_INFORMATIVE = 1_000;

const refuse = (message: string) => new TeamsError('ContentStreamNotAllowed', message);

/** The entity that makes an activity part of a stream. */
export function streamInfoOf(body: Json): Json | undefined {
  return toList(body.entities)
    .map(toRecord)
    .find((entity) => toText(entity.type).toLowerCase() === 'streaminfo');
}

/**
 * One request of a stream: the first opens a message and answers its id, each further one carries all of the text so
 * far, the final one is an ordinary message.
 */
export function streamActivity(stage: Stage, conversation: Conversation, body: Json, info: Json): Answer {
  const kind = toText(info.streamType) || 'streaming';
  const isFinal = kind === 'final';
  if (conversation.kind !== 'personal') throw refuse('Content stream is not allowed');
  if (isTooLarge(body)) throw refuse('Message size too large');
  if (!['informative', 'streaming', 'final'].includes(kind)) {
    throw new TeamsError('BadRequest', `Unknown stream type '${kind}'.`);
  }
  if (body.type !== (isFinal ? 'message' : 'typing')) {
    throw new TeamsError(
      'BadSyntax',
      isFinal
        ? 'Only the final streaming type is allowed as a message activity'
        : 'Only start streaming and continue streaming types are allowed as a typing activity',
    );
  }
  const text = toText(body.text);
  if (!isFinal) checkPart(body, info, kind, text);
  if (info.streamId === undefined) return open(stage, conversation, { info, kind, text });
  const message = findMessage(conversation, toText(info.streamId));
  if (!message?.stream) throw new TeamsError('BadRequest', 'Unknown streamId.');
  requireOpen(stage, message.stream);
  return isFinal
    ? finish(stage, conversation, message, { body, info })
    : proceed(stage, conversation, message, { info, kind, text });
}

function checkPart(body: Json, info: Json, kind: string, text: string): void {
  if (text.trim() === '')
    throw new TeamsError('BadRequest', 'Start streaming activities should include text');
  if (toList(body.attachments).length > 0) {
    throw new TeamsError('BadRequest', 'Attachments are allowed in the final message only.');
  }
  if (!Number.isInteger(info.streamSequence))
    throw new TeamsError('BadRequest', 'streamSequence is missing.');
  if (kind === 'informative' && text.length > MOST_INFORMATIVE) {
    throw new TeamsError('BadRequest', 'Informative messages have at most 1000 characters.');
  }
}

type Part = { info: Json; kind: string; text: string };

function open(stage: Stage, conversation: Conversation, { info, kind, text }: Part): Answer {
  if (kind === 'final') throw new TeamsError('BadRequest', 'streamId is missing.');
  if (info.streamSequence !== 1) throw new TeamsError('BadRequest', 'The first streamSequence is 1.');
  const isBusy = conversation.messages.some(
    ({ stream }) => stream?.state === 'open' && !isOver(stage, stream),
  );
  if (isBusy) throw refuse('Content stream is not allowed: another one is open in this chat');
  const message: StoredMessage = {
    id: stage.ids.message(),
    from: 'bot',
    at: stage.now(),
    text: '',
    textFormat: 'markdown',
    attachments: [],
    entities: [],
    channelData: {},
    suggestedActions: [],
    revision: 0,
    isDeleted: false,
    personalCards: new Map(),
    reactions: new Map(),
    dropped: [],
    stream: {
      startedAt: stage.now(),
      sequence: 1,
      text: '',
      informative: '',
      state: 'open',
      ...shown(kind, text),
    },
  };
  conversation.messages.push(message);
  stage.emit({ kind: 'message', message: showMessage(stage, conversation, message) });
  return { status: 201, body: { id: message.id } };
}

function proceed(stage: Stage, conversation: Conversation, message: StoredMessage, part: Part): Answer {
  const { stream } = message;
  const sequence = Number(part.info.streamSequence);
  if (!stream || sequence <= stream.sequence) {
    const code = 'ContentStreamSequenceOrderPreConditionFailed';
    const words = 'PreCondition failed exception when processing streaming activity.';
    return { status: 202, body: { error: { code, message: words } } };
  }
  if (part.kind === 'streaming') requireSameStart(stream, part.text);
  if (part.kind === 'informative' && stream.text !== '') {
    throw new TeamsError('BadRequest', 'Informative updates come before the streamed content.');
  }
  Object.assign(stream, { sequence, ...shown(part.kind, part.text) });
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
  return { status: 202, body: {} };
}

function finish(
  stage: Stage,
  conversation: Conversation,
  message: StoredMessage,
  { body, info }: { body: Json; info: Json },
): Answer {
  if (info.streamSequence !== undefined) {
    throw new TeamsError('BadRequest', 'streamSequence must not be set in the final message.');
  }
  if (message.stream) requireSameStart(message.stream, toText(body.text));
  Object.assign(message, toDraft(stage, conversation, body));
  if (message.stream) message.stream.state = 'done';
  stage.emit({ kind: 'message_changed', message: showMessage(stage, conversation, message) });
  return { status: 202, body: {} };
}

const shown = (kind: string, text: string): Partial<Stream> =>
  kind === 'informative' ? { informative: text } : { text };

function requireSameStart(stream: Stream, text: string): void {
  if (text.startsWith(stream.text)) return;
  throw refuse('Streamed content should contain the previously streamed content');
}

function requireOpen(stage: Stage, stream: Stream): void {
  if (stream.state === 'stopped-by-user') throw refuse('Content stream was canceled by user.');
  if (stream.state === 'done') {
    throw refuse('Content stream is not allowed on an already completed streamed message');
  }
  if (isOver(stage, stream)) throw refuse('Content stream finished due to exceeded streaming time.');
}

function isOver(stage: Stage, stream: Stream): boolean {
  return stage.now() - stream.startedAt > stage.timing.streamMs;
}
