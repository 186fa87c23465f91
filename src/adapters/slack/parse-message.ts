import { z } from 'zod';
import type { Inbound } from '../../core/chat/inbound.ts';
import { slackId } from './ids.ts';
import { isForeign, placeOf, type Self } from './parse.ts';
import { readMentions, readSlackText, withoutMention } from './text.ts';

const messageSchema = z.object({
  subtype: z.string().optional(),
  user: slackId,
  bot_id: z.string().nullish(),
  text: z.string().default(''),
  ts: slackId,
  thread_ts: slackId.optional(),
  channel: slackId,
  channel_type: z.string().optional(),
  client_msg_id: slackId.optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
});

const changedSchema = z.object({
  subtype: z.literal('message_changed'),
  channel: slackId,
  channel_type: z.string().optional(),
  event_ts: slackId.optional(),
  message: messageSchema.omit({ channel: true, channel_type: true }),
  previous_message: z.looseObject({ text: z.string().default('') }),
});

/** Subtypes that are people speaking; every other one is bookkeeping. */
const SPOKEN = new Set(['file_share', 'thread_broadcast', 'me_message']);

/**
 * A message, or the mention that Slack sends beside it: both have the same keys. A client that sent one deed twice gives
 * two time stamps and one `client_msg_id`.
 */
export function parseMessage(event: unknown, self: Self, isShared: boolean): Inbound {
  const changed = changedSchema.safeParse(event);
  if (changed.success) return parseChange(changed.data, self);
  const parsed = messageSchema.safeParse(event);
  if (!parsed.success) return { kind: 'unsupported', what: 'message' };
  const message = parsed.data;
  if (message.subtype !== undefined && !SPOKEN.has(message.subtype)) {
    return { kind: 'unsupported', what: `message ${message.subtype}` };
  }
  if (message.bot_id || message.user === self.botUserId) {
    return { kind: 'unsupported', what: 'message of a bot' };
  }
  const mentions = readMentions(message.text, self.botUserId);
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return {
    kind: 'message',
    keys: [
      `m-${message.ts}`,
      ...(message.client_msg_id === undefined ? [] : [`c-${message.client_msg_id}`]),
    ] as [string, ...string[]],
    place: placeOf(message.channel, self, message.channel_type),
    author: { id: message.user, external: isExternal(message, self, isShared) },
    messageId: message.ts,
    ...(isReply && message.thread_ts !== undefined ? { rootId: message.thread_ts } : {}),
    text: readSlackText(withoutMention(message.text, self.botUserId)),
    mentionsBot: mentions.bot,
    mentionsOthers: mentions.others,
  };
}

/** Only a change of words is one; link previews and marks arrive as changes too. */
function parseChange(event: z.infer<typeof changedSchema>, self: Self): Inbound {
  const { message, previous_message, channel } = event;
  const before = readSlackText(previous_message.text);
  const after = readSlackText(message.text);
  if (message.bot_id || message.user === self.botUserId || before === after) {
    return { kind: 'unsupported', what: 'change without words' };
  }
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return {
    kind: 'edited',
    keys: [`e-${message.ts}-${event.event_ts ?? after.length}`],
    place: placeOf(channel, self, event.channel_type),
    author: { id: message.user, external: isExternal(message, self, false) },
    messageId: message.ts,
    ...(isReply && message.thread_ts !== undefined ? { rootId: message.thread_ts } : {}),
    text: readSlackText(withoutMention(message.text, self.botUserId)),
    mentionsBot: readMentions(message.text, self.botUserId).bot,
  };
}

type Teams = { team?: string | undefined; user_team?: string | undefined; source_team?: string | undefined };

/** In a shared channel the sender's own team is named; without a name they are taken for a stranger. */
function isExternal(message: Teams, self: Self, isShared: boolean): boolean {
  const team = message.user_team ?? message.source_team ?? message.team;
  return team === undefined ? isShared : isForeign(team, self);
}
