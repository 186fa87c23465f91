import { describe, expect, it } from 'vitest';
import { ARCHITECTURE, call, outcome, start } from './setup.ts';

describe('rate limits', () => {
  it('let a burst through to one channel, then one a second, and leave other channels alone', async () => {
    let now = 1_700_000_000_000;
    const slack = await start({ limits: 'slack', now: () => now });
    const post = { channel: ARCHITECTURE, text: 'x' };
    for (let count = 0; count < 5; count += 1)
      expect(await outcome(slack, 'chat.postMessage', post)).toBe('ok');
    const limited = await call(slack, 'chat.postMessage', post);
    expect(limited).toEqual({ status: 429, retryAfter: '1', body: { ok: false, error: 'ratelimited' } });
    expect(await outcome(slack, 'chat.postMessage', { ...post, channel: 'U0ADA' })).toBe('ok');
    now += 1000;
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('ok');
  });

  it('grant a method its calls a minute', async () => {
    let now = 1_700_000_000_000;
    const slack = await start({ limits: 'slack', now: () => now });
    for (let count = 0; count < 20; count += 1) expect(await outcome(slack, 'users.list')).toBe('ok');
    expect((await call(slack, 'users.list')).retryAfter).toBe('60');
    now += 60_000;
    expect(await outcome(slack, 'users.list')).toBe('ok');
  });
});
