import type { Redis } from 'ioredis';
import { guard } from './connection.ts';
import { RETENTION } from './retention.ts';

/** How each conversation of Teams is spoken to, by the key of its place; what it looks like is the adapter's affair. */
export type TeamsConversations = {
  keep(placeKey: string, reference: object): Promise<void>;
  read(placeKey: string): Promise<unknown>;
};

/** One that is used is kept: nothing but a message from there brings it back. */
export function createTeamsConversations(redis: Redis, ttlMs = RETENTION.teamMs): TeamsConversations {
  const keyOf = (placeKey: string) => `architect:{${placeKey}}:conversation:`;

  return {
    async keep(placeKey, reference) {
      await guard(redis.set(keyOf(placeKey), JSON.stringify(reference), 'PX', ttlMs));
    },
    async read(placeKey) {
      const key = keyOf(placeKey);
      const [value] = await guard(Promise.all([redis.get(key), redis.pexpire(key, ttlMs)]));
      return value === null ? undefined : parse(value);
    },
  };
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
