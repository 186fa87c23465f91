import { afterEach, expect, it } from 'vitest';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { TENANT } from '../../src/dev/teams/default-world.ts';
import type { TeamsStandIn } from '../../src/dev/teams/stand-in.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { echo } from '../fakes/brains.ts';
import { inThread, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const EACH = 100;
/** Of Teams' conversations every other one is a person's own chat with the bot. */
const PEOPLE = EACH / 2;
const handle = (i: number) => `person${i}`;

const world = {
  tenants: [
    {
      id: TENANT,
      domain: 'lighthouse.example',
      people: Array.from({ length: PEOPLE }, (_, i) => ({ handle: handle(i), name: `Person ${i}` })),
      teams: [
        {
          name: 'Lighthouse',
          members: Array.from({ length: PEOPLE }, (_, i) => handle(i)),
          channels: ['architecture'],
        },
      ],
    },
  ],
};

/** Begins a conversation, and gives what the bot shows in it. */
function beginOnSlack(slack: SlackStandIn, i: number): () => string[] {
  const { ts } = slack.say({
    user: 'ada',
    channel: 'architecture',
    text: `@Architect @backend what of brief-s${i}x?`,
  });
  return () => inThread(slack, 'architecture', ts).replies().map(visible);
}

function beginOnTeams(teams: TeamsStandIn, i: number): () => string[] {
  const user = handle(Math.floor(i / 2));
  const isOwn = i % 2 === 0;
  const where = isOwn ? { user } : { user, in: 'architecture' };
  const { id } = teams.say({ ...where, text: `${isOwn ? '' : '@Architect '}@backend what of brief-t${i}x?` });
  const thread = isOwn ? {} : { thread: id };
  return () =>
    teams
      .messages({ ...where, ...thread })
      .filter((message) => message.from.isBot)
      .map((message) => message.text + JSON.stringify(message.cards));
}

it('a hundred conversations on each platform at once are answered once each, and none sees another', async () => {
  bot = await startBot({ brain: echo, workers: 2, teams: { world } });
  const { slack, teams } = bot;
  const talks = Array.from({ length: EACH }, (_, i) => [
    { name: `brief-s${i}x`, shown: beginOnSlack(slack, i) },
    { name: `brief-t${i}x`, shown: beginOnTeams(teams, i) },
  ]).flat();
  for (const { name, shown } of talks) {
    await until(() => shown().some((message) => message.includes(`Answer to ${name}`)), name, 60_000);
  }
  for (const { name, shown } of talks) {
    const messages = shown();
    const named = messages.flatMap((message) => message.match(/Answer to brief-\w+/g) ?? []);
    expect(new Set(named), name).toEqual(new Set([`Answer to ${name}`]));
    expect(messages, name).toHaveLength(1);
  }
  expect(bot.model.requests()).toHaveLength(2 * EACH);
}, 120_000);
