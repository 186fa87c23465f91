import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_APP } from '../../../src/dev/local-slack.ts';
import { handIn } from '../../fakes/brains.ts';
import { makeDue } from '../../fakes/digest-clock.ts';
import { shows } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import { CHANNEL, type Channel, openChannel, PLACE } from './a-channel.ts';

const DAY_MS = 86_400_000;
/** A slot that is another one than that of now. */
const EARLIER_MS = 300_000;
const TITLE = 'Food delivery for one city';

let channel: Channel | undefined;
afterEach(async () => {
  await channel?.close();
  channel = undefined;
});

/** A channel with a design, and a weekly digest that Ada set. */
async function opened(): Promise<Channel> {
  channel = await openChannel();
  channel.script(handIn());
  await channel.ask('@cloudphone design food delivery').said(TITLE);
  await channel.untilQuiet();
  await channel.command('digest weekly mon 09:00 UTC');
  const { told } = channel;
  await until(() => told().some((words) => /Saved: a digest/.test(words)), 'the digest to be set');
  return channel;
}

const lose = {
  archived: ({ slack }: Channel) => slack.archive({ user: 'ada', channel: CHANNEL }),
  'without the bot': ({ slack }: Channel) =>
    slack.kick({ user: 'ada', channel: CHANNEL, kick: LOCAL_APP.botUserId }),
};

describe('a digest that can’t be posted', { timeout: 90_000 }, () => {
  it.each(['archived', 'without the bot'] as const)(
    'rests when its channel is %s, and its owner is told once, alone, how it goes on',
    async (how) => {
      const given = await opened();
      const before = given.told().length;
      lose[how](given);
      await makeDue(given.redis, PLACE, 'weekly');
      await until(() => given.toldDirectly().length > 0, 'word to the owner', 30_000);
      await given.untilQuiet();
      await given.untilDone('weekly').catch(() => {});
      // Another look, and a worker that begins, change nothing.
      await (await given.bot.startWorkers()).close();
      expect(given.toldDirectly()).toHaveLength(1);
      expect(given.toldDirectly()[0]).toMatch(/could not post the digest[\s\S]*I pause it[\s\S]*Invite me/);
      expect(given.told()).toHaveLength(before + 1);
      expect(given.digests()).toEqual([]);
    },
  );

  it('goes on when the bot is invited again, with what was lost', async () => {
    const given = await opened();
    lose['without the bot'](given);
    await makeDue(given.redis, PLACE, 'weekly', EARLIER_MS);
    await until(() => given.toldDirectly().length > 0, 'word to the owner', 30_000);
    await given.untilQuiet();
    await given.command('digest list');
    await until(() => given.told().some((words) => /paused/.test(words)), 'the list');
    given.slack.invite({ user: 'ada', channel: CHANNEL, invite: LOCAL_APP.botUserId });
    await until(async () => {
      const listed = given.told().length;
      await given.command('digest list');
      const words = await until(() => given.told().slice(listed).at(-1), 'the list');
      return !/paused/.test(words);
    }, 'the digest to go on');
    // The slot that could not be posted is over.
    expect(given.digests()).toEqual([]);
    await makeDue(given.redis, PLACE, 'weekly');
    expect(shows(await given.digest(1), TITLE)).toBe(true);
    await given.untilDone('weekly');
    expect(given.digests()).toHaveLength(1);
    expect(given.toldDirectly()).toHaveLength(1);
  });

  it('set anew goes on, too', async () => {
    const given = await opened();
    lose['without the bot'](given);
    await makeDue(given.redis, PLACE, 'weekly', EARLIER_MS);
    await until(() => given.toldDirectly().length > 0, 'word to the owner', 30_000);
    await given.untilQuiet();
    given.slack.invite({ user: 'ada', channel: CHANNEL, invite: LOCAL_APP.botUserId });
    await given.command('digest weekly tue 10:00 UTC');
    await until(() => given.told().some((words) => /every Tuesday/.test(words)), 'the digest to be set');
    await makeDue(given.redis, PLACE, 'weekly');
    expect(shows(await given.digest(1), TITLE)).toBe(true);
  });

  it('of a slot that was missed by more than half its period is not posted late, and its owner is told once', async () => {
    const given = await opened();
    await makeDue(given.redis, PLACE, 'weekly', 4 * DAY_MS);
    await until(() => given.toldDirectly().length > 0, 'word to the owner', 30_000);
    await given.untilDone('weekly');
    await (await given.bot.startWorkers()).close();
    expect(given.toldDirectly()).toEqual([expect.stringMatching(/was due on[\s\S]*not posted late/)]);
    expect(given.digests()).toEqual([]);
    // The next one tells of that time as well.
    await makeDue(given.redis, PLACE, 'weekly');
    expect(shows(await given.digest(1), TITLE)).toBe(true);
  });

  it('of a slot that was missed by less is posted once', async () => {
    const given = await opened();
    await makeDue(given.redis, PLACE, 'weekly', 2 * DAY_MS);
    expect(shows(await given.digest(1), TITLE)).toBe(true);
    await given.untilDone('weekly');
    await (await given.bot.startWorkers()).close();
    expect(given.digests()).toHaveLength(1);
    expect(given.toldDirectly()).toEqual([]);
  });
});

it.each(['digest', 'digest now', 'digest weekly mon 09:00 UTC'])(
  '“%s” in a channel that the bot is not in gets one private sentence on how to invite it',
  { timeout: 60_000 },
  async (words) => {
    channel = await openChannel();
    const { slack, told } = channel;
    slack.kick({ user: 'ada', channel: CHANNEL, kick: LOCAL_APP.botUserId });
    const before = slack.messages({ channel: CHANNEL }).length;
    await channel.command(words);
    await until(
      () => told().some((said) => /I am not in this channel[\s\S]*\/invite/.test(said)),
      'the refusal',
    );
    expect(told()).toHaveLength(1);
    expect(slack.viewStack('ada')).toEqual([]);
    expect(slack.messages({ channel: CHANNEL })).toHaveLength(before);
  },
);
