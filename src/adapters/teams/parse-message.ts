import { z } from 'zod';
import type { Activity } from './activity.ts';
import { hash, keysWithin } from './deed-keys.ts';
import { type TeamsInbound, unsupported } from './inbound.ts';
import { parsePress } from './parse-press.ts';
import { readTeamsText } from './text.ts';

/** What somebody says, or a press of a button that a client sends as a message without words. */
export function parseMessage(activity: Activity): TeamsInbound {
  const { id, place, rootId, author, conversation, value } = activity;
  if (isBot(activity)) return unsupported('message of a bot');
  if (id === undefined) return unsupported('message without an id');
  const press = value === undefined || value === null ? undefined : parseSubmit(activity);
  if (press && (press.kind !== 'unsupported' || !activity.text)) return press;
  const said = readTeamsText(activity);
  return {
    kind: 'message',
    keys: [`msg-${id}`],
    place,
    author,
    messageId: id,
    ...(rootId === undefined || rootId === id ? {} : { rootId }),
    ...said,
    resend: { of: hash(conversation.id, author.id, said.text) },
  };
}

/** An edit says nothing of the words before it. */
export function parseEdit(activity: Activity): TeamsInbound {
  const { id, place, rootId, author, channelData, at } = activity;
  if (isBot(activity) || id === undefined || channelData?.eventType !== 'editMessage') {
    return unsupported('change without words');
  }
  const { text, mentionsBot } = readTeamsText(activity);
  return {
    kind: 'edited',
    keys: keysWithin(`edit-${id}-${hash(text)}`, at),
    place,
    author,
    messageId: id,
    ...(rootId === undefined || rootId === id ? {} : { rootId }),
    text,
    mentionsBot,
  };
}

const submitSchema = z.looseObject({
  verb: z.unknown().optional(),
  data: z.unknown().optional(),
  action: z.unknown().optional(),
});

/** Clients without `Action.Execute` send its data with the verb beside it, or around it. */
function parseSubmit(activity: Activity): TeamsInbound {
  const { data: value } = submitSchema.safeParse(activity.value);
  if (!value) return unsupported('submit');
  const { action, verb, data } = value;
  return parsePress(activity, action ?? { verb, data: data ?? value });
}

function isBot({ from, recipient }: Activity): boolean {
  return from.role === 'bot' || from.id === recipient.id || from.id.startsWith('28:');
}
