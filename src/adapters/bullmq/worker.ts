import { DelayedError, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { toAppError } from '../../core/errors.ts';
import type { Hold, JobKind } from '../../core/thread/jobs.ts';
import { CANCEL_CHANNEL, type JobData, QUEUE_PREFIX } from './queues.ts';

export type WorkerTiming = {
  /** For how long a job is a worker's; renewed at half that time. */
  lockMs: number;
  /** How often it is looked for jobs whose worker is gone. Several workers together may take twice as long. */
  stalledCheckMs: number;
};

/** A crashed worker's job is taken up within lock plus twice the check; the lock outlasts what blocks an event loop. */
export const TIMING: WorkerTiming = { lockMs: 8_000, stalledCheckMs: 1_500 };

/** What a job's end could not be told to Redis is tried again so soon; BullMQ would wait for 15 s. */
const REDIS_RETRY_MS = 1_000;

/** Crashes are counted by the thread itself; the queue must never give a job up on its own. */
const MOST_STALLS = 1_000_000;

const jobSchema = z.object({ threadId: z.string().min(1) });

export type WorkerOptions = {
  kind: JobKind;
  /** Two connections of its own are made from this one. */
  redis: Redis;
  concurrency: number;
  timing?: WorkerTiming;
  /** What a job may take to come to its next saved point when the process ends. */
  graceMs: number;
  /** May throw an `AppError`; its `retry` decides what becomes of the job. */
  run(threadId: string, hold: Hold): Promise<void>;
  onFailure(threadId: string, error: unknown, willRetry: boolean): void;
};

export type RunningWorker = { close(): Promise<void> };

/**
 * Takes jobs of one kind. `close` takes no more of them, lets those that run come to their next saved point, aborts what
 * has not after `graceMs`, and hands all of them back.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { lockMs, stalledCheckMs } = options.timing ?? TIMING;
  // Each its own, all aborted one by one: a signal made of several is never wholly freed while one of them lives.
  const open = new Set<AbortController>();
  let isEnding = false;
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
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: MOST_STALLS,
    runRetryDelay: REDIS_RETRY_MS,
    skipVersionCheck: true,
  });
  worker.on('error', () => {});
  await worker.waitUntilReady();

  async function runJob(job: Job<JobData>, token: string): Promise<void> {
    const data = jobSchema.safeParse(job.data);
    if (!data.success) throw new UnrecoverableError('not a job of ours');
    const { threadId } = data.data;
    // BullMQ waits for jobs still when it is told to close, and so takes what was handed back.
    if (isEnding) return handBack(job, token);
    const own = new AbortController();
    open.add(own);
    running.set(threadId, own);
    const isHeld = createIsHeld(job, token, lockMs);
    try {
      await options.run(threadId, {
        signal: own.signal,
        isHeld,
        isEnding: () => isEnding,
      });
    } catch (error) {
      await settle(job, token, threadId, error);
    } finally {
      open.delete(own);
      if (running.get(threadId) === own) running.delete(threadId);
    }
  }

  async function settle(job: Job<JobData>, token: string, threadId: string, error: unknown): Promise<never> {
    if (isEnding) return handBack(job, token);
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
      isEnding = true;
      const patience = setTimeout(() => {
        for (const own of open) own.abort();
      }, options.graceMs);
      await worker.close();
      clearTimeout(patience);
      subscriber.disconnect();
    },
  };
}

async function handBack(job: Job, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

/**
 * Whether a job is this worker's still. A lock that was taken or renewed lately is believed by the clock; else it is
 * renewed now, and the time counts from before it was asked for, since the answer may have lain unread for long.
 */
function createIsHeld(job: Job, token: string, lockMs: number): () => Promise<boolean> {
  const takenBefore = job.processedOn === undefined ? lockMs : Date.now() - job.processedOn;
  let lockedAt = performance.now() - takenBefore;
  return async () => {
    while (performance.now() - lockedAt > lockMs / 2) {
      const askedAt = performance.now();
      if ((await job.extendLock(token, lockMs)) !== 1) return false;
      lockedAt = askedAt;
    }
    return true;
  };
}
