import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { AppError } from '../../core/errors.ts';
import type { JobKind, Jobs } from '../../core/thread/jobs.ts';
import { CANCEL_CHANNEL, type JobData, QUEUE_PREFIX } from './queues.ts';

/** Enough tries to outlast a short outage; after that the sweep brings the thread back. */
const ATTEMPTS = 6;
const BACKOFF_MS = 500;

export type ClosableJobs = Jobs & { close(): Promise<void> };

type Waiting = { settled: Promise<void>; delayMs: number; resolve(): void; reject(error: unknown): void };

export function createJobs(redis: Redis): ClosableJobs {
  const queues: Record<JobKind, BatchedQueue> = {
    design: createBatchedQueue('design', redis),
    deliver: createBatchedQueue('deliver', redis),
    digest: createBatchedQueue('digest', redis),
  };
  return {
    enqueue: (kind, id, delayMs) => queues[kind].add(id, delayMs),
    async cancel(threadId) {
      await redis.publish(CANCEL_CHANNEL, threadId);
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

type BatchedQueue = { add(threadId: string, delayMs?: number): Promise<void>; close(): Promise<void> };

/** What is queued in one turn of the event loop goes to Redis together: under load that is most of the cost. */
function createBatchedQueue(kind: JobKind, redis: Redis): BatchedQueue {
  const queue = new Queue<JobData>(kind, { connection: redis, prefix: QUEUE_PREFIX, skipVersionCheck: true });
  // A lost connection reaches whoever has a command open; nobody else has to hear of it.
  queue.on('error', () => {});
  let batch = new Map<string, Waiting>();

  async function flush(): Promise<void> {
    const sent = batch;
    batch = new Map();
    try {
      await queue.addBulk([...sent].map(([threadId, { delayMs }]) => toJob(kind, threadId, delayMs)));
      for (const { resolve } of sent.values()) resolve();
    } catch (cause) {
      const error = new AppError('redis-unavailable', { retry: 'backoff', cause });
      for (const { reject } of sent.values()) reject(error);
    }
  }

  return {
    add(threadId, delayMs = 0) {
      const known = batch.get(threadId);
      if (known) return known.settled;
      if (batch.size === 0) setImmediate(flush);
      const waiting = createWaiting(delayMs);
      batch.set(threadId, waiting);
      return waiting.settled;
    },
    close: () => queue.close(),
  };
}

const OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: BACKOFF_MS, jitter: 0.5 },
  removeOnComplete: true,
  // What failed for good is noted elsewhere, with its thread and its reason.
  removeOnFail: true,
};

function toJob(kind: JobKind, threadId: string, delayMs: number) {
  // While one job of a thread runs, at most one more is kept for it: a job only says "look again".
  const deduplication = { id: threadId, keepLastIfActive: true };
  const delay = delayMs > 0 ? { delay: delayMs } : {};
  return { name: kind, data: { threadId }, opts: { ...OPTIONS, deduplication, ...delay } };
}

function createWaiting(delayMs: number): Waiting {
  let settle: Pick<Waiting, 'resolve' | 'reject'> | undefined;
  const settled = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { settled, delayMs, resolve: () => settle?.resolve(), reject: (error) => settle?.reject(error) };
}
