import { DelayedError, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { toAppError } from '../../core/errors.ts';
import type { JobKind } from '../../core/thread/jobs.ts';
import { CANCEL_CHANNEL, type JobData, QUEUE_PREFIX } from './queues.ts';

/** After a crash a job is taken up again within lock plus check; a lock is renewed at half its time. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;
/** Crashes are counted by the thread itself; the queue must never give a job up on its own. */
const MOST_STALLS = 1_000_000;

const jobSchema = z.object({ threadId: z.string().min(1) });

export type WorkerOptions = {
  kind: JobKind;
  /** Two connections of its own are made from this one. */
  redis: Redis;
  concurrency: number;
  /** May throw an `AppError`; its `retry` decides what becomes of the job. */
  run(threadId: string, signal: AbortSignal): Promise<void>;
  onFailure(threadId: string, error: unknown, willRetry: boolean): void;
};

export type RunningWorker = { close(): Promise<void> };

/** Takes jobs of one kind. `close` ends running jobs at their next saved point and hands them back. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const shutdown = new AbortController();
  const running = new Map<string, AbortController>();
  const subscriber = options.redis.duplicate();
  subscriber.on('error', () => {});
  subscriber.on('message', (_channel, threadId: string) => running.get(threadId)?.abort());
  // A stopped thread still has something to show, so only turns are cancelled.
  if (options.kind === 'design') await subscriber.subscribe(CANCEL_CHANNEL);

  const worker = new Worker<JobData>(options.kind, (job, token) => runJob(job, token ?? ''), {
    connection: options.redis,
    prefix: QUEUE_PREFIX,
    concurrency: options.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: MOST_STALLS,
    skipVersionCheck: true,
  });
  worker.on('error', () => {});
  await worker.waitUntilReady();

  async function runJob(job: Job<JobData>, token: string): Promise<void> {
    const data = jobSchema.safeParse(job.data);
    if (!data.success) throw new UnrecoverableError('not a job of ours');
    const { threadId } = data.data;
    const own = new AbortController();
    running.set(threadId, own);
    try {
      await options.run(threadId, AbortSignal.any([own.signal, shutdown.signal]));
    } catch (error) {
      await settle(job, token, threadId, error);
    } finally {
      if (running.get(threadId) === own) running.delete(threadId);
    }
  }

  async function settle(job: Job<JobData>, token: string, threadId: string, error: unknown): Promise<never> {
    if (shutdown.signal.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const failure = toAppError(error);
    const willRetry = failure.retry !== 'never';
    options.onFailure(threadId, error, willRetry);
    if (!willRetry) throw new UnrecoverableError(failure.code);
    if (typeof failure.retry === 'object') {
      await job.moveToDelayed(Date.now() + failure.retry.afterMs, token);
      throw new DelayedError();
    }
    throw failure;
  }

  return {
    async close() {
      shutdown.abort();
      await worker.close();
      subscriber.disconnect();
    },
  };
}
