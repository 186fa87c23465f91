import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { FailedRun, FailedRuns } from '../../core/turn/failed-runs.ts';
import { guard } from './connection.ts';
import { keys } from './keys.ts';

/** Ten hex digits: short enough to be typed, and the same for the same turn. */
const ID_CHARS = 10;

export function createFailedRuns(redis: Redis): FailedRuns {
  return {
    async add(run) {
      const id = createHash('sha256').update(`${run.threadId}\n${run.turn}`).digest('hex').slice(0, ID_CHARS);
      await guard(redis.hset(keys.failed, id, JSON.stringify({ id, ...run })));
    },
    async list() {
      const values = await guard(redis.hvals(keys.failed));
      return values.map((value) => JSON.parse(value) as FailedRun);
    },
    async remove(ids) {
      await guard(redis.hdel(keys.failed, ...ids));
    },
  };
}
