import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { ARCHITECTURE, BOT_TOKEN, call, outcome, start } from './setup.ts';

describe('faults', () => {
  it('lose the answer of a call that was processed, once', async () => {
    const slack = await start();
    slack.faults.set([{ method: 'chat.postMessage', kind: { do: 'drop_after' }, times: 1 }]);
    const post = { channel: ARCHITECTURE, text: 'x' };
    await expect(call(slack, 'chat.postMessage', post)).rejects.toThrow();
    expect(slack.messages({ channel: ARCHITECTURE })).toHaveLength(1);
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('ok');
  });

  it('refuse, fail and limit calls that are then not processed', async () => {
    const slack = await start();
    const post = { channel: ARCHITECTURE, text: 'x' };
    slack.faults.set([
      { method: 'chat.postMessage', kind: { do: 'error', error: 'internal_error' }, times: 1 },
      { method: '*', kind: { do: 'status', status: 503 }, times: 1 },
      { method: '*', kind: { do: 'rate_limit', retryAfterSeconds: 7 }, times: 1 },
      { method: '*', kind: { do: 'drop_before' }, times: 1 },
    ]);
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('internal_error');
    expect((await call(slack, 'chat.postMessage', post)).status).toBe(503);
    expect((await call(slack, 'chat.postMessage', post)).retryAfter).toBe('7');
    await expect(call(slack, 'chat.postMessage', post)).rejects.toThrow();
    expect(slack.messages({ channel: ARCHITECTURE })).toEqual([]);
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('ok');
  });

  it('start after the calls that are let through, and end when they are cleared', async () => {
    const slack = await start();
    slack.faults.set([{ method: 'auth.test', kind: { do: 'error', error: 'fatal_error' }, after: 1 }]);
    const outcomes = [await outcome(slack, 'auth.test'), await outcome(slack, 'auth.test')];
    slack.faults.clear();
    expect([...outcomes, await outcome(slack, 'auth.test')]).toEqual(['ok', 'fatal_error', 'ok']);
  });
});

describe('a fault on the bytes of a file', () => {
  const content = 'bytes';

  async function ticket(slack: SlackStandIn): Promise<{ url: string; id: string }> {
    const length = content.length;
    const { body } = await call(slack, 'files.getUploadURLExternal', { filename: 'a.md', length });
    return { url: String(body.upload_url), id: String(body.file_id) };
  }

  const send = (url: string) => fetch(url, { method: 'POST', body: content });

  it('refuses them once, and then takes them', async () => {
    const slack = await start();
    slack.faults.set([{ method: 'upload', kind: { do: 'status', status: 500 }, times: 1 }]);
    const { url, id } = await ticket(slack);
    expect((await send(url)).status).toBe(500);
    const complete = { files: [{ id }], channel_id: ARCHITECTURE };
    expect(await outcome(slack, 'files.completeUploadExternal', complete)).toBe('file_not_found');
    expect((await send(url)).status).toBe(200);
    expect(await outcome(slack, 'files.completeUploadExternal', complete)).toBe('ok');
  });

  it('loses the answer to bytes that were taken', async () => {
    const slack = await start();
    slack.faults.set([{ method: 'upload', kind: { do: 'drop_after' }, times: 1 }]);
    const { url, id } = await ticket(slack);
    await expect(send(url)).rejects.toThrow();
    const complete = { files: [{ id }], channel_id: ARCHITECTURE };
    expect(await outcome(slack, 'files.completeUploadExternal', complete)).toBe('ok');
  });
});

describe('a call that is carried out late', () => {
  it('happens though its caller has hung up', async () => {
    const slack = await start();
    slack.faults.set([{ method: 'chat.postMessage', kind: { do: 'delay_before', ms: 200 }, times: 1 }]);
    const impatient = fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${BOT_TOKEN}` },
      body: JSON.stringify({ channel: ARCHITECTURE, text: 'late' }),
      signal: AbortSignal.timeout(50),
    });
    await expect(impatient).rejects.toThrow();
    await expect.poll(() => slack.messages({ channel: ARCHITECTURE })).toMatchObject([{ text: 'late' }]);
    await expect.poll(() => slack.openCalls()).toBe(0);
  });

  it('does not hold up the end of the stand-in', async () => {
    const slack = await start();
    slack.faults.set([{ method: '*', kind: { do: 'delay_before', ms: 600_000 } }]);
    const open = call(slack, 'auth.test').catch(() => 'gone');
    await expect.poll(() => slack.openCalls()).toBe(1);
    await slack.close();
    expect(await open).toBe('gone');
  });
});

describe('the traffic log', () => {
  it('shows no token', async () => {
    const slack = await start();
    await outcome(slack, 'auth.test', { token: BOT_TOKEN }, null);
    expect(slack.traffic()).toMatchObject([{ name: 'auth.test', direction: 'from-app', ok: true }]);
    expect(JSON.stringify(slack.traffic())).not.toContain(BOT_TOKEN);
  });
});
