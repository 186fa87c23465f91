import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import type { Brain } from '../../src/dev/model/wire.ts';
import { saidTo } from '../fakes/brains.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { createCountingBrain, type Wish } from './conversation-brain.ts';
import { converse } from './run.ts';
import { channelName, PERSON, type Stage } from './stage.ts';

const user = PERSON;

/** The counting brain, which declines whatever calls itself `refused`. */
export function createMixedBrain(): Brain {
  const { brain } = createCountingBrain();
  return (request) =>
    saidTo(request).includes('refused') ? { ...textReply(' '), stopReason: 'refusal' } : brain(request);
}

/** What people do that leaves something behind, each in a channel of its own; resolves with what went wrong. */
const DEEDS: readonly ((stage: Stage, i: number) => Promise<string[]>)[] = [
  (stage, i) => wish(stage, 'plain', i),
  (stage, i) => wish(stage, 'asked', i),
  chooseAnOption,
  failAndRetry,
  askWhereTheBotIsNot,
  setTheChannel,
  askByCommand,
  askDirectly,
  deliveredTwice,
  stopWhileAsked,
];

export const DEED_COUNT = DEEDS.length;

export async function doDeed(stage: Stage, i: number): Promise<string[]> {
  return (await DEEDS[i % DEEDS.length]?.(stage, i)) ?? [];
}

async function wish(stage: Stage, kind: Wish, i: number): Promise<string[]> {
  return (await converse(stage, i, { wish: kind, channel: i })).problems;
}

async function chooseAnOption(stage: Stage, i: number): Promise<string[]> {
  const { problems, messages } = await converse(stage, i, { wish: 'design', channel: i });
  const [first] = messages;
  if (!first || problems.length > 0) return problems;
  const thread = inThread(stage.slack, channelName(i), first.thread_ts ?? first.ts);
  await thread.click(user, /^Choose/);
  await thread.said(/ADR-0*1\b/);
  return [];
}

async function failAndRetry(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const { ts } = slack.say({ user, channel: channelName(i), text: '@Architect @backend what is refused?' });
  const thread = inThread(slack, channelName(i), ts);
  await thread.said(/declined/);
  return [];
}

/** Nobody invites it: the question is kept for a while. */
async function askWhereTheBotIsNot(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const channel = channelName(i);
  slack.kick({ user, channel, kick: LOCAL_APP.botUserId });
  await slack.command({ user, channel, command: '/architect', text: `@backend work out plain-${i}` });
  await until(() => slack.ephemerals({ user }).some((m) => shows(m, /invite/i)), 'how to invite');
  return [];
}

async function setTheChannel(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const channel = channelName(i);
  const before = slack.ephemerals({ user }).length;
  slack.say({ user, channel, text: '@Architect use backend' });
  await until(() => slack.ephemerals({ user }).length > before, 'that it is set');
  return wish(stage, 'plain', i);
}

async function askByCommand(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const channel = channelName(i);
  await slack.command({ user, channel, command: '/architect', text: `@backend work out plain-${i}` });
  await until(() => slack.messages({ channel }).some((m) => shows(m, `Answer to plain-${i}`)), 'the answer');
  return [];
}

async function askDirectly(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const { channel } = slack.openDm({ user });
  slack.say({ user, channel, text: `@backend please work out plain-${i}` });
  await until(() => slack.messages({ channel }).some((m) => shows(m, `Answer to plain-${i}`)), 'the answer');
  return [];
}

async function deliveredTwice(stage: Stage, i: number): Promise<string[]> {
  const running = wish(stage, 'asked', i);
  await stage.slack.redeliver('app_mention');
  await stage.slack.redeliver('message');
  return running;
}

async function stopWhileAsked(stage: Stage, i: number): Promise<string[]> {
  const { slack } = stage;
  const channel = channelName(i);
  const { ts } = slack.say({ user, channel, text: `@Architect @backend please work out asked-${i}` });
  const thread = inThread(slack, channel, ts);
  await thread.said('Questions on');
  slack.say({ user, channel, thread: ts, text: '@Architect stop' });
  await until(() => thread.replies().some((m) => shows(m, /stopped/i)), 'that it is stopped');
  return [];
}
