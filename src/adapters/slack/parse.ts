import { hash as digest } from 'node:crypto';
import { z } from 'zod';
import type { Inbound } from '../../core/chat/inbound.ts';
import type { Place } from '../../core/chat/message.ts';
import { decodeAction, decodeForm, decodeSettings } from './actions.ts';
import { readDigestForm } from './digest-form.ts';
import { slackId } from './ids.ts';
import { parseReveal } from './offer.ts';
import { parseMessage } from './parse-message.ts';
import { readSettings } from './settings-form.ts';
import { HALF_CHARACTERS } from './text.ts';

/** Who the bot is in the workspace that a payload is for. */
export type Self = { teamId: string; botUserId: string };

const eventSchema = z.object({
  type: z.literal('event_callback'),
  is_ext_shared_channel: z.boolean().optional(),
  event: z.looseObject({ type: z.string() }),
});

const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: slackId,
  channel_id: slackId,
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
});

const actionsSchema = z.object({
  type: z.literal('block_actions'),
  user: z.looseObject({ id: slackId, team_id: z.string().optional() }),
  channel: z.object({ id: slackId }).optional(),
  response_url: z.string().optional(),
  trigger_id: z.string().min(1),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

const submissionSchema = z.object({
  type: z.literal('view_submission'),
  user: z.looseObject({ id: slackId, team_id: z.string().optional() }),
  view: z.looseObject({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.unknown() }).optional(),
  }),
});

const joinedSchema = z.object({ user: slackId, channel: slackId });
const homeSchema = z.object({ user: slackId, tab: z.string().optional() });
const haltSchema = z.object({
  user: slackId,
  channel: slackId,
  thread_ts: slackId,
  event_ts: slackId.optional(),
});

const SHAPES = {
  command: commandSchema,
  event_callback: eventSchema,
  block_actions: actionsSchema,
  view_submission: submissionSchema,
};

/** Any verified payload of Slack as the core sees it; what is not for us is `unsupported`, never an exception. */
export function parseSlack(body: unknown, self: Self): Inbound {
  const shape = shapeOf(body);
  const parsed = shape === undefined ? undefined : SHAPES[shape].safeParse(body);
  if (!parsed?.success) return { kind: 'unsupported', what: 'payload' };
  const payload = parsed.data;
  if ('command' in payload) return parseCommandBody(payload, self);
  if ('event' in payload) return parseEvent(payload.event, self, payload.is_ext_shared_channel === true);
  if ('actions' in payload) return parseActions(payload, self);
  return parseSubmission(payload, self);
}

/** Whether a payload could be anything but `unsupported`. */
export function isForUs(body: unknown): boolean {
  const isReveal = parseReveal(body) !== undefined;
  return isReveal || parseSlack(body, { teamId: '', botUserId: '' }).kind !== 'unsupported';
}

/** Slash commands alone have no type. */
function shapeOf(body: unknown): keyof typeof SHAPES | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('command' in body) return 'command';
  const type = 'type' in body ? body.type : undefined;
  return type === 'event_callback' || type === 'block_actions' || type === 'view_submission'
    ? type
    : undefined;
}

export function placeOf(channelId: string, self: Self, channelType?: string): Place {
  return {
    platform: 'slack',
    workspaceId: self.teamId,
    channelId,
    direct: channelType === 'im' || (channelType === undefined && channelId.startsWith('D')),
  };
}

function parseEvent(
  event: { type: string } & Record<string, unknown>,
  self: Self,
  isShared: boolean,
): Inbound {
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return parseMessage(event, self, isShared);
    case 'member_joined_channel': {
      const joined = joinedSchema.safeParse(event);
      if (!joined.success || joined.data.user !== self.botUserId) break;
      return { kind: 'joined', place: placeOf(joined.data.channel, self) };
    }
    case 'app_home_opened': {
      const home = homeSchema.safeParse(event);
      if (!home.success || home.data.tab !== 'home') break;
      return { kind: 'home', workspaceId: self.teamId, personId: home.data.user };
    }
    case 'agent_session_stopped': {
      const halt = haltSchema.safeParse(event);
      if (!halt.success) break;
      const { user, channel, thread_ts, event_ts = '' } = halt.data;
      return {
        kind: 'halt',
        keys: [`halt-${thread_ts}-${event_ts}`],
        place: placeOf(channel, self),
        author: { id: user, external: false },
        rootId: thread_ts,
      };
    }
  }
  return { kind: 'unsupported', what: event.type };
}

function parseCommandBody(body: z.infer<typeof commandSchema>, self: Self): Inbound {
  return {
    kind: 'command',
    keys: [hash(body.trigger_id)],
    place: placeOf(body.channel_id, self),
    author: { id: body.user_id, external: false },
    text: readCommandText(body.text),
    ...(body.response_url === undefined ? {} : { handle: body.response_url }),
  };
}

function readCommandText(text: string): string {
  return text
    .replace(/<@[A-Z0-9]+\|([^<>]+)>/g, '@$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(HALF_CHARACTERS, '\ufffd');
}

function parseActions(body: z.infer<typeof actionsSchema>, self: Self): Inbound {
  const [element] = body.actions;
  const action = element
    ? decodeAction(element.action_id, element.selected_option?.value ?? element.value)
    : undefined;
  if (!action || !body.channel) return { kind: 'unsupported', what: 'action' };
  const { verb, threadId, turn, questionId, option, value } = action;
  return {
    kind: 'press',
    keys: [`press-${hash(body.trigger_id)}`],
    place: placeOf(body.channel.id, self),
    author: { id: body.user.id, external: isForeign(body.user.team_id, self) },
    verb,
    ref: { threadId, turn },
    ...(questionId === undefined ? {} : { questionId }),
    ...(option === undefined ? {} : { option }),
    ...(value === undefined ? {} : { value }),
    ...(body.response_url === undefined ? {} : { handle: body.response_url }),
  };
}

function parseSubmission(body: z.infer<typeof submissionSchema>, self: Self): Inbound {
  const { id, callback_id, private_metadata, state } = body.view;
  const keys = [`form-${id}`] as const;
  const author = { id: body.user.id, external: isForeign(body.user.team_id, self) };
  const settings = decodeSettings(callback_id, private_metadata);
  if (settings) {
    const { channelId, ...opened } = settings;
    const { form } = opened;
    const values = form === 'digest' ? readDigestForm(state?.values) : readSettings(state?.values);
    return { kind: 'settings', ...opened, keys, place: placeOf(channelId, self), author, values };
  }
  const submitted = decodeForm(callback_id, private_metadata);
  if (!submitted) return { kind: 'unsupported', what: 'view' };
  const channelId = decode(submitted.ref.threadId.split(':')[2] ?? '');
  return { kind: 'form', keys, place: placeOf(channelId, self), author, ...submitted, answers: {} };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export function isForeign(teamId: string | undefined, self: Self): boolean {
  return teamId !== undefined && teamId !== self.teamId;
}

/** Ids of Slack that are capabilities (a trigger) are known by their hash, never kept. */
function hash(text: string): string {
  return digest('sha256', text, 'hex').slice(0, 24);
}
