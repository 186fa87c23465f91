import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { textReply } from '../../src/dev/model/scripted.ts';
import { startBot } from '../fakes/bot.ts';
import { inThread } from '../fakes/slack-thread.ts';
import { watchCrashes } from '../fuzz/crashes.ts';
import { keepDamaged } from '../fuzz/damage.ts';

const SEED = 20261121;
const COUNT = 60;

it(`${COUNT} threads damaged in every way keep nobody else waiting (seed ${SEED})`, async () => {
  const crashes = watchCrashes();
  const bot = await startBot({ brain: () => textReply('It went on.'), workers: 0 });
  const redis = new Redis(bot.env.REDIS_URL ?? '');
  const kept = await keepDamaged(bot.slack, redis, COUNT, SEED);
  await bot.startWorkers();
  for (const { root } of kept) {
    bot.slack.say({ user: 'bob', channel: 'architecture', thread: root, text: '@Architect go on' });
  }
  const { ts } = bot.slack.say({
    user: 'ada',
    channel: 'architecture',
    text: '@Architect @backend which outbox?',
  });
  await inThread(bot.slack, 'architecture', ts).said('It went on.');
  redis.disconnect();
  await bot.close();
  crashes.stop();
  expect(crashes.seen).toEqual([]);
});
