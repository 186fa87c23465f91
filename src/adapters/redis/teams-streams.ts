import type { Redis } from 'ioredis';
import { guard } from './connection.ts';

/** None lasts longer than two minutes; a message that is forgotten here is replaced as any other. */
const KEPT_FOR_MS = 10 * 60_000;

/** Messages that grow: when each began, and how many parts it has. */
export type TeamsStreams = {
  open(key: string, at: number): Promise<void>;
  next(key: string): Promise<{ sequence: number; startedAt: number } | undefined>;
  close(key: string): Promise<void>;
};

export function createTeamsStreams(redis: Redis): TeamsStreams {
  const keyOf = (key: string) => `architect:{${encodeURIComponent(key)}}:stream:`;

  return {
    async open(key, at) {
      const name = keyOf(key);
      await guard(redis.multi().hset(name, { at, parts: 1 }).pexpire(name, KEPT_FOR_MS).exec());
    },
    async next(key) {
      const name = keyOf(key);
      const at = await guard(redis.hget(name, 'at'));
      if (at === null) return undefined;
      return { sequence: await guard(redis.hincrby(name, 'parts', 1)), startedAt: Number(at) };
    },
    async close(key) {
      await guard(redis.del(keyOf(key)));
    },
  };
}
