import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { runPoints } from './points.ts';

/**
 * On Teams not at random times as well: what dies while a post is carried out there leaves a message that no bot can
 * find again.
 */
it.skipIf(!isDurable).each(['slack', 'teams'] as const)(
  durable('on %s a worker that crashes around any kind of call loses nothing and shows nothing twice'),
  async (platform) => {
    const { problems, overcalled, crashed, points } = await runPoints({
      platform,
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
