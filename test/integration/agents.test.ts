import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain, textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { ModelRequest } from '../../src/dev/model/wire.ts';
import { type Bot, type BotOptions, startBot } from '../fakes/bot.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
const folders: string[] = [];
afterEach(async () => {
  await bot?.close();
  bot = undefined;
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(brain: BotOptions['brain'], options: Partial<BotOptions> = {}) {
  bot = await startBot({ brain, ...options });
  return bot;
}

const systemOf = (request: ModelRequest | undefined) => JSON.stringify(request?.system ?? '');
const FAULTMAVEN = 'which of our FaultMaven services should store troubleshooting case notes?';

describe('who answers', () => {
  it('is the agent that the words are about, when none is named', async () => {
    const { slack, model } = await start(() => textReply('The case service.'));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: `@Architect ${FAULTMAVEN}` });
    const answer = await inThread(slack, 'architecture', ts).said('The case service.');
    expect(systemOf(model.requests().at(-1))).toContain('FaultMaven');
    expect(shows(answer, /Microservice Architect/)).toBe(true);
  });

  it('is nobody for small talk: a short word on what the bot is for, and no model call', async () => {
    const { slack, model } = await start(scriptedBrain([]));
    const { channel } = slack.openDm({ user: 'ada' });
    const { ts } = slack.say({ user: 'ada', channel, text: 'tell me a joke about cats' });
    await inThread(slack, channel, ts).said(/software architecture/);
    expect(model.requests()).toHaveLength(0);
  });

  it('is the channel’s own agent after `use`, and the best one again after `use auto`', async () => {
    const { slack, model } = await start(() => textReply('Done.'));
    const use = (text: string) =>
      slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text });
    const askOnce = async () => {
      const { ts } = slack.say({ user: 'bob', channel: 'architecture', text: `@Architect ${FAULTMAVEN}` });
      await inThread(slack, 'architecture', ts).said('Done.');
      return systemOf(model.requests().at(-1));
    };
    await use('use cloudphone');
    await until(() => slack.ephemerals({ user: 'ada' }).length === 1, 'the word on it');
    expect(await askOnce()).toContain('cloud phone');
    await use('use auto');
    expect(await askOnce()).toContain('FaultMaven consists');
    await use('use cloudfone');
    await until(() => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /Did you mean/)), 'the nearest');
  });

  it('changes within a thread by one tap, with all that was said in it', async () => {
    const { slack, model } = await start(scriptedBrain(['From the backend view.', 'From the other view.']));
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect @backend how do we publish events of brief-seven?',
    });
    const thread = inThread(slack, 'architecture', ts);
    const answer = await thread.said('From the backend view.');
    const select = JSON.stringify(answer.blocks).match(/"action_id":"(architect:another[^"]*)"/)?.[1] ?? '';
    const value = JSON.stringify({
      t: `slack:T0LIGHTHOUSE:${answer.channel}:${ts}`,
      n: 1,
      v: 'decomposition',
    });
    await slack.click({
      user: 'bob',
      channel: 'architecture',
      ts: answer.ts,
      action_id: select,
      choose: value,
    });
    const other = await thread.said('From the other view.');
    expect(JSON.stringify(model.requests().at(-1)?.messages)).toContain('brief-seven');
    expect(JSON.stringify(model.requests().at(-1)?.messages)).toContain('From the backend view.');
    expect(other.ts).not.toBe(answer.ts);
  });
});

describe('an agent’s file that changes while a thread waits for answers', () => {
  it('leaves that thread as it began, and is what a new one begins with', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'architect-agents-'));
    folders.push(dir);
    await cp('agents', dir, { recursive: true });
    const ask = toolReply([{ name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]);
    const { slack, model } = await start(scriptedBrain([ask, 'With the old text.', 'With the new text.']), {
      agentsDir: dir,
    });
    const first = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect @backend an order service?',
    });
    const waiting = inThread(slack, 'architecture', first.ts);
    await waiting.said('How many orders a day?');

    const file = path.join(dir, 'backend.md');
    const text = (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: Second Edition Architect');
    await writeFile(file, `${text}\nSay MARKER-OF-THE-NEW-TEXT.\n`);
    await until(async () => {
      await slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text: 'agents' });
      return slack.ephemerals({ user: 'ada' }).some((m) => shows(m, 'Second Edition'));
    }, 'the saved file to be picked up');
    slack.say({ user: 'ada', channel: 'architecture', thread: first.ts, text: 'few, and a provider' });
    const old = await waiting.said('With the old text.');
    expect(systemOf(model.requests()[1])).not.toContain('MARKER-OF-THE-NEW-TEXT');

    const second = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect @backend a payment service?',
    });
    const answer = await inThread(slack, 'architecture', second.ts).said('With the new text.');
    expect(systemOf(model.requests()[2])).toContain('MARKER-OF-THE-NEW-TEXT');
    expect(hashOf(answer)).not.toBe(hashOf(old));
  });
});

/** The version that an answer's footer names. */
function hashOf(message: { blocks?: unknown[] }): string | undefined {
  return /\b[0-9a-f]{12}\b(?= · )/.exec(JSON.stringify(message.blocks))?.[0];
}
