import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Json, toList, toRecord } from '../../../src/dev/slack/json.ts';
import { start, startBot } from './setup.ts';

const decode = (part = ''): Json => toRecord(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));

describe('an activity', () => {
  it('is signed by a key that the metadata leads to, for this bot and this connector', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => bot.received).toHaveLength(1);
    const [header, payload, signature] = (bot.received[0]?.authorization ?? '')
      .replace('Bearer ', '')
      .split('.');
    const metadata = toRecord(await (await fetch(teams.authority.ToBotFromChannelOpenIdMetadataUrl)).json());
    const jwks = toRecord(await (await fetch(String(metadata.jwks_uri))).json());
    const key = toRecord(toList(jwks.keys)[0]);
    expect(key).toMatchObject({ kid: decode(header).kid, endorsements: ['msteams'] });
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const content = Buffer.from(`${header}.${payload}`);
    expect(verify('RSA-SHA256', content, publicKey, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
    const { iss, aud, serviceurl, exp } = decode(payload);
    expect({ iss, aud, serviceurl }).toEqual({
      iss: teams.authority.ToBotFromChannelTokenIssuer,
      aud: teams.bot.appId,
      serviceurl: teams.serviceUrl,
    });
    expect(Number(exp)).toBeGreaterThan(Date.now() / 1000);
  });

  it('is not signed for a bot without credentials, which needs no token either', async () => {
    const teams = await start({ bot: { anonymous: true } });
    const bot = await startBot(teams);
    const { conversation } = teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => bot.received).toHaveLength(1);
    expect(bot.received[0]?.authorization).toBeUndefined();
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ type: 'message', text: 'x' });
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201);
  });

  it('comes again, first with its id and then with another one, while the bot does not take it', async () => {
    const resends = [
      { afterMs: 1, id: 'same' as const },
      { afterMs: 1, id: 'new' as const },
      { afterMs: 1, id: 'same' as const },
    ];
    const teams = await start({ timing: { resends } });
    const bot = await startBot(teams, (_, n) => ({ status: n < 4 ? 503 : 200 }));
    const { id, conversation } = teams.say({ user: 'ada', in: 'payments', text: '@Architect x' });
    await expect.poll(() => bot.received).toHaveLength(4);
    const ids = bot.activities().map((activity) => activity.id);
    expect(ids.slice(0, 2)).toEqual([id, id]);
    expect(ids[2]).not.toBe(id);
    expect(ids[3]).toBe(ids[2]);
    const where = bot.activities().map((activity) => toRecord(activity.conversation).id);
    expect(new Set(where)).toEqual(new Set([conversation]));
  });

  it('comes again when the bot takes too long, and a press waits for the answer', async () => {
    const teams = await start({ timing: { turnTimeoutMs: 100, resends: [{ afterMs: 1, id: 'same' }] } });
    const bot = await startBot(teams, (_, n) => (n === 1 ? new Promise<never>(() => {}) : { status: 200 }));
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => bot.received).toHaveLength(2);
    await expect.poll(() => teams.traffic().map(({ outcome }) => outcome)).toEqual(['timeout', '200']);
  });

  it('comes once when the bot refuses it, or is not there', async () => {
    const teams = await start({ timing: { resends: [{ afterMs: 1, id: 'same' }] } });
    const bot = await startBot(teams, () => ({ status: 401 }));
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => teams.traffic()).toMatchObject([{ outcome: '401', ok: false }]);
    teams.setBotUrl(undefined);
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => teams.traffic()).toMatchObject([{}, { outcome: 'no bot' }]);
    expect(bot.received).toHaveLength(1);
  });

  it('can be sent again, made up, and signed with other claims', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const { id } = teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => bot.received).toHaveLength(1);
    expect(await teams.redeliver('message', 'same')).toMatchObject({ kind: 'answered', status: 200 });
    await teams.redeliver('message', 'new');
    const ids = bot.activities().map((activity) => activity.id);
    expect(ids[1]).toBe(id);
    expect(ids[2]).not.toBe(id);
    expect(() => teams.redeliver('adaptiveCard/action', 'same')).toThrow('was sent yet');
    await teams.deliver({ type: 'event', name: 'odd' }, '');
    await teams.deliver({ type: 'event' }, `Bearer ${teams.sign({ aud: 'another' })}`);
    expect(bot.received[3]).toEqual({ activity: { type: 'event', name: 'odd' }, authorization: undefined });
    const [, payload] = (bot.received[4]?.authorization ?? '').split('.');
    expect(decode(payload).aud).toBe('another');
  });

  it('that is on its way does not hold up the end of the stand-in', async () => {
    const teams = await start({ timing: { resends: [{ afterMs: 600_000, id: 'same' }] } });
    const bot = await startBot(teams, () => new Promise<never>(() => {}));
    teams.say({ user: 'ada', text: 'x' });
    await expect.poll(() => bot.received).toHaveLength(1);
    await teams.close();
  });
});
