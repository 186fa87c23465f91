import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { runKills } from './kills.ts';

it.skipIf(!isDurable)(
  durable(
    'conversations survive workers that are killed at random, and the model is asked once more per kill at most',
  ),
  async () => {
    const { problems, overcalled, killsThatHit, neverResumed } = await runKills({
      kills: 6,
      runs: 10,
      workers: 3,
      killEveryMs: 800,
      atOnce: 10,
      settleMs: 1_000,
    });
    expect(problems).toEqual([]);
    expect(overcalled).toEqual([]);
    expect(neverResumed).toBe(0);
    expect(killsThatHit).toBeGreaterThan(0);
  },
  240_000,
);
