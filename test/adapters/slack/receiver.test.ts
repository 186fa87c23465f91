import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, ReceiverEvent } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackReceiver } from '../../../src/adapters/slack/receiver.ts';
import { AppError } from '../../../src/core/errors.ts';

const SECRET = 'a-signing-secret';
const NOW = 1_800_000_000_000;
const BODY = JSON.stringify({ type: 'event_callback', event: { type: 'message' } });

let server: Server;
let url: string;
let handled: ReceiverEvent[];
let listener: (event: ReceiverEvent) => Promise<void>;

beforeEach(async () => {
  handled = [];
  listener = (event) => event.ack();
  const receiver = createSlackReceiver(SECRET, () => NOW);
  const app = {
    async processEvent(event: ReceiverEvent) {
      handled.push(event);
      await listener(event);
    },
  };
  receiver.init(app as App);
  server = createServer((req, res) => void receiver.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function sign(body: string, stamp: number, secret = SECRET): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
}

function post(body: string, change: { stamp?: number; signature?: string; type?: string } = {}) {
  const stamp = change.stamp ?? NOW / 1000;
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': change.type ?? 'application/json',
      'x-slack-request-timestamp': String(stamp),
      'x-slack-signature': change.signature ?? sign(body, stamp),
      connection: 'close',
    },
  });
}

describe('a signed request', () => {
  it('is handed on and acknowledged with what the listener said', async () => {
    listener = (event) => event.ack('kept');
    const answer = await post(BODY);
    expect([answer.status, await answer.text()]).toEqual([200, 'kept']);
    expect(handled).toHaveLength(1);
  });

  it('is not acknowledged before its listener is done, nor when that failed', async () => {
    let done = false;
    listener = async (event) => {
      await event.ack();
      await new Promise((resolve) => setImmediate(resolve));
      done = true;
    };
    expect((await post(BODY)).status).toBe(200);
    expect(done).toBe(true);
    listener = async (event) => {
      await event.ack();
      throw new AppError('not-kept', { retry: 'backoff' });
    };
    expect((await post(BODY)).status).toBe(503);
  });

  it('that Bolt can’t read is acknowledged when it is not for us, and a bad request when it may be', async () => {
    listener = async () => {
      throw new TypeError('Cannot read properties of null');
    };
    expect((await post(BODY)).status).toBe(200);
    const event = { type: 'message', user: 'U1', channel: 'C1', ts: '1.1', text: 'hello' };
    expect((await post(JSON.stringify({ type: 'event_callback', event }))).status).toBe(400);
  });

  it('of a kind that nobody listens to is acknowledged', async () => {
    listener = async () => {};
    expect((await post(JSON.stringify({ type: 'something_new' }))).status).toBe(200);
  });

  it('for a workspace that the bot is not in is acknowledged, and one that Slack could not tell of is not', async () => {
    const refusing = (code: string) => async () => {
      const original = new AppError(code, { retry: 'never' });
      throw Object.assign(new Error('Authorization did not succeed'), { original });
    };
    listener = refusing('not-installed');
    expect((await post(BODY)).status).toBe(200);
    listener = refusing('slack-unavailable');
    expect((await post(BODY)).status).toBe(503);
  });

  it('answers the challenge of Slack', async () => {
    const answer = await post(JSON.stringify({ type: 'url_verification', challenge: 'c-1' }));
    expect(await answer.json()).toEqual({ challenge: 'c-1' });
  });

  it.each([
    ['no JSON', '{"type":', 'application/json'],
    ['no object', '[1]', 'application/json'],
    ['no type', '{"a":1}', 'application/json'],
    ['an event without an event', '{"type":"event_callback"}', 'application/json'],
    ['a payload that is no JSON', 'payload=%7B', 'application/x-www-form-urlencoded'],
    ['a form of somebody else', 'a=1&b=2', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['nothing', '', 'application/json'],
  ])('with %s is 400 and goes nowhere', async (_name, body, type) => {
    expect((await post(body, { type })).status).toBe(400);
    expect(handled).toEqual([]);
  });

  it('of more than 2 MiB is refused', async () => {
    const status = await post('x'.repeat(3 * 1024 * 1024)).then(
      (r) => r.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(handled).toEqual([]);
  });
});

describe('a forged request', () => {
  const good = sign(BODY, NOW / 1000);
  it.each([
    ['no signature', { signature: '' }],
    ['another secret', { signature: sign(BODY, NOW / 1000, 'other') }],
    ['another version', { signature: good.replace('v0', 'v1') }],
    ['a shortened signature', { signature: good.slice(0, -1) }],
    ['a changed signature', { signature: `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}` }],
    ['another time', { stamp: NOW / 1000 - 10, signature: good }],
    ['301 s old', { stamp: NOW / 1000 - 301 }],
    ['301 s ahead', { stamp: NOW / 1000 + 301 }],
    ['a time that is none', { stamp: Number.NaN }],
  ])('with %s is 401 and goes nowhere', async (_name, change) => {
    expect((await post(BODY, change)).status).toBe(401);
    expect(handled).toEqual([]);
  });

  it('with any byte of its body changed is 401', async () => {
    for (let i = 0; i < BODY.length; i += 7) {
      const changed = BODY.slice(0, i) + (BODY[i] === 'x' ? 'y' : 'x') + BODY.slice(i + 1);
      expect((await post(changed, { signature: good })).status).toBe(401);
    }
    expect(handled).toEqual([]);
  });

  it.each([299, -299])('%i s away is still taken', async (skew) => {
    expect((await post(BODY, { stamp: NOW / 1000 + skew })).status).toBe(200);
  });
});
