import { onTestFinished } from 'vitest';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '../../../src/dev/slack/stand-in.ts';

export const BOT_TOKEN = 'xoxb-0123456789-test';
export const APP_TOKEN = 'xapp-1-0123456789-test';
export const SIGNING_SECRET = 'shh';

export const MANIFEST = {
  features: {
    slash_commands: [{ command: '/architect', description: 'Ask', usage_hint: '<question>' }],
    shortcuts: [{ name: 'Ask an architect', type: 'message', callback_id: 'ask' }],
    agent_view: { agent_description: 'Answers architecture questions' },
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'assistant:write',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'files:write',
        'groups:history',
        'im:history',
        'im:write',
        'reactions:read',
        'reactions:write',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'agent_session_stopped',
        'app_home_opened',
        'app_mention',
        'member_joined_channel',
        'message.channels',
        'message.groups',
        'message.im',
        'reaction_added',
      ],
    },
    interactivity: { is_enabled: true },
  },
};

export const APP = {
  id: 'A0ARCHITECT',
  name: 'Architect',
  botUserId: 'U0ARCHITECT',
  botToken: BOT_TOKEN,
  appToken: APP_TOKEN,
  signingSecret: SIGNING_SECRET,
  manifest: MANIFEST,
};

export const ARCHITECTURE = 'C0ARCHITECTURE';

/** A stand-in that is closed with the test; without rate limits unless asked. */
export async function start(options: Partial<SlackStandInOptions> = {}): Promise<SlackStandIn> {
  const slack = await startSlackStandIn({
    app: APP,
    limits: 'off',
    timing: { fileProcessingMs: 20, retryDelaysMs: [10, 10, 10] },
    ...options,
  });
  onTestFinished(() => slack.close());
  return slack;
}

/** Calls a method as raw as can be and gives the whole answer. */
export async function call(
  slack: SlackStandIn,
  method: string,
  body: Record<string, unknown> = {},
  token: string | null = BOT_TOKEN,
): Promise<{ status: number; retryAfter: string | null; body: Record<string, unknown> }> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: JSON.parse(await response.text()),
  };
}

/** 'ok' or Slack's error code. */
export async function outcome(
  slack: SlackStandIn,
  method: string,
  body: Record<string, unknown> = {},
  token: string | null = BOT_TOKEN,
): Promise<string> {
  const answer = await call(slack, method, body, token);
  return answer.body.ok === true ? 'ok' : String(answer.body.error);
}
