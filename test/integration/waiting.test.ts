import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createJobs } from '../../src/adapters/bullmq/jobs.ts';
import { createChannelSettings } from '../../src/adapters/redis/channel-settings.ts';
import { closeRedis, createPatientRedis } from '../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../src/adapters/redis/thread-store.ts';
import { scriptedBrain, toolReply } from '../../src/dev/model/scripted.ts';
import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { sweep } from '../../workers/sweep.ts';
import { type Bot, type BotOptions, startBot } from '../fakes/bot.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';
import { inThread, shows, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ask = toolReply([{ name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]);
const BRIEF = '@Architect @backend how should our order service publish events?';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

/** The bot, and what its workers' sweep does when so much time has passed. */
async function start(brain: BotOptions['brain']) {
  bot = await startBot({ brain });
  const redis = createPatientRedis(bot.env.REDIS_URL ?? '');
  const jobs = createJobs(redis);
  onTestFinished(async () => {
    await jobs.close();
    await closeRedis(redis);
  });
  const store = createThreadStore(redis);
  const settings = createChannelSettings(redis);
  return {
    ...bot,
    later: (afterMs: number) => sweep({ store, jobs, settings }, Date.now() + afterMs),
    store,
  };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Asks, and waits until the questions stand in the thread. */
async function asked({ slack, store }: Started, channel = 'architecture', text = BRIEF) {
  const { ts } = slack.say({ user: 'ada', channel, text });
  const thread = inThread(slack, channel, ts);
  const card = await thread.said('How many orders a day?');
  const settled = async () => {
    const found = await store.find(
      { platform: 'slack', workspaceId: 'T0LIGHTHOUSE', channelId: card.channel, direct: false },
      ts,
    );
    return found?.state.phase.kind === 'waiting' && found.state.deliveries.length === 0;
  };
  await until(settled, 'the thread to wait');
  return { ...thread, ts };
}

/** Opens the settings from what only Ada sees, fills the form in, and gives what she is told. */
async function chooseSettings(slack: SlackStandIn, fields: Record<string, string>): Promise<WorldMessage> {
  const shown = await until(
    () => slack.ephemerals({ user: 'ada' }).find((m) => shows(m, 'Channel settings')),
    'the button for the settings',
  );
  const { ts, channel } = shown;
  expect(await slack.click({ user: 'ada', channel, ts, action_id: 'architect:settings' })).toEqual({
    ok: true,
  });
  await until(() => slack.viewStack('ada').length === 1, 'the form');
  const values = Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { [id]: value }]));
  expect(await slack.submit({ user: 'ada', values })).toEqual({ ok: true });
  return until(
    () => slack.ephemerals({ user: 'ada' }).find((m) => shows(m, 'Saved')),
    'a word that it is set',
  );
}

describe('a thread that nobody answers', () => {
  it('reminds once, then goes on with what is assumed, and says so', async () => {
    const started = await start(scriptedBrain([ask, 'Then use an outbox.']));
    const { later, model } = started;
    const thread = await asked(started);
    await later(23 * HOUR);
    await Promise.all([later(25 * HOUR), later(25 * HOUR)]);
    const reminder = await thread.said(/Reminder for/);
    await later(26 * HOUR);
    await later(8 * DAY);
    await thread.said('Then use an outbox.');
    await thread.said(/Nobody answered for 7 days/);
    const words = thread.replies().map((m) => visible(m));
    expect(words.filter((text) => text.includes('Reminder for'))).toHaveLength(1);
    expect(shows(reminder, SOME_QUESTIONS.questions[0]?.question ?? '-')).toBe(true);
    expect(JSON.stringify(model.requests().at(-1)?.messages)).toMatch(/skipped[^\]]*scale/);
    expect(model.requests()).toHaveLength(2);
  });

  it('is answered from the reminder', async () => {
    const started = await start(scriptedBrain([ask, 'Then use an outbox.']));
    const thread = await asked(started);
    await started.later(25 * HOUR);
    await thread.said(/Reminder for/);
    await thread.click('bob', 'Go on with assumptions');
    await thread.said('Then use an outbox.');
    await started.later(8 * DAY);
    expect(started.model.requests()).toHaveLength(2);
  });

  it('closes where the channel has chosen so, and asks again when somebody comes back', async () => {
    const started = await start(scriptedBrain([ask, 'Then use an outbox.']));
    const { slack, later } = started;
    await slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text: 'help' });
    const chosen = { remind: 'never', end: String(DAY), atEnd: 'close' };
    expect(shows(await chooseSettings(slack, chosen), '1 day')).toBe(true);
    const thread = await asked(started);
    await later(23 * HOUR);
    await later(25 * HOUR);
    await thread.said(/Nobody answered for 1 day/);
    expect(started.model.requests()).toHaveLength(1);
    await thread.click('bob', 'Ask again');
    await thread.click('bob', '10,000');
    await thread.click('bob', /assume the rest/i);
    await thread.said('Then use an outbox.');
    expect(thread.replies().some((m) => shows(m, /Reminder for/))).toBe(false);
  });
});

describe('the settings of a channel', () => {
  it('hold for those who ask next, and are shown when they are opened again', async () => {
    const started = await start(scriptedBrain(['By somebody else.']));
    const { slack, model } = started;
    await slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text: 'agents' });
    expect(shows(await chooseSettings(slack, { agent: 'cloudphone' }), /answers here/)).toBe(true);
    const { ts } = slack.say({
      user: 'bob',
      channel: 'architecture',
      text: '@Architect how should our order service publish events?',
    });
    await inThread(slack, 'architecture', ts).said('By somebody else.');
    expect(JSON.stringify(model.requests()[0]?.system)).toContain('cloud phone');
    await slack.command({ user: 'bob', channel: 'architecture', command: '/architect', text: 'help' });
    const help = await until(
      () => slack.ephemerals({ user: 'bob' }).find((m) => shows(m, 'Channel settings')),
      'the help',
    );
    const { channel } = help;
    await slack.click({ user: 'bob', channel, ts: help.ts, action_id: 'architect:settings' });
    const [form] = await until(
      () => slack.viewStack('bob').length > 0 && slack.viewStack('bob'),
      'the form for Bob',
    );
    expect(JSON.stringify(form?.view)).toMatch(/"initial_option":\{[^}]*\}?,?"?[^}]*cloudphone/);
  });

  it('are set in a direct message too', async () => {
    const started = await start(scriptedBrain([ask]));
    const { slack } = started;
    const { channel } = slack.openDm({ user: 'ada' });
    slack.say({ user: 'ada', channel, text: 'help' });
    await chooseSettings(slack, { end: String(3 * DAY), atEnd: 'close', remind: 'never' });
    const thread = await asked(started, channel, '@backend design an order service');
    await started.later(4 * DAY);
    await thread.said(/Nobody answered for 3 days/);
  });
});
