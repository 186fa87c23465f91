import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import type { Answer } from './answer.ts';
import { isServiceUrl } from './conversations.ts';
import { createListener, type ListenerDeps } from './listeners.ts';
import { createQuiet } from './quiet.ts';

/** How the bot is known, in the names of the Bot Framework; all of it missing: nobody is. */
export type BotSettings = {
  MicrosoftAppId?: string;
  MicrosoftAppPassword?: string;
  MicrosoftAppTenantId?: string;
  MicrosoftAppType?: string;
  CertificateThumbprint?: string;
  CertificatePrivateKey?: string;
};

/** Takes the place of Microsoft's own services: all seven addresses, or they are asked nevertheless. */
export type Authority = {
  settings: Record<string, string>;
  credentials: NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
};

type Body = { kind: 'whole'; raw: Buffer } | { kind: 'too-long' } | { kind: 'too-many' };

export type TeamsAppOptions = Omit<ListenerDeps, 'speak'> & {
  bot: BotSettings;
  /** Where answers may go: with `loopback`, and then only, to this machine. */
  serviceUrls: 'internet' | 'loopback';
  authority?: Authority;
  /** Reads a body within the bounds that hold for all requests together. */
  withBody<T>(req: IncomingMessage, use: (body: Body) => Promise<T>): Promise<T>;
};

export type TeamsApp = {
  /** Serves `POST /api/messages`. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  stop(): void;
};

export function createAuthentication(
  bot: BotSettings,
  authority?: Authority,
): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    { ...bot, ...authority?.settings },
    authority?.credentials,
  );
}

/** Lets an activity in when its token is right, and leaves the answer to us. */
class Receiver extends CloudAdapter {
  async receive(authorization: string, activity: object, logic: () => Promise<void>): Promise<void> {
    await this.processActivity(authorization, activity as Activity, logic);
  }
}

/**
 * Takes Teams' requests. botbuilder's own way of answering tells a forger what was wrong with a token, and fails with
 * 500 for some of them; here whatever does not reach the listener is an empty 401.
 */
export function createTeamsApp(options: TeamsAppOptions): TeamsApp {
  const receiver = new Receiver(createAuthentication(options.bot, options.authority));
  const quiet = createQuiet();
  const listen = createListener({
    ...options,
    async speak(reference, text, suggested = []) {
      const actions = suggested.map((value) => ({ type: 'imBack', title: value, value }));
      const say = async (context: TurnContext) => {
        await context.sendActivity({
          type: 'message',
          text,
          textFormat: 'markdown',
          ...(actions.length === 0 ? {} : { suggestedActions: { actions, to: [] } }),
        });
      };
      const named = { ...reference, conversation: { ...reference.conversation, name: '' } };
      await receiver.continueConversationAsync(options.bot.MicrosoftAppId ?? '', named, say);
    },
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const arrivedAt = performance.now();
    if (req.method !== 'POST') return end(res, { status: 405 });
    // A page in a browser can't send this type to another site without being asked for leave.
    if (!isJson(req)) return end(res, { status: 415 });
    return options.withBody(req, async (body) => {
      if (body.kind === 'too-long') return end(res, { status: 413 });
      if (body.kind === 'too-many') return end(res, { status: 503 });
      const activity = parseBody(body.raw);
      end(res, activity ? await take(req, activity, arrivedAt) : { status: 400 });
    });
  }

  async function take(req: IncomingMessage, activity: Sent, arrivedAt: number): Promise<Answer> {
    if (!isServiceUrl(activity.serviceUrl, options.serviceUrls)) return { status: 401 };
    let isAuthentic = false;
    let answer: Answer | undefined;
    const logic = () =>
      quiet.aloud(async () => {
        isAuthentic = true;
        answer = await listen(activity, arrivedAt, appUrlOf(req, options.serviceUrls));
      });
    try {
      await quiet.quietly(() => receiver.receive(req.headers.authorization ?? '', activity, logic));
    } catch (error) {
      if (!isAuthentic && isOutage(error)) {
        options.onProblem('the keys of Teams can not be had');
        return { status: 503 };
      }
      if (isAuthentic && !answer) {
        options.onProblem('an activity could not be read');
        return { status: 503 };
      }
    }
    return answer ?? { status: 401 };
  }

  return { handle, stop: () => quiet.restore() };
}

type Sent = Record<string, unknown> & { type: string };

function parseBody(raw: Buffer): Sent | undefined {
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    return isSent(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isSent(body: unknown): body is Sent {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}

function isJson(req: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '');
}

/**
 * Where people reach the app as well, as far as the request tells: Teams itself speaks to nothing but HTTPS, and a name
 * that only a proxy of ours can have used is none.
 */
function appUrlOf({ headers }: IncomingMessage, where: TeamsAppOptions['serviceUrls']): string | undefined {
  const { host = '' } = headers;
  if (!/^([\w.-]+|\[[\da-f:]+\])(:\d{1,5})?$/i.test(host)) return undefined;
  const url = `${where === 'loopback' ? 'http' : 'https'}://${host}`;
  const isPublic = isServiceUrl(url, 'internet') && new URL(url).hostname.includes('.');
  return where === 'loopback' || isPublic ? url : undefined;
}

/** Microsoft's keys could not be fetched, so nothing is known of the token: Teams may send it again. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FetchError' || ('statusCode' in error && Number(error.statusCode) >= 500);
}

function end(res: ServerResponse, { status, body }: Answer): void {
  if (body === undefined) {
    res.writeHead(status, { 'content-length': '0' }).end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
