import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { AppError } from '../../core/errors.ts';
import { createBodyReader } from '../read-body.ts';
import { isForUs } from './parse.ts';

/** Slack's own bound for replays, in both directions: a clock that is ahead proves as little as an old one. */
const MOST_SKEW_S = 300;

export type SlackReceiver = Receiver & {
  /** Serves `POST /slack/events`. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
};

/**
 * Takes Slack's requests over HTTP. Bolt's own receiver accepts time stamps of the future and acknowledges events before
 * their listeners ran; here the answer goes out once the listener has kept what it got, and only then.
 */
export function createSlackReceiver(signingSecret: string, now: () => number): SlackReceiver {
  let app: App | undefined;
  const withBody = createBodyReader();

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method !== 'POST') return end(res, 405);
    return withBody(req, async (body) => {
      if (body.kind === 'too-long') return end(res, 413);
      if (body.kind === 'too-many') return end(res, 503);
      return take(req, res, body.raw);
    });
  }

  async function take(req: IncomingMessage, res: ServerResponse, raw: Buffer): Promise<void> {
    if (!isSigned(req, raw, signingSecret, now())) return end(res, 401);
    const body = parseBody(raw, req.headers['content-type'] ?? '');
    if (!isPayload(body)) return end(res, 400);
    if (body.type === 'url_verification') return end(res, 200, { challenge: body.challenge });
    if (!app) return end(res, 503);
    try {
      const answer = await processThenAck(app, { body, ...readRetry(req) });
      end(res, 200, answer);
    } catch (error) {
      // Not kept: Slack tries an event again.
      end(res, isUnreadable(error) ? 400 : 503);
    }
  }

  return {
    handle,
    init(initialized) {
      app = initialized;
    },
    async start() {},
    async stop() {},
  };
}

/**
 * Runs Bolt on an event and resolves with what a listener acknowledged it with, but not before all of them are done.
 * Bolt itself acknowledges events first, when nothing is kept yet. What is not for us is acknowledged unheard, since it
 * would be the same the next time.
 */
export async function processThenAck(
  app: Pick<App, 'processEvent'>,
  event: Omit<ReceiverEvent, 'ack'>,
): Promise<unknown> {
  const arrivedAt = performance.now();
  let answer: { value: unknown } | undefined;
  const ack = async (value?: unknown) => {
    if (answer?.value === undefined) answer = { value };
  };
  try {
    await app.processEvent({ ...event, ack, customProperties: { arrivedAt } });
  } catch (error) {
    const failure = hasOriginal(error) ? error.original : error;
    if (failure instanceof AppError && failure.code !== 'not-installed') throw error;
    if (failure instanceof AppError || !isForUs(event.body)) return undefined;
    // Listeners fail with nothing but `AppError`: Bolt stumbled over the shape of what we would have taken.
    throw new AppError('unreadable-payload', { retry: 'never', cause: error });
  }
  return answer?.value;
}

/** Bolt wraps what `authorize` throws. */
function hasOriginal(error: unknown): error is { original: unknown } {
  return error instanceof Error && 'original' in error && error.original !== undefined;
}

function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unreadable-payload';
}

function isSigned(req: IncomingMessage, raw: Buffer, secret: string, nowMs: number): boolean {
  const stamp = req.headers['x-slack-request-timestamp'];
  const signature = req.headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(stamp)) > MOST_SKEW_S) return false;
  const expected = createHmac('sha256', secret).update(`v0:${stamp}:`).update(raw).digest('hex');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function parseBody(raw: Buffer, contentType: string): unknown {
  const text = raw.toString('utf8');
  try {
    if (contentType.startsWith('application/json')) return JSON.parse(text);
    const fields = parseForm(text);
    return typeof fields.payload === 'string' ? JSON.parse(fields.payload) : { ...fields };
  } catch {
    return undefined;
  }
}

/** The shapes that Slack sends; anything else is none of its payloads, signed or not. */
function isPayload(body: unknown): body is Record<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { type, command, event, challenge } = body as Record<string, unknown>;
  if (typeof command === 'string') return command.startsWith('/');
  if (type === 'url_verification') return typeof challenge === 'string';
  if (type === 'event_callback') return typeof event === 'object' && event !== null;
  return typeof type === 'string' && type !== '';
}

function readRetry(req: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const num = Number(req.headers['x-slack-retry-num'] ?? Number.NaN);
  const reason = req.headers['x-slack-retry-reason'];
  if (!Number.isInteger(num)) return {};
  return { retryNum: num, ...(typeof reason === 'string' ? { retryReason: reason } : {}) };
}

function end(res: ServerResponse, status: number, body?: unknown): void {
  if (res.headersSent) return;
  if (body === undefined || body === '') {
    res.writeHead(status, { 'content-length': '0' }).end();
  } else if (typeof body === 'string') {
    res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
  } else {
    res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }
}
