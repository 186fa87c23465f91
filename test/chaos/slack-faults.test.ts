import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { startDurableRedis } from './durable-redis.ts';
import { createRandom } from './random.ts';
import { type CellPlan, prepareFaultRuns } from './slack-faults.ts';

/** All of them, and those that take half a minute, are for the bench. */
const CELLS = 8;
const QUICK = new Set(['dropped after', '429', 'garbage']);

/** A state can't be read back: whether a lost answer lost it is not to be known. */
const UNREADABLE = new Set(['agents.sessions.setStatus']);

it.skipIf(!isDurable)(
  durable('a fault on any Slack call of a run changes nothing of what people see in the end'),
  async () => {
    const redis = await startDurableRedis();
    const databases = Array.from({ length: CELLS }, (_, i) => i);
    const runs = await prepareFaultRuns(redis.url, databases, { isHasty: true });
    try {
      const seed = Date.now() % 100_000;
      const random = createRandom(seed);
      const quick = runs.plan([1]).filter(isQuick);
      const chosen = quick
        .map((cell) => ({ cell, at: random() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, CELLS)
        .map(({ cell }) => cell);
      const results = await runs.runAll(chosen, CELLS);
      expect(
        results.flatMap((result) => result.problems.map((problem) => ({ ...result, problem, seed }))),
      ).toEqual([]);
      expect(results).toHaveLength(CELLS);
    } finally {
      await runs.close();
      await redis.close();
    }
  },
  120_000,
);

function isQuick({ fault, method }: CellPlan): boolean {
  return QUICK.has(fault) && !UNREADABLE.has(method);
}
