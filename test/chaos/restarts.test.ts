import { afterEach, describe, expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { rollingRestarts } from './rolling-restarts.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

it.skipIf(!isDurable)(
  durable('apps and workers are restarted in turn: nothing is lost, doubled or stalled'),
  async () => {
    const { runs, stalled, badEnds, unanswered } = await rollingRestarts({
      restarts: 4,
      perSecond: 1,
      atOnce: 4,
      apps: 2,
      workers: 2,
      undisturbedMs: 500,
      mostRuns: 8,
    });
    expect(runs.problems).toEqual([]);
    expect({ stalled, badEnds, unanswered }).toEqual({ stalled: 0, badEnds: [], unanswered: 0 });
  },
  240_000,
);

describe('a second signal', () => {
  it.skipIf(!isDurable).each(['app', 'worker'] as const)(
    durable('ends the %s at once, whatever the first one waits for'),
    async (kind) => {
      stage = await openStage({ channels: 1 });
      const one = kind === 'app' ? await stage.startApp() : await stage.startWorker();
      // A Redis that does not answer keeps the first one from coming to its end.
      process.kill(stage.redis.pid(), 'SIGSTOP');
      // Two of a kind could arrive as one.
      one.child.kill('SIGTERM');
      one.child.kill('SIGINT');
      expect(await one.ended).toBe(130);
    },
    120_000,
  );
});
