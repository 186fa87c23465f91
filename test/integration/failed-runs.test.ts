import { afterEach, describe, expect, it } from 'vitest';
import { textReply } from '../../src/dev/model/scripted.ts';
import { runCli } from '../cli/run-cli.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread } from '../fakes/slack-thread.ts';

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
    expect((await failed(running, 'list')).stdout).toBe('');
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

  it('is no longer listed once its thread went on by itself', async () => {
    const { running, thread } = await failOnce();
    await thread.click('ada', 'Retry');
    await thread.said('Now it works.');
    expect((await failed(running, 'list')).stdout).toBe('');
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
