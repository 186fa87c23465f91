import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { createFailedRuns } from '../../src/adapters/redis/failed-runs.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { runCli } from '../cli/run-cli.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const failed = (running: Bot, ...args: string[]) =>
  runCli('failed.ts', args, '', { REDIS_URL: running.env.REDIS_URL ?? '' });

const idIn = (list: string) => /^([0-9a-f]{10})\t.*\tmodel-bad-request\tbackend\t/m.exec(list)?.[1] ?? '';

/** A thread whose model refuses the request, once. */
async function failOnce() {
  bot = await startBot({ brain: () => textReply('Now it works.') });
  const running = bot;
  running.model.faults.push({ kind: 'status', status: 400 });
  const text = '@Architect @backend how do we publish events?';
  const { ts } = running.slack.say({ user: 'ada', channel: 'architecture', text });
  const thread = inThread(running.slack, 'architecture', ts);
  await thread.said(/refused the request/);
  return { running, thread };
}

describe('a run that failed for good', () => {
  it('is listed with its reason, and answers its thread when it is retried', async () => {
    const { running, thread } = await failOnce();
    const { stdout } = await failed(running, 'list');
    const id = idIn(stdout);
    expect(id).not.toBe('');
    expect(await failed(running, 'retry', id)).toMatchObject({ status: 0, stderr: '' });
    await thread.said('Now it works.');
    expect(await failed(running, 'retry', id)).toMatchObject({ status: 66 });
  });

  it('is forgotten when it is dropped, and its thread still offers to retry', async () => {
    const { running, thread } = await failOnce();
    const id = idIn((await failed(running, 'list')).stdout);
    expect(await failed(running, 'drop', id)).toMatchObject({ status: 0 });
    expect((await failed(running, 'list')).stdout).toBe('');
    await thread.click('ada', 'Retry');
    await thread.said('Now it works.');
  });

  it('is no longer listed or counted once its thread went on by itself', async () => {
    const { running, thread } = await failOnce();
    const app = await running.startApp();
    const metrics = async () => (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text();
    expect(await metrics()).toContain('architect_failed_runs{kind="turn"} 1');
    await thread.click('ada', 'Retry');
    await thread.said('Now it works.');
    expect((await failed(running, 'list')).stdout).toBe('');
    expect(await metrics()).toContain('architect_failed_runs{kind="turn"} 0');
  });
});

describe('a delivery that nobody can carry out before something is mended', () => {
  it('is listed and held back, and shown by a retry', async () => {
    bot = await startBot({ brain: () => textReply('Use a queue.') });
    const { slack } = bot;
    // The receipt is posted; from then on the token is worth nothing.
    slack.faults.set([{ method: 'chat.update', kind: { do: 'error', error: 'token_revoked' } }]);
    const text = '@Architect @backend how do we publish events?';
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text });
    const running = bot;
    const redis = new Redis(running.env.REDIS_URL ?? '');
    const jobs = async () =>
      (await redis.llen('{architect}:deliver:active')) + (await redis.llen('{architect}:deliver:wait'));
    const { count } = createFailedRuns(redis);
    await until(async () => (await count()).delivery === 1 && (await jobs()) === 0, 'the note');
    await redis.quit();
    const { stdout: listed } = await failed(running, 'list');
    const [id = '', , code, agent, , , kind] = listed.trim().split('\t');
    expect({ code, agent, kind }).toEqual({ code: 'slack-credentials', agent: 'backend', kind: 'delivery' });
    const calls = () => slack.traffic().filter((one) => one.name === 'chat.update').length;
    const before = calls();
    // Its first sweep is over when they are up.
    await (await running.startWorkers()).close();
    expect(calls()).toBe(before);
    slack.faults.clear();
    expect(await failed(running, 'retry', id)).toMatchObject({ status: 0 });
    await inThread(slack, 'architecture', ts).said('Use a queue.');
  });
});

describe('the command', () => {
  it('says what it takes, and that Redis does not answer', async () => {
    expect(await runCli('failed.ts', ['forget'])).toMatchObject({ status: 64, stdout: '' });
    expect(await runCli('failed.ts', ['retry'])).toMatchObject({ status: 64 });
    const away = await runCli('failed.ts', ['list'], '', { REDIS_URL: 'redis://127.0.0.1:1' });
    expect(away).toMatchObject({ status: 69, stdout: '' });
    expect(away.stderr.trim().split('\n')).toHaveLength(1);
    const wrong = await runCli('failed.ts', ['list'], '', { REDIS_URL: 'http://127.0.0.1' });
    expect(wrong).toMatchObject({ status: 78 });
  });
});
