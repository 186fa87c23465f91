import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { scriptedBrain } from '../../../src/dev/model/scripted.ts';
import { type Bot, startBot } from '../../fakes/bot.ts';
import { handIn } from '../../fakes/brains.ts';
import { makeDue } from '../../fakes/digest-clock.ts';
import { until } from '../../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const EARLIER_MS = 300_000;
const TITLE = 'Food delivery for one city';
const DIGEST = 'Architecture digest ·';

describe('a digest of a place in Teams that the bot was removed from', { timeout: 90_000 }, () => {
  it.each(['planning', 'architecture'])('rests, and goes on when it is added again: “%s”', async (place) => {
    bot = await startBot({ brain: scriptedBrain([handIn()]), teams: {} });
    const { teams, env } = bot;
    const redis = new Redis(env.REDIS_URL ?? '');
    onTestFinished(() => redis.disconnect());
    const where = { user: 'ada', in: place };
    const shown = (at: { user: string; in?: string }) =>
      teams
        .messages(at)
        .filter(({ from }) => from.isBot)
        .map(({ text, cards }) => text + JSON.stringify(cards));
    const told = () => shown({ user: 'ada' });
    const isSaid = (words: string) => until(() => told().some((one) => one.includes(words)), words, 30_000);

    teams.say({ ...where, text: '@Architect @cloudphone design food delivery' });
    await until(() => shown(where).some((one) => one.includes('design.zip')), 'the design', 30_000);
    teams.say({ ...where, text: '@Architect digest weekly mon 09:00 UTC' });
    await isSaid('Saved: a digest');
    const { id: channelId, tenantId: workspaceId, kind } = teams.conversation(where);
    const isFlat = kind === 'groupChat';
    const at = { platform: 'teams', workspaceId, channelId, direct: false } as const;
    const key = { ...at, ...(isFlat ? { flat: true as const } : {}) };

    teams.removeBot(where);
    await makeDue(redis, key, 'weekly', EARLIER_MS);
    await isSaid('could not post the digest');
    teams.addBot(where);
    await makeDue(redis, key, 'weekly');
    const digests = () => shown(where).filter((one) => one.includes(DIGEST));
    await until(() => digests().length > 0, 'the digest', 30_000);
    expect(digests()[0]).toContain(TITLE);
    expect(told().filter((one) => one.includes('could not post'))).toHaveLength(1);
  });
});
