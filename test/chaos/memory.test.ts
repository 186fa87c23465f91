import { describe, expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { bigInputs } from './big-inputs.ts';
import { soak } from './soak.ts';

/** The figures of memory themselves are for `npm run bench -- chaos-soak chaos-big`: they need time and a quiet machine. */
describe('a worker with a small heap', () => {
  it.skipIf(!isDurable)(
    durable('answers many conversations at once, of every kind, again and again'),
    async () => {
      const { answered, problems } = await soak({ conversations: 16, minutes: 0.05, thinkMs: 100 });
      expect(problems).toEqual([]);
      expect(answered).toBeGreaterThanOrEqual(16);
    },
    90_000,
  );

  it.skipIf(!isDurable)(
    durable('answers questions, threads and floods of any size, and everybody else meanwhile'),
    async () => {
      const small = { threadMessages: 250, followUps: 3, duringTurn: 60, flood: 20 };
      const results = await bigInputs(small);
      expect(results.flatMap(({ problems }) => problems)).toEqual([]);
      expect(results).toHaveLength(5);
    },
    120_000,
  );
});
