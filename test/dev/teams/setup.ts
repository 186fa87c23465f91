import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Json, parseJson, toRecord } from '../../../src/dev/slack/json.ts';
import {
  startTeamsStandIn,
  type TeamsStandIn,
  type TeamsStandInOptions,
} from '../../../src/dev/teams/stand-in.ts';

/** A stand-in that is closed with the test; without rate limits unless asked. */
export async function start(options: TeamsStandInOptions = {}): Promise<TeamsStandIn> {
  const teams = await startTeamsStandIn({
    limits: 'off',
    ...options,
    timing: { resends: [], ...options.timing },
  });
  onTestFinished(() => teams.close());
  return teams;
}

const tokens = new WeakMap<TeamsStandIn, Promise<string>>();

export function tokenOf(teams: TeamsStandIn): Promise<string> {
  const known = tokens.get(teams);
  if (known) return known;
  const asked = askToken(teams).then(({ body }) => String(body.access_token));
  tokens.set(teams, asked);
  return asked;
}

export async function askToken(
  teams: TeamsStandIn,
  fields: Record<string, string> = {},
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${teams.authority.ToChannelFromBotLoginUrl}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: teams.bot.appId,
      client_secret: teams.bot.password,
      scope: 'https://api.botframework.com/.default',
      ...fields,
    }),
  });
  return { status: response.status, body: toRecord(await response.json()) };
}

export type Answer = {
  status: number;
  body: Json;
  retryAfter: string | null;
  code: unknown;
  message: string;
};

/** Calls the connector as raw as can be; `token` null leaves it out. */
export async function call(
  teams: TeamsStandIn,
  method: string,
  path: string,
  body?: unknown,
  token?: string | null,
): Promise<Answer> {
  const bearer = token === undefined ? await tokenOf(teams) : token;
  const response = await fetch(`${teams.serviceUrl}v3/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const parsed = toRecord(parseJson(await response.text()));
  const { code, message } = toRecord(parsed.error);
  return {
    status: response.status,
    body: parsed,
    retryAfter: response.headers.get('retry-after'),
    code,
    message: String(message ?? ''),
  };
}

const at = (conversation: string, activity?: string) =>
  `conversations/${encodeURIComponent(conversation)}/activities${activity === undefined ? '' : `/${activity}`}`;

const toMessage = (content: string | Json): Json =>
  typeof content === 'string' ? { type: 'message', text: content } : { type: 'message', ...content };

export const send = (teams: TeamsStandIn, conversation: string, content: string | Json) =>
  call(teams, 'POST', at(conversation), toMessage(content));

export const change = (teams: TeamsStandIn, conversation: string, id: string, content: string | Json) =>
  call(teams, 'PUT', at(conversation, id), toMessage(content));

export const take = (teams: TeamsStandIn, conversation: string, id: string) =>
  call(teams, 'DELETE', at(conversation, id));

/** `ok` or the code of the refusal. */
export const outcome = ({ status, code }: Answer) => (status < 300 && code === undefined ? 'ok' : code);

export const card = (fields: Json): Json => ({
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', ...fields },
    },
  ],
});

export type Received = { activity: Json; authorization: string | undefined };

export type Bot = { received: Received[]; url: string; activities(type?: string): Json[] };

/** A messaging endpoint that keeps what it gets and answers as it is told. */
export async function startBot(
  teams: TeamsStandIn,
  answer: (activity: Json, n: number) => { status: number; body?: Json } | Promise<never> = () => ({
    status: 200,
  }),
): Promise<Bot> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const activity = toRecord(parseJson(Buffer.concat(parts).toString('utf8')));
    received.push({ activity, authorization: request.headers.authorization });
    const { status, body } = await answer(activity, received.length);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/messages`;
  teams.setBotUrl(url);
  return {
    received,
    url,
    activities: (type) =>
      received.map(({ activity }) => activity).filter((entry) => type === undefined || entry.type === type),
  };
}
