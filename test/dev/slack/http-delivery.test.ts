import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listen } from './app-side.ts';
import { ARCHITECTURE, SIGNING_SECRET, start } from './setup.ts';

describe('HTTP', () => {
  it('signs what it posts and proves the request URL', async () => {
    const app = await listen();
    const slack = await start({ requestUrl: app.url });
    expect(await slack.verifyRequestUrl()).toBe(true);
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => app.got.length).toBe(2);
    for (const { headers, body } of app.got) {
      const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
      const expected = createHmac('sha256', SIGNING_SECRET).update(base).digest('hex');
      expect(headers['x-slack-signature']).toBe(`v0=${expected}`);
    }
  });

  it('sends an event again after an error and stops when told to', async () => {
    const app = await listen({ status: 500 }, { status: 503, noRetry: true });
    const slack = await start({ requestUrl: app.url });
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => slack.traffic().length).toBe(2);
    expect(app.got.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1']);
    expect(app.got[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(slack.traffic().map((entry) => entry.outcome)).toEqual(['http_error', 'http_error']);
  });
});
