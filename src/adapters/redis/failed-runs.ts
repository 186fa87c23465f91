import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { FailedRun, FailedRuns } from '../../core/turn/failed-runs.ts';
import { guard } from './connection.ts';
import { keys } from './keys.ts';

/** Ten hex digits: short enough to be typed, and the same for the same turn. */
const ID_CHARS = 10;

/** What an operator can still look through. Beyond it the oldest tenth goes at once, since that reads them all. */
const MOST_RUNS = 10_000;

export function createFailedRuns(redis: Redis): FailedRuns {
  const list = async () => {
    const values = await guard(redis.hvals(keys.failed));
    return values.map((value) => JSON.parse(value) as FailedRun);
  };
  const forgetOldest = async () => {
    const oldest = (await list()).sort((a, b) => a.at - b.at).slice(0, -0.9 * MOST_RUNS);
    if (oldest.length > 0) await guard(redis.hdel(keys.failed, ...oldest.map((run) => run.id)));
  };
  return {
    list,
    async add(run) {
      const id = createHash('sha256').update(`${run.threadId}\n${run.turn}`).digest('hex').slice(0, ID_CHARS);
      await guard(redis.hset(keys.failed, id, JSON.stringify({ id, ...run })));
      if ((await guard(redis.hlen(keys.failed))) > MOST_RUNS) await forgetOldest();
    },
    async remove(ids) {
      await guard(redis.hdel(keys.failed, ...ids));
    },
  };
}
