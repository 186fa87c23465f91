import { createHmac } from 'node:crypto';
import type { Ack, Attempt, Outgoing } from './delivery.ts';
import { isRecord, type Json, parseJson, toRecord, toText } from './json.ts';
import type { Stage } from './stage.ts';

function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Posts one signed payload to the app's request URL and waits for the answer. Never throws. */
export async function sendOverHttp(
  stage: Stage,
  requestUrl: string,
  outgoing: Outgoing,
  attempt?: Attempt,
): Promise<Ack> {
  const { type, body } = encode(outgoing);
  const timestamp = String(Math.floor(stage.now() / 1000));
  const headers: Record<string, string> = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature(stage.app.signingSecret, timestamp, body),
  };
  if (attempt) {
    headers['x-slack-retry-num'] = String(attempt.number);
    headers['x-slack-retry-reason'] = attempt.reason;
  }
  const late = AbortSignal.timeout(stage.timing.ackTimeoutMs);
  const signal = AbortSignal.any([late, stage.closing]);
  try {
    const response = await fetch(requestUrl, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const text = await response.text();
    const parsed = parseJson(text);
    if (response.ok) return { kind: 'acked', body: isRecord(parsed) ? parsed : text };
    return { kind: 'failed', reason: 'http_error', final: response.headers.get('x-slack-no-retry') === '1' };
  } catch {
    return { kind: 'failed', reason: late.aborted ? 'http_timeout' : 'connection_failed', final: false };
  }
}

/** Asks the request URL to prove that it is the app's. */
export async function verifyRequestUrl(stage: Stage, requestUrl: string): Promise<boolean> {
  const challenge = stage.ids.id('challenge');
  const payload: Json = { token: 'verification', challenge, type: 'url_verification' };
  const ack = await sendOverHttp(stage, requestUrl, {
    kind: 'events_api',
    name: 'url_verification',
    payload,
  });
  if (ack.kind === 'failed') return false;
  return toText(ack.body) === challenge || toText(toRecord(ack.body).challenge) === challenge;
}

function encode(outgoing: Outgoing): { type: string; body: string } {
  if (outgoing.kind === 'events_api') {
    return { type: 'application/json', body: JSON.stringify(outgoing.payload) };
  }
  const fields =
    outgoing.kind === 'interactive'
      ? { payload: JSON.stringify(outgoing.payload) }
      : Object.fromEntries(Object.entries(outgoing.payload).map(([key, value]) => [key, String(value)]));
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}
