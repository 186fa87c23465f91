import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain } from '../../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../../fakes/bot.ts';
import { handIn } from '../../fakes/brains.ts';
import { inThread, visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const CHANNEL = 'architecture';

describe('a digest on Slack', () => {
  it('is posted at once where somebody wants it, tells what happened, and a second one has nothing to say', async () => {
    bot = await startBot({ brain: scriptedBrain([handIn()]) });
    const { slack } = bot;
    const { ts } = slack.say({
      user: 'ada',
      channel: CHANNEL,
      text: '@Architect @cloudphone design food delivery',
    });
    await inThread(slack, CHANNEL, ts).said('Food delivery for one city');
    await slack.command({ user: 'ada', channel: CHANNEL, command: '/architect', text: 'digest now' });
    const digest = await until(
      () =>
        slack
          .messages({ channel: CHANNEL })
          .find((message) => visible(message).includes('rchitecture digest')),
      'the digest',
      20_000,
    );
    expect(visible(digest)).toContain('Food delivery for one city');
  }, 60_000);
});
