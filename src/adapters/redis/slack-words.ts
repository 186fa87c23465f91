import type { Redis } from 'ioredis';
import { z } from 'zod';
import { guard } from './connection.ts';

/** Whoever was away for a long weekend still finds them. */
export const WORDS_KEPT_MS = 7 * 24 * 3_600_000;

const wordsSchema = z.object({ personId: z.string(), text: z.string() });

type Words = z.infer<typeof wordsSchema>;

/** Words for one person that perhaps were never shown. */
export type SlackWords = {
  keep(id: string, words: Words): Promise<void>;
  read(id: string): Promise<Words | undefined>;
};

export function createSlackWords(redis: Redis): SlackWords {
  const keyOf = (id: string) => `architect:{${encodeURIComponent(id)}}:words:`;

  return {
    async keep(id, words) {
      await guard(redis.set(keyOf(id), JSON.stringify(words), 'PX', WORDS_KEPT_MS));
    },
    async read(id) {
      const kept = await guard(redis.get(keyOf(id)));
      return kept === null ? undefined : parseWords(kept);
    },
  };
}

/** What can't be read is as if it were too old. */
function parseWords(kept: string): Words | undefined {
  try {
    return wordsSchema.parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}
