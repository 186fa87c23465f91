import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs } from '../../../src/adapters/bullmq/jobs.ts';
import { type RunningWorker, startWorker, type WorkerOptions } from '../../../src/adapters/bullmq/worker.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Hold } from '../../../src/core/thread/jobs.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { until } from '../../fakes/until.ts';

const redis = new Redis(await testRedisUrl(), { maxRetriesPerRequest: null });
const jobs = createJobs(redis);
const running: RunningWorker[] = [];

beforeEach(() => redis.flushdb());
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.close()));
});
afterAll(async () => {
  await jobs.close();
  await redis.quit();
});

async function work(run: WorkerOptions['run'], change: Partial<WorkerOptions> = {}): Promise<RunningWorker> {
  const worker = await startWorker({
    kind: 'design',
    redis,
    concurrency: 50,
    graceMs: 0,
    run,
    onFailure: () => {},
    ...change,
  });
  running.push(worker);
  return worker;
}

describe('a worker', () => {
  it('runs a job for each thread that was queued in one go, and one for a thread that was queued often', async () => {
    const ran: string[] = [];
    const ids = Array.from({ length: 200 }, (_, i) => `thread-${i % 20}`);
    await Promise.all(ids.map((id) => jobs.enqueue('design', id)));
    await work(async (threadId) => void ran.push(threadId));
    await until(() => ran.length >= 20, 'the jobs');
    expect(ran.toSorted()).toEqual([...new Set(ids)].toSorted());
  });

  it('holds its job while its lock is there, and learns that it is gone', async () => {
    const answers: boolean[] = [];
    let isDone = false;
    await work(
      async (_id, hold) => {
        answers.push(await hold.isHeld());
        const locks = await redis.keys('*:lock');
        await redis.del(...locks);
        await until(async () => !(await hold.isHeld()), 'the loss');
        answers.push(await hold.isHeld());
        isDone = true;
      },
      { timing: { lockMs: 400, stalledCheckMs: 60_000 } },
    );
    await jobs.enqueue('design', 'thread');
    await until(() => isDone, 'the end of the job');
    expect(answers).toEqual([true, false]);
  });

  it('that ends lets a job come to its next save, and another one goes on with it', async () => {
    const saves: string[] = [];
    let hold: Hold | undefined;
    const first = await work(
      async (_id, own) => {
        hold = own;
        await until(() => own.isEnding(), 'the end');
        saves.push('first');
        throw new AppError('aborted', { retry: 'backoff' });
      },
      { graceMs: 10_000 },
    );
    await jobs.enqueue('design', 'thread');
    await until(() => hold, 'the job');
    await first.close();
    expect([saves, hold?.signal.aborted]).toEqual([['first'], false]);
    await work(async () => void saves.push('second'));
    await until(() => saves.length === 2, 'the other one');
  });

  it('that ends breaks off what does not come to a save', async () => {
    let isBegun = false;
    const worker = await work(async (_id, { signal }) => {
      isBegun = true;
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('aborted', { retry: 'backoff' })));
      });
    });
    await jobs.enqueue('design', 'thread');
    await until(() => isBegun, 'the job');
    await worker.close();
    let again = 0;
    await work(async () => void again++);
    await until(() => again === 1, 'the job again');
  });

  it('drops a job that is none of ours', async () => {
    const ran: string[] = [];
    await redis.hset('{architect}:design:x', 'name', 'design', 'data', '{"no":1}', 'opts', '{}');
    await redis.lpush('{architect}:design:wait', 'x');
    await work(async (threadId) => void ran.push(threadId));
    await jobs.enqueue('design', 'thread');
    await until(() => ran.length > 0, 'the next job');
    expect(ran).toEqual(['thread']);
  });
});
