import type { Redis } from 'ioredis';
import { guard } from './connection.ts';

const DAY_MS = 24 * 3_600_000;

/** The ids of messages by the delivery key that they were sent under; a doubt about one is settled within a day. */
export type TeamsSent = {
  add(key: string, messageId: string): Promise<void>;
  list(key: string): Promise<string[]>;
};

export function createTeamsSent(redis: Redis, ttlMs = DAY_MS): TeamsSent {
  const keyOf = (key: string) => `architect:{${encodeURIComponent(key)}}:sent:`;

  return {
    async add(key, messageId) {
      await guard(redis.multi().rpush(keyOf(key), messageId).pexpire(keyOf(key), ttlMs).exec());
    },
    list: (key) => guard(redis.lrange(keyOf(key), 0, -1)),
  };
}
