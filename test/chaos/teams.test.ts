import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { runKills } from './kills.ts';
import { runPoints } from './points.ts';

it.skipIf(!isDurable)(
  durable('on Teams, conversations survive workers that are killed at random'),
  async () => {
    const { problems, overcalled, killsThatHit, neverResumed } = await runKills({
      platform: 'teams',
      kills: 4,
      runs: 8,
      workers: 3,
      killEveryMs: 800,
      atOnce: 8,
      settleMs: 1_000,
    });
    expect(problems).toEqual([]);
    expect(overcalled).toEqual([]);
    expect(neverResumed).toBe(0);
    expect(killsThatHit).toBeGreaterThan(0);
  },
  240_000,
);

it.skipIf(!isDurable)(
  durable('on Teams, a worker that crashes around any kind of call loses nothing and shows nothing twice'),
  async () => {
    const { problems, overcalled, crashed, points } = await runPoints({
      platform: 'teams',
      plan: (all) => [
        all
          // Each message that is posted is another one.
          .filter(({ name, nth }) => nth === 1 || name === 'chat.post')
          .flatMap((point) => [
            { ...point, when: 'before' },
            { ...point, when: 'after' },
          ]),
      ],
    });
    expect(problems).toEqual([]);
    expect(overcalled).toEqual([]);
    expect(crashed.size, 'conversations were interrupted at most points').toBeGreaterThan(
      new Set(points.map(({ name }) => name)).size,
    );
  },
  240_000,
);
