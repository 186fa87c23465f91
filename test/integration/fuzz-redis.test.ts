import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../src/adapters/redis/keys.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { stand } from '../fuzz/stand.ts';
import * as stored from '../fuzz/stored.ts';
import { PHASES, STOPPED_ASKING, type Stand, UNSHOWN, VERSIONS, type Version } from '../fuzz/stored.ts';

const UNREADABLE = /can’t read this thread any more/;

let bot: Bot;
let redis: Redis;
beforeAll(async () => {
  bot = await startBot({ brain: () => textReply('It went on.'), workers: 0 });
  redis = new Redis(bot.env.REDIS_URL ?? '');
});
afterAll(async () => {
  redis.disconnect();
  await bot.close();
});

const channelOf = ({ team, channel }: Stand) => `slack:${team}:${channel}`;

/** Puts a thread of an older version where the workers look for it. */
async function keep(where: Stand, version: Version, change: Record<string, unknown>): Promise<string> {
  const id = stored.threadIdOf(where);
  await redis.set(keys.thread(id), stored.storedState(where, version, change));
  if (!('inbox' in change)) await redis.rpush(keys.transcript(id), ...stored.storedTurns(version, change));
  await redis.hset(keys.outcomes(id), '1', stored.storedOutcome(version));
  await redis.sadd(keys.active(channelOf(where)), id);
  await redis.zadd(keys.channels, Date.now(), channelOf(where));
  return id;
}

describe.each(VERSIONS)('a thread that the version “%s” kept', (version) => {
  it('goes on in each phase', async () => {
    const kept = await Promise.all(
      Object.entries(PHASES).map(async ([name, { change, goesOn }]) => {
        const where = await stand(bot.slack);
        await keep(where, version, change);
        return { name, goesOn, where };
      }),
    );
    const workers = await bot.startWorkers();
    for (const { goesOn, where } of kept) {
      if (goesOn === 'alone') continue;
      const text = { 'follow-up': 'and what about refunds?', retry: 'retry', skip: 'skip' }[goesOn];
      bot.slack.say({ user: 'ada', channel: 'architecture', thread: where.root, text: `@Architect ${text}` });
    }
    for (const { where } of kept) await inThread(bot.slack, 'architecture', where.root).said('It went on.');
    await workers.close();
  });

  it('shows the design that was still to be shown, and asks again what was stopped', async () => {
    const [design, asking] = [await stand(bot.slack), await stand(bot.slack)];
    await keep(design, version, UNSHOWN);
    await keep(asking, version, STOPPED_ASKING);
    const workers = await bot.startWorkers();
    await inThread(bot.slack, 'architecture', design.root).said('Food delivery for one city');
    bot.slack.say({ user: 'ada', channel: 'architecture', thread: asking.root, text: '@Architect retry' });
    await inThread(bot.slack, 'architecture', asking.root).said('How many orders a day?');
    await workers.close();
  });
});

const DAMAGED: [string, (key: string) => Promise<unknown>][] = [
  ['no JSON', (key) => redis.set(key, '3 AbC-1 {"id":"sla')],
  ['no thread', (key) => redis.set(key, '3 AbC-1 {"a":1}')],
  ['nothing', (key) => redis.set(key, '')],
  ['no version', (key) => redis.set(key, '{"id":"x"}')],
  ['a list', (key) => redis.rpush(key, 'a')],
  ['a hash', (key) => redis.hset(key, 'version', '3')],
];

describe('a thread that is damaged', () => {
  it.each(DAMAGED)(
    'with %s is said to be unreadable, once to each, and the others go on',
    async (_name, damage) => {
      const [where, other] = [await stand(bot.slack), await stand(bot.slack)];
      const id = await keep(where, 'agents', PHASES.working?.change ?? {});
      await redis.del(keys.thread(id));
      await damage(keys.thread(id));
      await keep(other, 'agents', PHASES.working?.change ?? {});
      const told = () =>
        bot.slack
          .ephemerals({ user: 'bob' })
          .filter((m) => m.thread_ts === where.root && shows(m, UNREADABLE));
      const workers = await bot.startWorkers();
      await inThread(bot.slack, 'architecture', where.root).said(UNREADABLE);
      await inThread(bot.slack, 'architecture', other.root).said('It went on.');
      bot.slack.say({
        user: 'bob',
        channel: 'architecture',
        thread: where.root,
        text: '@Architect and refunds?',
      });
      await until(() => told().length > 0, 'a private word on it');
      bot.slack.say({ user: 'bob', channel: 'architecture', thread: where.root, text: '@Architect hello?' });
      await bot.slack.command({
        user: 'bob',
        channel: 'architecture',
        command: '/architect',
        text: '@backend what of refunds?',
      });
      await until(
        async () => (await redis.sismember(keys.active(channelOf(where)), id)) === 0,
        'the sweep to leave it alone',
      );
      await workers.close();
      expect(told()).toHaveLength(1);
    },
  );

  it('in what was said to the model ends as failed, with the reason', async () => {
    const where = await stand(bot.slack);
    const id = await keep(where, 'agents', PHASES.working?.change ?? {});
    await redis.lset(keys.transcript(id), 0, '{"role":"user","content":[{"type":"te');
    const workers = await bot.startWorkers();
    await inThread(bot.slack, 'architecture', where.root).said(UNREADABLE);
    await workers.close();
  });
});

it('jobs that are none of ours stop no worker', async () => {
  const workers = await bot.startWorkers();
  const jobs = ['{"threadId":5}', '{"threadId":""}', '[]', 'null', '{not json', '"x"', '{"threadId":":::"}'];
  for (const [i, data] of jobs.entries()) {
    for (const kind of ['design', 'deliver']) {
      await redis.hset(
        `{architect}:${kind}:odd${i}`,
        'name',
        kind,
        'data',
        data,
        'opts',
        '{}',
        'timestamp',
        '1',
        'delay',
        '0',
        'priority',
        '0',
      );
      await redis.lpush(`{architect}:${kind}:wait`, `odd${i}`, `missing${i}`);
    }
  }
  const { ts } = bot.slack.say({
    user: 'ada',
    channel: 'architecture',
    text: '@Architect @backend which outbox?',
  });
  await inThread(bot.slack, 'architecture', ts).said('It went on.');
  await workers.close();
});
