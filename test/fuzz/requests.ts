import { createHmac } from 'node:crypto';
import { type Agent, request } from 'node:http';
import fc from 'fast-check';
import { oddString, oddValue } from './odd.ts';
import { commandFields, eventBody, interactionBody } from './payloads.ts';

export type FuzzedRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
  signed: 'rightly' | 'not' | 'wrongly' | 'long ago' | 'half';
  /** The connection ends after this part of the body. */
  sent: number;
};

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

type Body = Pick<FuzzedRequest, 'body'> & { type: string };

const form = (fields: Record<string, string>): Body => ({
  type: FORM,
  body: Object.entries(fields)
    .map(([key, value]) => `${escaped(key)}=${escaped(value)}`)
    .join('&'),
});

/** Half characters have no escape; what a client sends for them is this. */
const escaped = (text: string) => encodeURIComponent(Buffer.from(text).toString());

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const bodies: fc.Arbitrary<Body> = fc.oneof(
  { weight: 10, arbitrary: eventBody.map((body) => ({ type: JSON_TYPE, body: asText(body) })) },
  { weight: 8, arbitrary: interactionBody.map((body) => form({ payload: asText(body) })) },
  {
    weight: 5,
    arbitrary: commandFields.map((fields) =>
      form(Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, asText(value)]))),
    ),
  },
  { weight: 1, arbitrary: oddValue.map((value) => ({ type: JSON_TYPE, body: asText(value) })) },
  { weight: 1, arbitrary: oddString.map((body) => ({ type: FORM, body })) },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 400 })
      .map((bytes) => ({ type: JSON_TYPE, body: Buffer.from(bytes) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Body>(
      { type: JSON_TYPE, body: '{"type":"url_verification","challenge":"c"}' },
      { type: JSON_TYPE, body: '{"type":"url_verification","challenge":{"a":1}}' },
      { type: FORM, body: 'ssl_check=1&token=x' },
      { type: FORM, body: 'payload=%7B%7D&payload=%7B%7D' },
      { type: FORM, body: 'command=/architect&command=/architect' },
      { type: FORM, body: '%%%=%%&=&&&' },
      { type: JSON_TYPE, body: `${'['.repeat(20_000)}` },
      { type: JSON_TYPE, body: `${'[1,'.repeat(20_000)}1${']'.repeat(20_000)}` },
    ),
  },
);

const big: fc.Arbitrary<Body> = fc.constantFrom(JSON_TYPE, FORM).map((type) => ({
  type,
  body: Buffer.alloc(3 * 1024 * 1024, 'a'),
}));

const TYPES = [
  JSON_TYPE,
  `${JSON_TYPE}; charset=utf-16`,
  FORM,
  `${FORM}; charset=utf-8`,
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
];
const PATHS = [
  '/',
  '/slack/events/',
  '/slack//events',
  '/slack/events?a=b',
  '/SLACK/EVENTS',
  '/__proto__',
  '/metrics',
];
const METHODS = ['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];

/** What a client that isn't Slack may do; seldom, as most of it ends at the door. */
const odds = fc.record({
  method: seldom(fc.constantFrom(...METHODS), 'POST'),
  path: seldom(fc.constantFrom(...PATHS), '/slack/events'),
  type: seldom(fc.constantFrom<string | undefined>(...TYPES), undefined),
  signed: seldom(fc.constantFrom('not', 'wrongly', 'long ago', 'half'), 'rightly'),
  sent: seldom(fc.double({ min: 0, max: 0.99, noNaN: true }), 1),
  more: seldom(
    fc.constantFrom<Record<string, string>>(
      { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
      { 'x-slack-retry-num': '-1e9' },
      { 'x-slack-retry-num': 'many' },
      { 'content-encoding': 'gzip' },
      { expect: '100-continue' },
      { 'transfer-encoding': 'chunked' },
    ),
    {},
  ),
});

function seldom<T>(other: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = fc
  .tuple(fc.oneof({ weight: 400, arbitrary: bodies }, { weight: 1, arbitrary: big }), odds)
  .map(([{ body, type: usual }, { method, path, type, signed, sent, more }]) => ({
    method,
    path,
    headers: { 'content-type': type ?? usual, ...more },
    body,
    signed,
    sent,
  }));

/** The status of the answer, or why there was none. */
export type Answer = number | 'dropped';

/** `dropped` is what becomes of a request that never arrived whole, or of one that was refused while it was sent. */
export function send(agent: Agent, port: number, secret: string, fuzzed: FuzzedRequest): Promise<Answer> {
  const { method, path, body, sent } = fuzzed;
  const bytes = Buffer.from(body);
  const part = bytes.subarray(0, Math.floor(bytes.length * sent));
  const isWhole = part.length === bytes.length;
  const isChunked = 'transfer-encoding' in fuzzed.headers;
  const headers = {
    ...fuzzed.headers,
    ...(isChunked ? {} : { 'content-length': String(bytes.length) }),
    ...signature(secret, bytes, fuzzed.signed),
  };
  return new Promise((resolve) => {
    const outgoing = request({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? 'dropped'));
    });
    outgoing.once('error', () => resolve('dropped'));
    if (isWhole) outgoing.end(part);
    else outgoing.write(part, () => outgoing.destroy());
  });
}

function signature(secret: string, body: Buffer, how: FuzzedRequest['signed']): Record<string, string> {
  if (how === 'not') return {};
  const stamp = String(Math.floor(Date.now() / 1000) - (how === 'long ago' ? 3_600 : 0));
  const key = how === 'wrongly' ? 'another secret' : secret;
  const signed = createHmac('sha256', key).update(`v0:${stamp}:`).update(body).digest('hex');
  return {
    'x-slack-request-timestamp': stamp,
    ...(how === 'half' ? {} : { 'x-slack-signature': `v0=${signed}` }),
  };
}
