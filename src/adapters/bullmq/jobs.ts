import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { AppError } from '../../core/errors.ts';
import type { JobKind, Jobs } from '../../core/thread/jobs.ts';
import { CANCEL_CHANNEL, type JobData, QUEUE_PREFIX } from './queues.ts';

/** Enough tries to outlast a short outage; after that the sweep brings the thread back. */
const ATTEMPTS = 6;
const BACKOFF_MS = 500;
/** How many failed jobs are kept to look at. */
const FAILED_KEPT = 1_000;

export type ClosableJobs = Jobs & { close(): Promise<void> };

export function createJobs(redis: Redis): ClosableJobs {
  const create = (kind: JobKind) => {
    const queue = new Queue<JobData>(kind, {
      connection: redis,
      prefix: QUEUE_PREFIX,
      skipVersionCheck: true,
    });
    // A lost connection reaches whoever has a command open; nobody else has to hear of it.
    queue.on('error', () => {});
    return queue;
  };
  const queues: Record<JobKind, Queue<JobData>> = { design: create('design'), deliver: create('deliver') };

  return {
    async enqueue(kind, threadId) {
      try {
        await queues[kind].add(
          kind,
          { threadId },
          {
            // While one job of a thread runs, at most one more is kept for it: a job only says "look again".
            deduplication: { id: threadId, keepLastIfActive: true },
            attempts: ATTEMPTS,
            backoff: { type: 'exponential', delay: BACKOFF_MS, jitter: 0.5 },
            removeOnComplete: true,
            removeOnFail: { count: FAILED_KEPT },
          },
        );
      } catch (cause) {
        throw new AppError('redis-unavailable', { retry: 'backoff', cause });
      }
    },
    async cancel(threadId) {
      await redis.publish(CANCEL_CHANNEL, threadId);
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}
