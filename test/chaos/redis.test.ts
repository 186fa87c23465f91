import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { redisAway, type Trouble } from './redis-away.ts';
import { redisRestarts } from './redis-restarts.ts';

it.skipIf(!isDurable)(
  durable(
    'while Redis is killed and started again, every run is answered once, and nothing comes of what was refused',
  ),
  async () => {
    const { runs, ghosts, restarts } = await redisRestarts({
      runs: 9,
      perSecond: 2,
      atOnce: 12,
      workers: 1,
      everyMs: [1_000, 2_000],
      downMs: [0, 1_000],
    });
    expect(restarts).toBeGreaterThan(0);
    expect(runs.problems).toEqual([]);
    expect(ghosts).toEqual([]);
  },
  240_000,
);

it.skipIf(!isDurable).each<Trouble>(['paused', 'replies 2 s late'])(
  durable('Redis in trouble (%s): what people are told is true, and nothing comes of what was refused'),
  async (trouble) => {
    const { problems, ghosts, refused } = await redisAway({ trouble, each: 3, lastsMs: 2_000 });
    expect(refused).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    expect(ghosts).toEqual([]);
  },
  240_000,
);
