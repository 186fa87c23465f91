import { afterEach, expect, it } from 'vitest';
import { scriptedBrain } from '../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { inThread } from '../fakes/slack-thread.ts';
import { watchCrashes } from '../fuzz/crashes.ts';
import { askOddly, oddBrain } from '../fuzz/model.ts';

const SEED = 20261121;
/** `npm run bench -- chaos` asks 2,000. */
const COUNT = 20;

let bot: Bot | undefined;
afterEach(() => bot?.close());

it(`${COUNT} conversations with a model that says odd things (seed ${SEED}) come to an end that people see`, async () => {
  const crashes = watchCrashes();
  bot = await startBot({ brain: oddBrain(SEED) });
  const { ends, stuck } = await askOddly(bot, COUNT, SEED, 150_000);
  crashes.stop();
  expect(stuck).toEqual([]);
  expect(crashes.seen).toEqual([]);
  expect(ends.size).toBeGreaterThan(1);
}, 300_000);

it('a reply that pauses is gone on with, as the API wants it', async () => {
  const paused = {
    content: [{ type: 'text' as const, text: 'First part.' }],
    stopReason: 'pause_turn' as const,
  };
  bot = await startBot({ brain: scriptedBrain([paused, 'The rest.']) });
  const { ts } = bot.slack.say({
    user: 'ada',
    channel: 'architecture',
    text: '@Architect @backend which outbox?',
  });
  const thread = inThread(bot.slack, 'architecture', ts);
  await thread.said('First part.');
  await thread.said('The rest.');
  expect(bot.model.refusals()).toEqual([]);
});
