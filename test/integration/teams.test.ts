import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain, textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { TeamsStandIn } from '../../src/dev/teams/stand-in.ts';
import { type Bot, type BotOptions, startBot } from '../fakes/bot.ts';
import { handIn } from '../fakes/brains.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

async function start(brain: BotOptions['brain'], options: Partial<BotOptions> = {}) {
  bot = await startBot({ brain, teams: {}, ...options });
  return bot;
}

const BRIEF = 'design a food delivery platform for one city';
const ask = toolReply([{ name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]);

/** What the bot shows somebody, a message each. */
function shown(teams: TeamsStandIn, where: { user: string; in?: string; thread?: string }) {
  return teams
    .messages(where)
    .filter((message) => message.from.isBot)
    .map((message) => ({ ...message, all: message.text + JSON.stringify(message.cards) }));
}

const said = (teams: TeamsStandIn, where: { user: string; in?: string; thread?: string }, words: string) =>
  until(
    () => shown(teams, where).findLast(({ all }) => all.includes(words)),
    `“${words}” in ${JSON.stringify(shown(teams, where).map(({ all }) => all.slice(0, 300)))}`,
  );

describe('in a chat of their own', () => {
  it('somebody sees one message grow into the question, and the answer in a message of its own', async () => {
    const { teams } = await start(scriptedBrain([ask, handIn()]));
    const grown = new Set<string>();
    teams.onEvent((event) => {
      if ('message' in event && event.message.streaming) grown.add(event.message.id);
    });
    teams.say({ user: 'ada', text: BRIEF });
    const question = await said(teams, { user: 'ada' }, 'How many orders a day?');
    await teams.click({
      user: 'ada',
      message: question.id,
      title: 'Send answers',
      inputs: { 'choice:scale': '1', 'words:payment': 'a provider' },
    });
    const design = await said(teams, { user: 'ada' }, 'Food delivery for one city');
    expect(grown).toEqual(new Set([question.id, design.id]));
    expect(design.all).toContain('"type":"Image"');
    expect(shown(teams, { user: 'ada' }).some(({ streaming }) => streaming)).toBe(false);
    teams.say({ user: 'ada', text: 'what about refunds' });
    await until(() => bot?.model.requests().length === 3, 'the follow-up at the model');
    expect(JSON.stringify(bot?.model.requests().at(-1)?.messages)).toContain(BRIEF);
  });

  it('the Stop of the client ends the turn, and the chat says so', async () => {
    const { teams, model } = await start(() => textReply('Too late.'));
    model.faults.push({ kind: 'delay', ms: 60_000 });
    teams.say({ user: 'ada', text: BRIEF });
    const growing = await until(
      () => teams.messages({ user: 'ada' }).find(({ streaming }) => streaming),
      'the message that grows',
    );
    teams.stopStream({ user: 'ada', message: growing.id });
    await said(teams, { user: 'ada' }, 'Stopped');
    expect(shown(teams, { user: 'ada' }).some(({ all }) => all.includes('Too late.'))).toBe(false);
  });

  it('who has just got the bot is told what it is for, with words to begin with', async () => {
    const { teams } = await start(() => textReply('Use a queue.'));
    teams.removeBot({ user: 'dana' });
    teams.addBot({ user: 'dana' });
    const welcome = await said(teams, { user: 'dana' }, 'architect');
    expect(welcome).toMatchObject({ suggestedActions: ['help', 'agents'], dropped: [] });
    teams.chooseSuggested({ user: 'dana', message: welcome.id, value: 'agents' });
    await said(teams, { user: 'dana' }, 'cloudphone');
  });
});

it('files are links in a channel, which hand them out, and only them', async () => {
  const { teams } = await start(scriptedBrain([handIn()]));
  const { id } = teams.say({ user: 'ada', in: 'architecture', text: `@Architect ${BRIEF}` });
  const where = { user: 'bob', in: 'architecture', thread: id };
  await until(
    () => shown(teams, where).find((message) => /design\.zip.*\/files\//.test(message.all)),
    'the link to the archive',
  );
  const all = shown(teams, where).map((message) => message.all);
  const links = [...all.join('\n').matchAll(/(http:\/\/127\.0\.0\.1:\d+\/files\/[\w.-]+)/g)].map(
    ([url]) => url,
  );
  const got = await Promise.all(
    links.map(async (url = '') => {
      const response = await fetch(url);
      return [
        response.status,
        /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1],
      ];
    }),
  );
  expect(got).toContainEqual([200, 'design.md']);
  expect(got).toContainEqual([200, 'design.zip']);
  expect(got.every(([status]) => status === 200)).toBe(true);
  const [link = ''] = links;
  // Not its last character: of that some bits say nothing.
  const forged = link.replace(
    /(\/files\/[\w-]+\.)(.)/,
    (_, body, first) => `${body}${first === 'A' ? 'B' : 'A'}`,
  );
  for (const wrong of [`${link}x`, forged, link.replace(/[^/]+$/, '')]) {
    expect((await fetch(wrong)).status, wrong).toBe(404);
  }
});

it('words that Teams sends again under a new id while they are worked on are answered once', async () => {
  let answer = () => {};
  const isSent = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { teams, model } = await start(async () => {
    await isSent;
    return textReply('Use a queue.');
  });
  teams.say({ user: 'ada', text: BRIEF });
  await Promise.all([teams.redeliver('message', 'new'), teams.redeliver('message', 'same')]);
  await teams.redeliver('message', 'new');
  answer();
  await said(teams, { user: 'ada' }, 'Use a queue.');
  expect(model.requests()).toHaveLength(1);
  expect(shown(teams, { user: 'ada' }).map(({ all }) => all)).toHaveLength(1);
});

it('a team that the bot was taken out of ends its thread, and the asker hears of it in a chat of their own', async () => {
  let answer = () => {};
  const isGone = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { teams, model } = await start(async () => {
    await isGone;
    return textReply('Use a queue.');
  });
  const where = { user: 'ada', in: 'architecture' };
  const { id } = teams.say({ ...where, text: `@Architect ${BRIEF}` });
  await until(() => model.requests().length === 1, 'the model call');
  teams.removeBot(where);
  answer();
  await said(teams, { user: 'ada' }, 'I was removed from it');
  teams.addBot(where);
  teams.say({ ...where, thread: id, text: '@Architect retry' });
  await said(teams, { ...where, thread: id }, 'Use a queue.');
});
