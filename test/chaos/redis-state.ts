import { Redis } from 'ioredis';
import { QUEUE_PREFIX } from '../../src/adapters/bullmq/queues.ts';

/** What is in Redis, looked at from outside. */
export async function lookInto(url: string) {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', () => {});
  const queues = ['design', 'deliver'].map((kind) => `${QUEUE_PREFIX}:${kind}`);
  return {
    /** Jobs that wait, run or are due later. */
    async openJobs(): Promise<number> {
      const counts = await Promise.all(
        queues.flatMap((queue) => [
          redis.llen(`${queue}:wait`),
          redis.llen(`${queue}:active`),
          redis.zcard(`${queue}:delayed`),
        ]),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    /** All threads as they are kept, each as one text. */
    async threads(): Promise<string[]> {
      const found: string[] = [];
      let cursor = '0';
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', 'architect:*:thread:*', 'COUNT', 1_000);
        cursor = next;
        if (keys.length > 0) found.push(...(await redis.mget(keys)).map((value) => value ?? ''));
      } while (cursor !== '0');
      return found;
    },
    close: () => redis.disconnect(),
  };
}
