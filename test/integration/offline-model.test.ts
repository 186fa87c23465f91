import { afterEach, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../src/adapters/redis/thread-store.ts';
import { createOfflineArchitect } from '../../src/dev/model/architect/offline-architect.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread, shows, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

describe('the offline model behind the strict Messages API', () => {
  it('asks what the brief leaves open and hands in a design made of its words', async () => {
    bot = await startBot({ brain: createOfflineArchitect() });
    const { slack, model } = bot;
    const { channel } = slack.openDm({ user: 'ada' });
    const { ts } = slack.say({
      user: 'ada',
      channel,
      text: '@decomposition design a food delivery platform for one city',
    });
    const thread = inThread(slack, channel, ts);
    await thread.click('ada', /assume the rest/i);
    const design = await thread.said(/stand-in[\s\S]*★/);
    expect(visible(design)).toMatch(/food delivery/i);
    await until(() => slack.files().some((f) => f.name === 'design.md'), 'design.md');
    const written = slack.files().find((f) => f.name === 'design.md');
    expect(written?.data.toString()).toMatch(/courier/i);
    expect(model.refusals()).toEqual([]);
  });

  it('answers another brief with another system', async () => {
    bot = await startBot({ brain: createOfflineArchitect() });
    const { slack } = bot;
    const { channel } = slack.openDm({ user: 'bob' });
    const { ts } = slack.say({
      user: 'bob',
      channel,
      text: '@decomposition design a hospital information system for 400 beds',
    });
    const thread = inThread(slack, channel, ts);
    await thread.click('bob', /assume the rest/i);
    await until(() => slack.files().some((f) => f.name === 'design.md'), 'design.md');
    const written =
      slack
        .files()
        .find((f) => f.name === 'design.md')
        ?.data.toString() ?? '';
    expect(written).toMatch(/patient/i);
    expect(written).not.toMatch(/courier/i);
    expect(thread.replies().some((m) => shows(m, /stand-in/))).toBe(true);
  });
});

describe('a conversation of eight model calls', () => {
  it('reads at least 80 % of its input from the prompt cache', async () => {
    let call = 0;
    bot = await startBot({ brain: () => textReply(`Part ${call++}: ${'an order flows on. '.repeat(120)}`) });
    const { slack, env, model } = bot;
    const { channel } = slack.openDm({ user: 'ada' });
    const { ts } = slack.say({
      user: 'ada',
      channel,
      text: '@cloudphone how do devices report their state?',
    });
    const thread = inThread(slack, channel, ts);
    for (let turn = 0; turn < 8; turn++) {
      await thread.said(`Part ${turn}:`);
      if (turn < 7)
        slack.say({ user: 'ada', channel, thread: ts, text: `and step ${turn} of the device events?` });
    }
    expect(model.requests()).toHaveLength(8);

    const redis = createPatientRedis(env.REDIS_URL ?? '');
    const store = createThreadStore(redis);
    let input = 0;
    let cached = 0;
    for (let turn = 1; turn <= 8; turn++) {
      const outcome = await store.outcome(`slack:T0LIGHTHOUSE:${channel}:${ts}`, turn);
      if (!outcome || outcome.kind === 'digest') continue;
      input += outcome.footer.inputTokens;
      cached += outcome.footer.cachedTokens;
    }
    await closeRedis(redis);
    expect(input).toBeGreaterThan(10_000);
    expect(cached / input).toBeGreaterThanOrEqual(0.8);
  });
});
