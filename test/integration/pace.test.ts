import { afterEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../fakes/bot.ts';
import { echo } from '../fakes/brains.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const BRIEFS = Array.from({ length: 10 }, (_, i) => `brief-${i}`);

/**
 * Unpaced, Slack refuses 13 to 15 calls of theirs, since whoever was refused comes back with all the others. The first
 * receipts go out at once, so as many are refused as Slack takes too few.
 */
const MOST_REFUSED = 7;

describe('ten threads of a channel at once', () => {
  it('are all answered by two processes, though Slack has to refuse hardly any call', async () => {
    bot = await startBot({ brain: echo, workers: 2, paced: true, slack: { limits: 'slack' } });
    const { slack } = bot;
    const threads = BRIEFS.map((brief) => {
      const text = `@Architect @cloudphone explain ${brief}`;
      const { ts } = slack.say({ user: 'ada', channel: 'architecture', text });
      return { ...inThread(slack, 'architecture', ts), brief };
    });
    await until(
      () => threads.every(({ brief, replies }) => replies().some((m) => shows(m, `Answer to ${brief}`))),
      'all answers',
      25_000,
    );
    expect(threads.map(({ replies }) => replies().length)).toEqual(BRIEFS.map(() => 1));
    const refused = slack.traffic().filter(({ outcome }) => outcome === '429');
    expect(refused.length).toBeLessThanOrEqual(MOST_REFUSED);
  });
});
