import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import { APP_ID, signToken, startAuthority } from './authority.ts';
import { given, TENANT } from './given.ts';
import { startApp } from './running.ts';

const SERVICE = 'https://smba.example.com/emea/';
const now = () => Math.floor(Date.now() / 1000);
const right = (token: Parameters<typeof signToken>[1] = {}) => `Bearer ${signToken(SERVICE, token)}`;

async function start() {
  const authority = await startAuthority();
  return startApp({ bot: { MicrosoftAppId: APP_ID }, tenants: [TENANT], authority });
}

type Case = [name: string, authorization: () => string | undefined, change?: Json];

const FORGED: Case[] = [
  ['no header', () => undefined],
  ['words that are no token', () => 'Bearer garbage'],
  ['a key that nobody has named', () => right({ header: { kid: 'unknown' }, by: 'stranger' })],
  ['a token for another bot', () => right({ claims: { aud: 'another' } })],
  ['another issuer', () => right({ claims: { iss: 'https://example.com' } })],
  ['one that ended an hour ago', () => right({ claims: { exp: now() - 3_600 } })],
  ['one for another service', () => right({ claims: { serviceurl: 'https://example.com/' } })],
  ['one for no service', () => right({ claims: { serviceurl: undefined } })],
  ['a key of another channel', () => right({ header: { kid: 'other' }, by: 'other' })],
  ['a known name on a strange key', () => right({ by: 'stranger' })],
  ['no algorithm', () => right({ header: { alg: 'none' }, by: 'nobody' })],
  ['the public key as a secret', () => right({ header: { alg: 'HS256' }, by: 'public key' })],
  // Our own.
  ['a right token under another scheme', () => right().replace('Bearer', 'Basic')],
  ['one that begins in an hour', () => right({ claims: { nbf: now() + 3_600 } })],
  ['a right token, answers to be sent elsewhere', () => right(), { serviceUrl: 'https://example.com/' }],
  ['a right token, answers to be sent to this machine', () => right(), { serviceUrl: 'http://127.0.0.1/' }],
  ['a right token, answers to be sent nowhere', () => right(), { serviceUrl: '' }],
  ['a right token, another channel', () => right(), { channelId: 'webchat' }],
  [
    'one of the emulator',
    () =>
      right({
        claims: {
          iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
          appid: APP_ID,
          ver: '1.0',
        },
        by: 'stranger',
      }),
  ],
  ['the words of a right one after another signature', () => `${right().slice(0, -8)}AAAAAAAA`],
];

describe('a token', () => {
  it('that is right is let in, even two minutes late', async () => {
    const app = await start();
    for (const authorization of [right(), right({ claims: { exp: now() - 120 } })]) {
      expect(await app.post(given('personal message'), { authorization })).toMatchObject({
        status: 200,
        text: '',
      });
    }
    expect(app.handled).toHaveLength(2);
  });

  it('that is forged does nothing, and is told nothing', async () => {
    const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => noise.mockRestore());
    const app = await start();
    const answers: [string, number, string][] = [];
    for (const [name, authorization, change] of FORGED) {
      const header = authorization();
      const headers: Record<string, string> = header === undefined ? {} : { authorization: header };
      const { status, text } = await app.post(given('personal message', change), headers);
      answers.push([name, status, text]);
    }
    expect(answers).toEqual(FORGED.map(([name]) => [name, 401, '']));
    expect(app.handled).toEqual([]);
    expect(app.references).toEqual([]);
    expect(app.failures).toEqual([]);
    expect(noise).not.toHaveBeenCalled();
  });

  it('can’t be told from a forged one while Microsoft’s keys are away: Teams may send it again', async () => {
    const authority = await startAuthority({ isDown: true });
    const app = await startApp({ bot: { MicrosoftAppId: APP_ID }, tenants: [TENANT], authority });
    const answer = await app.post(given('personal message'), { authorization: right() });
    expect(answer).toMatchObject({ status: 503, text: '' });
    expect(app.handled).toEqual([]);
  });

  it('of another tenant is refused, whatever it asks for', async () => {
    const app = await start();
    for (const name of ['personal message', 'press', 'bot added', 'file accepted', 'refresh']) {
      const tenantId = '99999999-2222-4333-8444-555555555555';
      const body = given(name, { conversation: { tenantId }, channelData: { tenant: { id: tenantId } } });
      const answer = await app.post(body, { authorization: right() });
      expect([name, answer.status, answer.text]).toEqual([name, 403, '']);
    }
    expect([app.handled, app.references, app.consents]).toEqual([[], [], []]);
  });
});
