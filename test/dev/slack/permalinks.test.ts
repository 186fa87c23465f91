import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLocalSlack } from '../../../src/dev/local-slack.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await startLocalSlack({ limits: 'off' });
});
afterAll(() => slack.close());

const open = (path: string) => fetch(new URL(path, slack.apiUrl), { redirect: 'manual' });

it.each([
  ['/archives/C0ARCHITECTURE/p1795304372464000', '/#/C0ARCHITECTURE/p1795304372.464000'],
  [
    '/archives/C0ARCHITECTURE/p1795304372464000?thread_ts=1795304372.352000&cid=C0ARCHITECTURE',
    '/#/C0ARCHITECTURE/t1795304372.352000/p1795304372.464000',
  ],
])('%s leads to its message in the page', async (path, location) => {
  const answer = await open(path);
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(location);
});

it.each(['/archives/C0ARCHITECTURE', '/archives/C0ARCHITECTURE/p12', '/archives/c/p1795304372464000'])(
  '%s leads nowhere',
  async (path) => {
    expect((await open(path)).status).toBe(404);
  },
);
