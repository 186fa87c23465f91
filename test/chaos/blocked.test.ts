import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { runBlocked } from './blocked.ts';
import { startDurableRedis } from './durable-redis.ts';

/** A pause is longer than a worker's jobs are its own, and than another worker needs to take them over. */
const TIMING = { lockMs: 2_000, stalledCheckMs: 500 };
const PAUSES_MS = [4_000, 4_000];

it.skipIf(!isDurable)(
  durable(
    'a worker that stands still in the middle of a call shows nothing twice, and nothing that is out of date',
  ),
  async () => {
    const redis = await startDurableRedis();
    const options = { redis, pausesMs: PAUSES_MS, timing: TIMING, atOnce: 2, modelMs: 500 };
    try {
      const reports = await Promise.all([
        runBlocked({ ...options, database: 0, manner: 'blocked', at: ['chat.post', 'chat.update'] }),
        runBlocked({ ...options, database: 1, manner: 'stopped' }),
      ]);
      expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
      expect(reports.map(({ pauses }) => pauses)).toEqual([2, 2]);
    } finally {
      await redis.close();
    }
  },
  120_000,
);
