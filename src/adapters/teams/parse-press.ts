import { z } from 'zod';
import type { Verb } from '../../core/chat/inbound.ts';
import { type CardPress, decodeAction, decodeSettings, type SettingsAction } from './actions.ts';
import type { Activity } from './activity.ts';
import { readDigestForm } from './cards/digest-form.ts';
import { readFollowUp, readSettings } from './cards/forms.ts';
import { hash, keysWithin } from './deed-keys.ts';
import { type TeamsInbound, unsupported } from './inbound.ts';
import { isThreadOf, threadIdOf } from './thread-id.ts';

const dataSchema = z.object({ data: z.unknown().optional() });

/** A press on a card: what it says are ids and what was filled in, and none of it is believed. */
export function parsePress(activity: Activity, action: unknown): TeamsInbound {
  const { id, place } = activity;
  if (id === undefined) return unsupported('press without an id');
  const inputs = dataSchema.safeParse(action).data?.data;
  const settings = decodeSettings(action);
  if (settings) return parseSettings(activity, settings, inputs);
  const press = decodeAction(action);
  if (!press) return unsupported('action');
  const { verb, ref } = press;
  // Cards about a channel as a whole belong to no thread.
  const isHere = isThreadOf(place, ref.threadId);
  switch (verb) {
    case 'send-answers': {
      if (!isHere) return unsupported('form of another place');
      const keys = [nameOf(activity, press)] as const;
      return {
        kind: 'form',
        form: 'questions',
        keys,
        place,
        author: activity.author,
        ref,
        answers: {},
        inputs,
      };
    }
    case 'send-follow-up': {
      if (!isHere) return unsupported('form of another place');
      const text = readFollowUp(inputs);
      const keys = keysWithin(nameOf(activity, press, text), activity.at);
      const answers = { text };
      return { kind: 'form', form: 'follow-up', keys, place, author: activity.author, ref, answers, inputs };
    }
    case 'refresh':
      return isHere ? { kind: 'refresh', place, author: activity.author, ref } : unsupported('other place');
    case 'save-settings':
    case 'save-digest':
      return unsupported('settings');
    default:
      return toPress(activity, id, press, verb);
  }
}

function toPress(activity: Activity, id: string, press: CardPress, verb: Verb): TeamsInbound {
  const { ref, questionId, option, value } = press;
  return {
    kind: 'press',
    keys: pressKeys(activity, id, press, verb),
    place: activity.place,
    author: activity.author,
    verb,
    ref,
    ...(questionId === undefined ? {} : { questionId }),
    ...(option === undefined ? {} : { option }),
    ...(value === undefined ? {} : { value }),
  };
}

/** A form that was opened elsewhere can't be sent here. */
function parseSettings(
  activity: Activity,
  { channelId, token, ...opened }: SettingsAction,
  inputs: unknown,
): TeamsInbound {
  const { place, author, at } = activity;
  if (channelId !== place.channelId) return unsupported('settings of another channel');
  const values = opened.form === 'digest' ? readDigestForm(inputs) : readSettings(inputs);
  const keys = keysWithin(`save-${hash(token, author.id, values)}`, at);
  return { kind: 'settings', ...opened, keys, place, author, values };
}

/**
 * A re-send comes with a new id, so it is known by the card and its token, which stands for what the card shows. What
 * only opens something, or is guarded by the state of the thread, may be pressed again at once.
 */
function pressKeys(
  activity: Activity,
  id: string,
  press: CardPress,
  verb: Verb,
): readonly [string, ...string[]] {
  switch (verb) {
    case 'retry':
    case 'settings':
    case 'digest':
    case 'form':
    case 'agents':
    case 'follow-up':
    case 'feedback':
      return [`invoke-${id}`];
    case 'stop':
    case 'answer':
    case 'assume':
    case 'invited':
    case 'done':
    case 'not-for-us':
      return [nameOf(activity, press)];
    case 'choose':
    case 'discuss':
    case 'another':
    case 'regenerate':
    case 'rerun':
      // The card may well stay as it is, and mean it anew later.
      return keysWithin(nameOf(activity, press), activity.at);
    default:
      return verb satisfies never;
  }
}

function nameOf({ conversation, author }: Activity, press: CardPress, ...more: string[]): string {
  const { ref, token, verb, questionId = null, option = null, messageId = null, value = null } = press;
  const what = [ref.threadId, ref.turn, verb, questionId, option, messageId, value, ...more];
  return `invoke-${hash(conversation.id, token, author.id, what)}`;
}

const feedbackSchema = z.object({ actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }) });

/** A thumb below a message. It tells the message alone, so the thread is known where there are threads. */
export function parseFeedback(activity: Activity): TeamsInbound {
  const { id, place, rootId, author, replyToId, value } = activity;
  const given = feedbackSchema.safeParse(value).data?.actionValue.reaction;
  const root = rootId ?? replyToId;
  if (id === undefined || given === undefined || root === undefined) return unsupported('feedback');
  return {
    kind: 'press',
    keys: [`invoke-${id}`],
    place,
    author,
    verb: 'feedback',
    ref: { threadId: threadIdOf(place, root), turn: 0 },
    value: given === 'like' ? 'up' : 'down',
  };
}
