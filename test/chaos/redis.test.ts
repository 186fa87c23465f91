import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { until } from '../fakes/until.ts';
import { listen } from './heard.ts';
import { redisAway, type Trouble } from './redis-away.ts';
import { redisRestarts } from './redis-restarts.ts';
import { converse } from './run.ts';
import { channelName, openStage } from './stage.ts';

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

it.skipIf(!isDurable)(
  durable('a request that Redis lost right after it was acknowledged is answered once all the same'),
  async () => {
    const stage = await openStage({ channels: 1 });
    const redis = new Redis(stage.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
    redis.on('error', () => {});
    try {
      const app = await stage.startApp();
      stage.room.setApp(app.url);
      const heard = listen(stage.slack);
      const running = converse(stage, 0, { wish: 'plain', channel: 0 });
      await until(async () => (await redis.keys('architect:*:thread:*')).length > 0, 'the thread in Redis');
      const [said] = stage.slack.messages({ channel: channelName(0) });
      await heard.kept(said?.ts ?? '', 2, 10_000);
      // As a server does that had not written yet what it said it had.
      await redis.flushall();
      await stage.redis.stop();
      await stage.redis.start();
      await stage.startWorker();
      expect((await running).problems).toEqual([]);
    } finally {
      redis.disconnect();
      await stage.close();
    }
  },
  120_000,
);
