import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { QUEUE_PREFIX } from './queues.ts';

export type Ticker = {
  /** Begins anew where Redis lost its next tick. */
  revive(): Promise<void>;
  close(): Promise<void>;
};

type TickerOptions = {
  /** Processes with one name share its ticks: each is one process's. */
  name: string;
  everyMs: number;
  redis: Redis;
  /** A tick that was missed is not made up for, so it looks at what is due, whenever that was. */
  run(): Promise<void>;
  onFailure(error: unknown): void;
};

/** Does something now and then in one of however many processes; it goes on when any of them ends. */
export async function startTicker({ name, everyMs, redis, run, onFailure }: TickerOptions): Promise<Ticker> {
  const options = { connection: redis, prefix: QUEUE_PREFIX, skipVersionCheck: true };
  const queue = new Queue(name, options);
  queue.on('error', () => {});
  const schedule = () =>
    queue.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, opts: { removeOnComplete: true, removeOnFail: true } },
    );
  await schedule();
  const worker = new Worker(
    name,
    async () => {
      await run().catch(onFailure);
    },
    { ...options, concurrency: 1, lockDuration: 30_000, maxStalledCount: 1_000_000 },
  );
  worker.on('error', () => {});
  await worker.waitUntilReady();
  return {
    async revive() {
      const counts = await queue.getJobCounts('delayed', 'waiting', 'active', 'prioritized');
      if (Object.values(counts).every((count) => count === 0)) await schedule();
    },
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
