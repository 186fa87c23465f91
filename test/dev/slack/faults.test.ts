import { describe, expect, it } from 'vitest';
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

describe('the traffic log', () => {
  it('shows no token', async () => {
    const slack = await start();
    await outcome(slack, 'auth.test', { token: BOT_TOKEN }, null);
    expect(slack.traffic()).toMatchObject([{ name: 'auth.test', direction: 'from-app', ok: true }]);
    expect(JSON.stringify(slack.traffic())).not.toContain(BOT_TOKEN);
  });
});
