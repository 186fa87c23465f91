import { describe, expect, it } from 'vitest';
import { createPacing } from '../../../src/adapters/slack/pacing.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import { createLocalPace } from '../../../src/core/delivery/local-pace.ts';
import { ARCHITECTURE, BOT_TOKEN, start } from '../../dev/slack/setup.ts';

const TEAM = 'T0LIGHTHOUSE';
const NEVER = new AbortController().signal;
const inChannel = (channelId: string) => ({
  platform: 'slack' as const,
  workspaceId: TEAM,
  channelId,
  direct: false,
});

/** Two processes that share a pace, on a clock that runs only while one of them waits. */
async function twoProcesses() {
  const slack = await start();
  const clock = { now: 1_000_000 };
  const slept: number[] = [];
  const refused: string[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    clock.now += ms;
  };
  const pacing = createPacing(
    createLocalPace(() => clock.now),
    sleep,
    (method) => refused.push(method),
  );
  const connect = async () => (await createSingleWorkspace(BOT_TOKEN, slack.apiUrl, pacing).get(TEAM)).client;
  const made = (method: string) => slack.traffic().filter(({ name }) => name === method).length;
  return { slack, clock, slept, refused, pacing, made, first: await connect(), second: await connect() };
}

const limit = (method: string, retryAfterSeconds: number) => [
  { method, kind: { do: 'rate_limit' as const, retryAfterSeconds }, times: 1 },
];

describe('a call that Slack refuses for a while', () => {
  it('is not made by any process until then, and every other method is', async () => {
    const { slack, first, second, clock, made, refused } = await twoProcesses();
    slack.faults.set(limit('conversations.info', 20));
    const info = { channel: ARCHITECTURE };
    await expect(first.conversations.info(info)).rejects.toThrow();
    await expect(second.conversations.info(info)).rejects.toMatchObject({
      code: 'held-back',
      retry: { afterMs: 20_000 },
    });
    expect(made('conversations.info')).toBe(1);
    expect(refused).toEqual(['conversations.info']);
    expect((await second.conversations.history(info)).ok).toBe(true);
    clock.now += 20_000;
    expect((await second.conversations.info(info)).ok).toBe(true);
  });

  it('and is a message holds its channel alone', async () => {
    const { slack, first, pacing, slept } = await twoProcesses();
    slack.faults.set(limit('chat.postMessage', 7));
    await expect(first.chat.postMessage({ channel: ARCHITECTURE, text: 'one' })).rejects.toThrow();
    await pacing.ready(inChannel('C0OTHER'), 'message', NEVER);
    await pacing.ready(inChannel(ARCHITECTURE), 'update', NEVER);
    expect(slept).toEqual([]);
    await pacing.ready(inChannel(ARCHITECTURE), 'receipt', NEVER);
    expect(slept).toEqual([7_000]);
  });

  it('and is an update holds all updates of the workspace, and its progress', async () => {
    const { slack, first, pacing, slept } = await twoProcesses();
    const { ts } = await first.chat.postMessage({ channel: ARCHITECTURE, text: 'one' });
    slack.faults.set(limit('chat.update', 5));
    const update = { channel: ARCHITECTURE, ts: ts ?? '', text: 'two' };
    await expect(first.chat.update(update)).rejects.toThrow();
    expect(await pacing.mayShowProgress(inChannel('C0OTHER'), 'a')).toBe(false);
    await pacing.ready(inChannel('C0OTHER'), 'update', NEVER);
    expect(slept).toEqual([5_000]);
  });
});
