import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { createFailedRuns } from '../../src/adapters/redis/failed-runs.ts';
import { createThreadStore } from '../../src/adapters/redis/thread-store.ts';
import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import { scriptedBrain } from '../../src/dev/model/scripted.ts';
import { startBot } from '../fakes/bot.ts';
import { askThenDesign, echo, handIn } from '../fakes/brains.ts';
import { inThread, shows, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

const CHANNEL = 'architecture';
type How = 'archived' | 'thrown out';

const releases: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

/** A bot whose workers begin when the test says so, and a question to it in a channel. */
async function asked(brain: Parameters<typeof startBot>[0]['brain'], text: string) {
  const bot = await startBot({ brain, workers: 0 });
  releases.push(bot.close);
  const redis = new Redis(bot.env.REDIS_URL ?? '');
  releases.push(() => redis.quit());
  const { ts } = bot.slack.say({ user: 'ada', channel: CHANNEL, text: `@Architect @backend ${text}` });
  await until(
    () => bot.slack.traffic().some((one) => one.name === 'app_mention' && one.outcome === 'acked'),
    'the mention to be kept',
  );
  const { channel: direct } = bot.slack.openDm({ user: 'ada' });
  return {
    bot,
    thread: inThread(bot.slack, CHANNEL, ts),
    store: createThreadStore(redis),
    failedRuns: createFailedRuns(redis),
    lose: (how: How) => {
      if (how === 'archived') bot.slack.archive({ user: 'ada', channel: CHANNEL });
      else bot.slack.kick({ user: 'ada', channel: CHANNEL, kick: LOCAL_APP.botUserId });
    },
    invite: () => bot.slack.invite({ user: 'ada', channel: CHANNEL, invite: LOCAL_APP.botUserId }),
    reply: (words: string) => bot.slack.say({ user: 'ada', channel: CHANNEL, thread: ts, text: words }),
    /** What only the asker can see. */
    toldAlone: () => [
      ...bot.slack.messages({ channel: direct }).filter((message) => message.user === LOCAL_APP.botUserId),
      ...bot.slack.ephemerals({ user: 'ada' }),
    ],
  };
}

type Asked = Awaited<ReturnType<typeof asked>>;

/** The asker hears of it once, nothing is left to be done, and another look changes nothing. */
async function expectToldOnce({ bot, store, toldAlone }: Asked): Promise<void> {
  await until(() => toldAlone().length > 0, 'word to the asker');
  await until(async () => (await store.active()).length === 0, 'no work to be left');
  const calls = () => bot.slack.traffic().filter((one) => /^chat\.|^files\./.test(one.name)).length;
  const before = calls();
  // Its first sweep is over when they are up.
  const workers = await bot.startWorkers();
  await workers.close();
  expect(calls()).toBe(before);
  expect(toldAlone().map(visible)).toHaveLength(1);
}

describe.each<How>(['archived', 'thrown out'])('when its channel is gone (%s)', (how) => {
  it('before the receipt, the asker hears of it alone', async () => {
    const given = await asked(echo, 'an order service, brief-early');
    given.lose(how);
    await given.bot.startWorkers();
    await expectToldOnce(given);
    expect(given.thread.replies()).toEqual([]);
    expect(given.bot.model.requests()).toEqual([]);
    if (how === 'archived') return;
    // Nobody has seen anything yet, so the question itself is kept.
    given.invite();
    await given.thread.said('Answer to brief-early');
  });

  it('while a question is open, the asker hears of it alone', async () => {
    const given = await asked(askThenDesign, 'an order service, brief-open');
    const { bot, thread } = given;
    const workers = await bot.startWorkers();
    await thread.said('Questions on brief-open');
    await workers.close();
    await thread.click('ada', '1,000');
    given.lose(how);
    await bot.startWorkers();
    await expectToldOnce(given);
    expect(await given.failedRuns.count()).toEqual({ turn: 0, delivery: 1 });
    if (how === 'archived') return;
    given.invite();
    given.reply('@Architect retry');
    // The answer that was given meanwhile is there.
    await until(() => !thread.hasButton('10,000'), 'the card');
    given.reply('@Architect skip');
    await thread.said('Design for brief-open');
    expect(await given.failedRuns.count()).toEqual({ turn: 0, delivery: 0 });
  });

  it('half-way through a design, the asker hears of it alone, and the rest is shown later', async () => {
    const given = await asked(scriptedBrain([handIn()]), 'an order service');
    const { bot, thread } = given;
    const { slack } = bot;
    // The receipt is posted, and becomes the first screen; what comes after that waits.
    slack.faults.set([{ method: 'chat.postMessage', after: 1, kind: { do: 'status', status: 500 } }]);
    await bot.startWorkers();
    const isBegun = () => thread.replies().some((one) => shows(one, 'Orders, kitchens and couriers'));
    await until(isBegun, 'the first screen', 25_000);
    given.lose(how);
    slack.faults.clear();
    await expectToldOnce(given);
    expect(await given.failedRuns.count()).toEqual({ turn: 0, delivery: 1 });
    if (how === 'archived') return;
    const calls = bot.model.requests().length;
    given.invite();
    given.reply('@Architect retry');
    const shared = () => slack.files().filter((file) => file.shares.length > 0);
    await until(() => shared().some((file) => file.name === 'design.zip'), 'the files', 25_000);
    expect(thread.replies().filter((message) => shows(message, 'Who pays refunds?'))).toHaveLength(1);
    const names = shared().flatMap((file) => file.shares.map(() => file.name));
    expect(names).toEqual([...new Set(names)]);
    expect(bot.model.requests()).toHaveLength(calls);
    await until(async () => (await given.failedRuns.count()).delivery === 0, 'the note to be gone');
  });
});
