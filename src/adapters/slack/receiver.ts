import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { AppError } from '../../core/errors.ts';

/** Slack's own bound for replays, in both directions: a clock that is ahead proves as little as an old one. */
const MOST_SKEW_S = 300;

/** A form-encoded message of 40,000 characters with everything escaped stays well below. */
const MOST_BODY_BYTES = 2 * 1024 * 1024;

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

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method !== 'POST') return end(res, 405);
    const raw = await readBody(req);
    if (raw === undefined) return end(res, 413);
    if (!isSigned(req, raw, signingSecret, now())) return end(res, 401);
    const body = parseBody(raw, req.headers['content-type'] ?? '');
    if (!isPayload(body)) return end(res, 400);
    if (body.type === 'url_verification') return end(res, 200, { challenge: body.challenge });
    if (!app) return end(res, 503);
    try {
      const answer = await processThenAck(app, { body, ...readRetry(req) });
      end(res, 200, answer);
    } catch {
      // Not kept: Slack tries an event again.
      end(res, 503);
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
 * Bolt itself acknowledges events first, when nothing is kept yet.
 */
export async function processThenAck(
  app: Pick<App, 'processEvent'>,
  event: Omit<ReceiverEvent, 'ack'>,
): Promise<unknown> {
  let answer: { value: unknown } | undefined;
  const ack = async (value?: unknown) => {
    if (answer?.value === undefined) answer = { value };
  };
  await app.processEvent({ ...event, ack });
  if (!answer) throw new AppError('not-acknowledged', { retry: 'never' });
  return answer.value;
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

/** Undefined when it is too long; the rest of such a body is let through unread. */
function readBody(req: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BODY_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
  });
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
