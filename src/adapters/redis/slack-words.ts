import type { Redis } from 'ioredis';
import { z } from 'zod';
import { guard } from './connection.ts';

/** Whoever was away for a long weekend still finds them. */
const WEEK_MS = 7 * 24 * 3_600_000;

const wordsSchema = z.object({ personId: z.string(), content: z.unknown() });

/** Words for one person that perhaps were never shown, in the platform's own form. */
export type SlackWords = {
  keep(id: string, words: { personId: string; content: unknown }): Promise<void>;
  read(id: string): Promise<{ personId: string; content: unknown } | undefined>;
};

export function createSlackWords(redis: Redis, ttlMs = WEEK_MS): SlackWords {
  const keyOf = (id: string) => `architect:{${encodeURIComponent(id)}}:words:`;

  return {
    async keep(id, words) {
      await guard(redis.set(keyOf(id), JSON.stringify(words), 'PX', ttlMs));
    },
    async read(id) {
      const kept = await guard(redis.get(keyOf(id)));
      return kept === null ? undefined : parseWords(kept);
    },
  };
}

/** What can't be read is as if it were too old. */
function parseWords(kept: string): z.infer<typeof wordsSchema> | undefined {
  try {
    return wordsSchema.parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}
