import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { runPoints } from './points.ts';

/**
 * Not at random times: what dies while Teams carries out a post leaves a message that nothing there lets a bot find again.
 */
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
