import type { WorldMessage } from '../../src/dev/slack/control.ts';
import { shows } from '../fakes/slack-thread.ts';
import { briefName, type Wish } from './conversation-brain.ts';
import { channelName, type Stage } from './stage.ts';

/** What became of one conversation. `problems` is empty when everything was shown once, whole and in its place. */
export type RunResult = {
  name: string;
  /** Its thread, once there is one. */
  at?: { channel: string; root: string };
  problems: string[];
  messages: WorldMessage[];
  tookMs: number;
};

export type RunOptions = {
  wish: Wish;
  channel: number;
  /** How long a person waits for each step before the run counts as lost. */
  patienceMs?: number;
};

const PATIENCE_MS = 180_000;

/** How long a finished thread is watched on for anything that comes too late. */
const QUIET_MS = 500;

/** One conversation: a mention, the answers to its questions, its end. */
export async function converse(stage: Stage, i: number | string, options: RunOptions): Promise<RunResult> {
  const { wish, patienceMs = PATIENCE_MS } = options;
  const name = briefName(wish, i);
  const channel = channelName(options.channel);
  const startedAt = performance.now();
  const said = stage.room.say({ channel, text: requestFor(name) });
  return follow(stage, { wish, name, channel: said.channel, root: said.ts, startedAt, patienceMs });
}

export const requestFor = (name: string): string => `@Architect @backend please work out ${name}`;

/** A conversation that has begun, in a thread that stands. */
export type Begun = {
  wish: Wish;
  name: string;
  channel: string;
  root: string;
  startedAt: number;
  patienceMs: number;
  /** Says something in the thread, again if it must. */
  say?(text: string): void;
};

/** Answers the questions of a conversation, and waits for its end. */
export async function follow(stage: Stage, begun: Begun): Promise<RunResult> {
  const { wish, name, channel, root, startedAt, patienceMs } = begun;
  const { room, threads } = stage;
  const say = begun.say ?? ((text: string) => room.say({ channel, thread: root, text }));
  const wait = <T>(look: (messages: WorldMessage[]) => T | undefined) =>
    threads.wait(channel, root, patienceMs, look);
  const has = (words: string) => (messages: WorldMessage[]) => messages.find((m) => shows(m, words));

  const end = async (problems: string[]): Promise<RunResult> => {
    const tookMs = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const messages = threads.shown(channel, root);
    const found = problems.length > 0 ? problems : judge(messages, name, wish);
    return { name, at: { channel, root }, problems: found, messages, tookMs };
  };

  if (wish !== 'plain') {
    if (!(await wait(has(`Questions on ${name}`)))) return end([`${name}: no question was asked`]);
    say(`answer-${name}, and that is all`);
  }
  const last = wish === 'design' ? `Design for ${name}` : `Answer to ${name}`;
  if (!(await wait(has(last)))) {
    const shown = threads.shown(channel, root).map(({ text }) => text.slice(0, 80));
    return end([`${name}: no end was shown, but: ${shown.join(' | ')}`]);
  }
  if (wish === 'design' && !(await wait((messages) => (hasArchive(messages) ? true : undefined)))) {
    return end([`${name}: the files were not shown`]);
  }
  const settled = await wait((messages) => (messages.some(isProgress) ? undefined : true));
  return end(settled ? [] : [`${name}: a message still says that it is at work`]);
}

/** What is wrong with a finished thread as it can be seen. */
export function judge(messages: WorldMessage[], name: string, wish: Wish): string[] {
  const problems: string[] = [];
  const once = (what: string, count: number) => {
    if (count !== 1) problems.push(`${name}: ${what} is there ${count} times`);
  };
  if (wish === 'design')
    once('the design', messages.filter((m) => shows(m, `Design for ${name}`) && isCard(m)).length);
  else once('the answer', messages.filter((m) => shows(m, `Answer to ${name}`)).length);
  if (wish !== 'plain')
    once('the question card', messages.filter((m) => shows(m, `Questions on ${name}`)).length);
  for (const key of doubles(messages.flatMap(keysOf))) problems.push(`${name}: delivered twice: ${key}`);
  for (const file of doubles(messages.flatMap((m) => (m.files ?? []).map((f) => f.name)))) {
    problems.push(`${name}: the file ${file} is there twice`);
  }
  const others = messages.filter((m) => /\b(plain|asked|design)-[a-z0-9]+\b/.test(m.text) && !shows(m, name));
  if (others.length > 0) problems.push(`${name}: words of another thread`);
  if (messages.some(isProgress)) problems.push(`${name}: a message still says that it is at work`);
  if (messages.some((m) => shows(m, /could not|went wrong|broke off/i)))
    problems.push(`${name}: a failure is shown`);
  return problems;
}

const isProgress = (message: WorldMessage): boolean => shows(message, /is working on it|Read the request/);
const hasArchive = (messages: WorldMessage[]): boolean =>
  messages.some((m) => (m.files ?? []).some((file) => file.name === 'design.zip'));
/** The card of a design carries its buttons; further messages of it may bear the title, too. */
export const isCard = (message: WorldMessage): boolean =>
  JSON.stringify(message.blocks ?? []).includes('regenerate');

function keysOf(message: WorldMessage): string[] {
  const key = message.metadata?.event_payload.key;
  return typeof key === 'string' ? [key] : [];
}

function doubles(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
