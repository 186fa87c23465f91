import { afterEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../fakes/bot.ts';
import { askThenDesign, echo } from '../fakes/brains.ts';
import { type BotProcess, startAppProcess, startProcess, startWorkerProcess } from '../fakes/processes.ts';
import { durable, isDurable } from '../fakes/redis.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
const processes: BotProcess[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map((p) => p.stop()));
  await bot?.close();
  bot = undefined;
});

async function startAll(brain: Parameters<typeof startBot>[0]['brain']) {
  bot = await startBot({ brain, mode: 'http', apps: 0, workers: 0 });
  const { env, slack } = bot;
  const [app, ...workers] = await Promise.all([
    startAppProcess(env),
    startWorkerProcess(env),
    startWorkerProcess(env),
  ]);
  processes.push(app, ...workers);
  slack.setRequestUrl(`${app.url}/slack/events`);
  return { bot, app, workers };
}

/** Each starts several processes, which takes seconds apiece on a busy machine. */
const WITHIN = { timeout: 120_000 };

describe('the app and two workers as processes, over signed HTTP', WITHIN, () => {
  it('two people in two threads, interleaved, each get their own design', async () => {
    const { bot } = await startAll(askThenDesign);
    const { slack } = bot;
    const threads = [];
    for (const [user, name] of [
      ['ada', 'brief-apples'],
      ['bob', 'brief-pears'],
    ] as const) {
      await slack.command({
        user,
        channel: 'architecture',
        command: '/architect',
        text: `@decomposition design the ${name} system`,
      });
      const root = await until(
        () => slack.messages({ channel: 'architecture' }).find((m) => !m.thread_ts && shows(m, name)),
        `the root of ${name}`,
      );
      threads.push({ user, name, thread: inThread(slack, 'architecture', root.ts) });
    }
    for (const { user, name, thread } of threads) {
      await thread.said(`Questions on ${name}`);
      await thread.click(user, '10,000');
    }
    for (const { user, name, thread } of threads) {
      const text = `answer-${name.slice(6)}`;
      slack.say({ user, channel: 'architecture', thread: thread.thread, text });
    }
    for (const { name, thread } of threads) {
      const design = await thread.said(`Design for ${name}`);
      expect(shows(design, `With answer-${name.slice(6)}`)).toBe(true);
    }
  });

  it('five agents, each asked once, each answer', async () => {
    const { bot } = await startAll(echo);
    const { slack } = bot;
    for (const agent of ['faultmaven', 'fastapi', 'cloudphone', 'decomposition', 'backend']) {
      const { ts } = slack.say({
        user: 'ada',
        channel: 'architecture',
        text: `@Architect @${agent} what of brief-${agent}?`,
      });
      await inThread(slack, 'architecture', ts).said(`Answer to brief-${agent}`);
    }
  });

  it.skipIf(!isDurable)(durable('an open question outlives the app and both workers'), async () => {
    const { bot, app, workers } = await startAll(askThenDesign);
    const { slack, env } = bot;
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect @backend design brief-lasting',
    });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('Questions on brief-lasting');
    const ends = await Promise.all([app, ...workers].map((p) => p.stop()));
    expect(ends).toEqual([0, 0, 0]);

    const [again, worker] = await Promise.all([startAppProcess(env), startWorkerProcess(env)]);
    processes.push(again, worker);
    slack.setRequestUrl(`${again.url}/slack/events`);
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: 'answer-later, and that is all' });
    await thread.said('Design for brief-lasting');
  });

  it.skipIf(!isDurable)(
    durable('a worker that is killed in a model call loses nothing and doubles nothing'),
    async () => {
      let calls = 0;
      const { bot, workers } = await startAll(() => {
        calls += 1;
        return calls === 1 ? new Promise(() => {}) : askText();
      });
      const { slack } = bot;
      const { ts } = slack.say({
        user: 'ada',
        channel: 'architecture',
        text: '@Architect @backend a brief-killed',
      });
      await until(() => calls === 1, 'the first call');
      // Which of the two has the turn is not known: the first alone, then both, must not lose it.
      for (const worker of workers) worker.child.kill('SIGKILL');
      processes.push(await startWorkerProcess(bot.env));
      const thread = inThread(slack, 'architecture', ts);
      await until(
        () => thread.replies().some((m) => shows(m, 'Answer after the crash')),
        'the answer',
        25_000,
      );
      expect(thread.replies()).toHaveLength(1);
      expect(calls).toBe(2);
    },
  );
});

function askText() {
  return { content: [{ type: 'text' as const, text: 'Answer after the crash' }] };
}

describe('a configuration that is wrong', WITHIN, () => {
  it.each([
    ['SLACK_BOT_TOKEN', {}],
    ['ANTHROPIC_API_KEY', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }],
    [
      'PORT',
      { PORT: 'eighty', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', ANTHROPIC_API_KEY: 'k' },
    ],
  ])('ends with status 78 and one line that names %s', async (variable, env) => {
    const program = startProcess('src/main.ts', [], env);
    expect(await program.ended).toBe(78);
    expect(program.output().trim().split('\n')).toHaveLength(1);
    expect(program.output()).toContain(variable);
  });
});
