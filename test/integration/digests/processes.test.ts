import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { QUEUE_PREFIX } from '../../../src/adapters/bullmq/queues.ts';
import { startApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import { createAppServices, createWorkerServices } from '../../../src/services.ts';
import { startWorkers } from '../../../workers/index.ts';
import { handIn } from '../../fakes/brains.ts';
import { makeDue } from '../../fakes/digest-clock.ts';
import { type BotProcess, startWorkerProcess } from '../../fakes/processes.ts';
import { shows } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import { CHANNEL, type Channel, openChannel, PLACE } from './a-channel.ts';

const TITLE = 'Food delivery for one city';

let channel: Channel | undefined;
const processes: BotProcess[] = [];
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.stop()));
  await channel?.close();
  channel = undefined;
});

async function startProcess(env: Record<string, string>): Promise<BotProcess> {
  const worker = await startWorkerProcess(env);
  processes.push(worker);
  return worker;
}

/** With a design, a weekly digest, and no worker. */
async function opened(): Promise<Channel> {
  const given = await openChannel({ workers: 0 });
  channel = given;
  const workers = await given.bot.startWorkers();
  given.script(handIn());
  await given.ask('@cloudphone design food delivery').said(TITLE);
  await given.untilQuiet();
  await workers.close();
  await given.command('digest weekly mon 09:00 UTC');
  await until(() => given.told().some((words) => /Saved: a digest/.test(words)), 'the digest to be set');
  return given;
}

/** How often the app posted something with those words. */
const posts = ({ slack }: Channel) =>
  slack.traffic().filter(({ name, request }) => {
    return name === 'chat.postMessage' && JSON.stringify(request).includes('Architecture digest');
  }).length;

describe('a worker that is killed', { timeout: 150_000 }, () => {
  it('while a digest is on its way to the channel posts it once', async () => {
    const given = await opened();
    // It stands there at once, and nobody learns of it for a while.
    given.slack.faults.set([{ method: 'chat.postMessage', kind: { do: 'delay', ms: 60_000 }, times: 1 }]);
    const first = await startProcess(given.bot.env);
    await makeDue(given.redis, PLACE, 'weekly');
    await until(() => posts(given) > 0 || given.digests().length > 0, 'the digest to be sent', 40_000);
    first.child.kill('SIGKILL');
    await first.ended;
    await startProcess(given.bot.env);
    await given.untilQuiet();
    await given.untilDone('weekly');
    expect(given.digests().filter((one) => shows(one, TITLE))).toHaveLength(1);
  });

  it('before it could send a digest loses none', async () => {
    const given = await opened();
    given.slack.faults.set([
      { method: 'chat.postMessage', kind: { do: 'rate_limit', retryAfterSeconds: 5 } },
    ]);
    const first = await startProcess(given.bot.env);
    await makeDue(given.redis, PLACE, 'weekly');
    await until(() => posts(given) > 0, 'the digest to be tried', 40_000);
    first.child.kill('SIGKILL');
    await first.ended;
    given.slack.faults.clear();
    await startProcess(given.bot.env);
    // Not until all work has ended: a call that may still happen is looked at once more after a minute.
    await until(() => given.digests().length > 0, 'the digest', 60_000);
    await given.untilDone('weekly');
    expect(given.digests().map((digest) => shows(digest, TITLE))).toEqual([true]);
  });
});

describe('what digests keep in Redis', { timeout: 90_000 }, () => {
  it('is one scheduler, however many workers begin and end, and in which order', async () => {
    const given = await opened();
    const count = () => given.redis.zcard(`${QUEUE_PREFIX}:digest-tick:repeat`);
    const all = await Promise.all([given.bot.startWorkers(), given.bot.startWorkers()]);
    expect(await count()).toBe(1);
    await all[0]?.close();
    await given.bot.startApp();
    await given.bot.startWorkers();
    await all[1]?.close();
    expect(await count()).toBe(1);
    await makeDue(given.redis, PLACE, 'weekly');
    await given.digest(1);
    await given.untilDone('weekly');
    expect(given.digests()).toHaveLength(1);
  });

  it('is gone after its time, and after `off` there is nothing left to be looked at', async () => {
    const keepMs = 8_000;
    const given = await openChannel({ workers: 0, apps: 0 });
    channel = given;
    const close = await startShortLived(given.bot.env, keepMs);
    onTestFinished(close);
    given.script(handIn());
    await given.ask('@cloudphone design food delivery').said(TITLE);
    await given.command('digest weekly mon 09:00 UTC');
    await until(() => given.told().some((words) => /Saved/.test(words)), 'the digest to be set');
    await makeDue(given.redis, PLACE, 'weekly');
    const { ts } = await given.digest(1);
    await given.slack.click({ user: 'bob', channel: CHANNEL, ts, action_id: 'architect:done:0' });
    await given.untilQuiet();
    await given.command('digest off');
    await until(() => given.told().some((words) => /has ended/.test(words)), 'the digest to be ended');
    await until(async () => !(await given.isPlanned('weekly')), 'nothing to be planned');
    const left = () => listKeys(given.bot.env.REDIS_URL ?? '');
    // What the workspace's pace goes by lasts for a minute whatever is kept.
    const isOurs = (key: string) => !key.startsWith(QUEUE_PREFIX) && !key.includes(':pace:');
    await until(
      async () => {
        const keys = (await left()).filter(isOurs);
        return keys.length === 0 && keys;
      },
      'no key of ours to be left',
      30_000,
    );
    // Of the queues: what each has once, and the tick's own next job.
    const jobs = (await left()).filter((key) => /:(design|deliver|digest):(\d+|de:.*)$/.test(key));
    expect(jobs).toEqual([]);
  });
});

async function startShortLived(env: Record<string, string>, keepMs: number): Promise<() => Promise<void>> {
  const retention = { threadMs: keepMs, seenMs: keepMs, progressMs: keepMs, teamMs: keepMs };
  const workers = await createWorkerServices(parseConfig(env, 'worker'), { retention });
  const running = await startWorkers(workers);
  const services = await createAppServices(parseConfig(env, 'app'), { retention });
  const app = await startApp(services);
  return async () => {
    await app.close();
    await services.close();
    await running.close();
    await workers.close();
  };
}

async function listKeys(url: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    return await redis.keys('*');
  } finally {
    redis.disconnect();
  }
}
