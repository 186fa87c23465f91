import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain, toolReply } from '../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { handIn } from '../fakes/brains.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';
import { inThread, shows, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const ask = toolReply([{ name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]);
const submit = handIn();
const BRIEF = 'design a food delivery platform for one city';

async function rootOf(slack: Bot['slack'], words: string): Promise<string> {
  const root = await until(
    () => slack.messages({ channel: 'architecture' }).find((m) => !m.thread_ts && shows(m, words)),
    'the root of the thread',
  );
  return root.ts;
}

describe.each(['socket', 'http'] as const)('a question over %s', (mode) => {
  it('is asked back, answered by button and text, and becomes a design in its thread', async () => {
    bot = await startBot({ mode, brain: scriptedBrain([ask, submit]), workers: 2 });
    const { slack, model } = bot;
    const outcome = await slack.command({
      user: 'ada',
      channel: 'architecture',
      command: '/architect',
      text: `@cloudphone ${BRIEF}`,
    });
    expect(outcome.ok).toBe(true);
    const root = await rootOf(slack, BRIEF);
    const thread = inThread(slack, 'architecture', root);

    await thread.said('How many orders a day?');
    await thread.click('ada', '10,000');
    await until(() => !thread.hasButton('10,000'), 'the chosen answer to be closed');
    slack.say({ user: 'bob', channel: 'architecture', thread: root, text: 'a provider takes the payment' });
    await thread.said('Food delivery for one city');

    const result = JSON.stringify(model.requests().at(-1)?.messages);
    expect(result).toContain('10,000');
    expect(result).toContain('a provider takes the payment');
    await until(() => slack.files().some((f) => f.name === 'order.yaml'), 'the contract as a file');
    expect(slack.files().map((f) => f.name)).toContain('design.md');
    const shown = thread.replies().map(visible).join('\n');
    for (const words of ['Lunch', 'Dispatch couriers', 'Modular monolith', 'Who pays refunds?']) {
      expect(shown).toContain(words);
    }
    expect(thread.hasButton(/stop/i)).toBe(false);
    expect(model.refusals()).toEqual([]);
  });
});

it('a command whose author can not be looked up for a second is kept all the same', async () => {
  bot = await startBot({ brain: scriptedBrain(['Use an outbox.']) });
  const { slack } = bot;
  slack.faults.set([{ method: 'users.info', kind: { do: 'rate_limit', retryAfterSeconds: 1 }, times: 1 }]);
  const text = '@backend which outbox?';
  await slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text });
  expect(slack.ephemerals({ user: 'ada' })).toEqual([]);
  const thread = inThread(slack, 'architecture', await rootOf(slack, 'which outbox?'));
  await thread.said('Use an outbox.');
});
