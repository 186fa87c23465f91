import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type FailedRun, type FailedRuns, isStuck } from '../../core/turn/failed-runs.ts';
import { guard } from './connection.ts';
import { keys } from './keys.ts';
import { RETENTION } from './retention.ts';

/** What an operator can still look through. Beyond it the oldest tenth goes at once, since that reads them all. */
const MOST_RUNS = 10_000;

const KEYS: Record<FailedRun['kind'], string> = {
  turn: keys.failed,
  delivery: keys.failedDeliveries,
};

/** The notes are kept for as long as the threads they name. */
export function createFailedRuns(redis: Redis, ttlMs = RETENTION.threadMs): FailedRuns {
  const listOf = async (kind: FailedRun['kind']) => (await guard(redis.hvals(KEYS[kind]))).flatMap(parseRun);

  async function forgetOldest(kind: FailedRun['kind']): Promise<void> {
    const oldest = (await listOf(kind)).sort((a, b) => a.at - b.at).slice(0, -0.9 * MOST_RUNS);
    if (oldest.length > 0) await guard(redis.hdel(KEYS[kind], ...oldest.map((run) => run.id)));
  }

  async function count() {
    const [turn, delivery] = await guard(Promise.all([redis.hlen(KEYS.turn), redis.hlen(KEYS.delivery)]));
    return { turn, delivery };
  }

  return {
    count,
    list: async () => [...(await listOf('turn')), ...(await listOf('delivery'))],
    async find(id) {
      const [turn, delivery] = await guard(
        Promise.all([redis.hget(KEYS.turn, id), redis.hget(KEYS.delivery, id)]),
      );
      return [turn, delivery].flatMap((value) => (value === null ? [] : parseRun(value)))[0];
    },
    async held(now) {
      const runs = await listOf('delivery');
      return runs.filter((run) => isStuck(run) && run.nextTryAt > now).map((run) => run.threadId);
    },
    async add(run) {
      const key = KEYS[run.kind];
      await guard(redis.hset(key, run.id, JSON.stringify(run)));
      await guard(redis.pexpire(key, ttlMs));
      if ((await count())[run.kind] > MOST_RUNS) await forgetOldest(run.kind);
    },
    async remove(ids) {
      await guard(Promise.all(Object.values(KEYS).map((key) => redis.hdel(key, ...ids))));
    },
  };
}

const note = z.object({
  id: z.string(),
  threadId: z.string(),
  turn: z.number(),
  agent: z.string().exactOptional(),
  code: z.string(),
  message: z.string(),
  at: z.number(),
});
const delivery = note.extend({ kind: z.literal('delivery'), deliveryId: z.string() });
/** Notes from before deliveries were noted have no kind. */
const schema: z.ZodType<FailedRun> = z.union([
  delivery.extend({ nextTryAt: z.number(), tries: z.number() }),
  delivery,
  note.extend({ kind: z.literal('turn').default('turn') }),
]);

/** None of what another version noted in its own way: it must not hide the others. */
function parseRun(value: string): FailedRun[] {
  try {
    return [schema.parse(JSON.parse(value))];
  } catch {
    return [];
  }
}
