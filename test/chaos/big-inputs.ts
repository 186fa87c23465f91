import { textReply } from '../../src/dev/model/scripted.ts';
import type { Brain, ModelRequest } from '../../src/dev/model/wire.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { peak, residentMb, watchMemory } from './memory.ts';
import { channelName, openStage, PERSON, type Stage } from './stage.ts';

export type BigOptions = {
  /** Of a question. */
  characters?: number;
  /** Of a thread of people, each as long as a question of a tenth. */
  threadMessages?: number;
  /** To one thread, one after the other. */
  followUps?: number;
  /** Said in one thread while its turn runs. */
  duringTurn?: number;
  /** Mentions of one person, each a thread of its own, as fast as they come in. */
  flood?: number;
  /** Called with each result as it comes. */
  onResult?: (result: Big) => void;
};

export type Big = { name: string; appMb: number; workerMb: number; problems: string[]; tookMs: number };

const HEAP = { NODE_OPTIONS: '--max-old-space-size=256' };
const SAMPLE_MS = 100;
const PATIENCE_MS = 300_000;
const CHANNELS = 10;
const user = PERSON;

/** Each way to ask for much, one after the other, in one app and one worker: what each takes beyond what they had before. */
export async function bigInputs(options: BigOptions = {}): Promise<Big[]> {
  const { characters = 40_000, threadMessages = 1_000, followUps = 200 } = options;
  const { duringTurn = 1_000, flood = 1_000 } = options;
  const gate = createGate();
  const stage = await openStage({ channels: CHANNELS, brain: answerLast(gate), keepRequests: 10 });
  try {
    const app = await stage.startApp(HEAP);
    stage.slack.setRequestUrl(`${app.url}/slack/events`);
    const worker = await stage.startWorker(HEAP);
    const pids = [app.child.pid ?? 0, worker.child.pid ?? 0] as const;
    await Promise.all(Array.from({ length: CHANNELS }, (_, i) => ask(stage, i, `plain-warm${i}`)));
    const base = await Promise.all(pids.map(residentMb));

    async function measure(name: string, run: () => Promise<void>): Promise<Big> {
      const watched = pids.map((pid) => watchMemory(pid, SAMPLE_MS));
      const startedAt = performance.now();
      const problems = await run().then(
        () => [],
        (error: unknown) => [`${name}: ${String(error).split('\n')[0]}`],
      );
      const tookMs = performance.now() - startedAt;
      for (const one of watched) one.stop();
      const [appMb = 0, workerMb = 0] = watched.map((one, i) => peak(one.samples) - (base[i] ?? 0));
      const result = { name, appMb, workerMb, problems, tookMs };
      options.onResult?.(result);
      return result;
    }

    const results: Big[] = [];
    results.push(await measure(`question-of-${characters}`, () => longQuestion(stage, characters)));
    results.push(
      await measure(`thread-of-${threadMessages}`, () =>
        longThread(stage, threadMessages, Math.round(characters / 10)),
      ),
    );
    results.push(await measure(`follow-ups-${followUps}`, () => manyFollowUps(stage, followUps)));
    results.push(await measure(`during-a-turn-${duringTurn}`, () => duringOneTurn(stage, gate, duringTurn)));
    results.push(await measure(`flood-${flood}`, () => floodOf(stage, flood)));
    return results;
  } finally {
    gate.open();
    await stage.close();
  }
}

type Gate = { wait(): Promise<void>; open(): void; isWaiting(): boolean };

/** Holds back the answer to whatever calls itself `held`. */
function createGate(): Gate {
  let isOpen = false;
  const waiting = new Set<() => void>();
  return {
    wait: () => (isOpen ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
    isWaiting: () => waiting.size > 0,
    open() {
      isOpen = true;
      for (const resolve of waiting) resolve();
    },
  };
}

/** Answers by the last name that was said. */
function answerLast(gate: Gate): Brain {
  return async (request) => {
    const name =
      lastWords(request)
        .match(/plain-[a-z0-9]+/g)
        ?.at(-1) ?? 'nothing';
    if (name === 'plain-held') await gate.wait();
    return textReply(`Answer to ${name}.`);
  };
}

function lastWords(request: ModelRequest): string {
  return JSON.stringify(request.messages.filter((m) => m.role === 'user').at(-1));
}

async function ask(stage: Stage, channel: number, text: string, thread?: string): Promise<string> {
  const name = /plain-[a-z0-9]+/.exec(text)?.[0];
  const said = stage.slack.say({
    user,
    channel: channelName(channel),
    text: `@Architect @backend ${text}`,
    ...(thread === undefined ? {} : { thread }),
  });
  const root = thread ?? said.ts;
  const found = await stage.threads.wait(said.channel, root, PATIENCE_MS, (messages) =>
    messages.find((m) => shows(m, `Answer to ${name}.`)),
  );
  if (!found) throw new Error(`${name} was not answered`);
  return root;
}

/** Somebody else, who asks for little. */
const another = (stage: Stage, name: string) => ask(stage, 1, `plain-other${name}`);

async function longQuestion(stage: Stage, characters: number): Promise<void> {
  const filler = 'orders, kitchens and couriers; '.repeat(Math.ceil(characters / 30));
  const text = (name: string) => `plain-${name} ${filler}`.slice(0, characters - 40);
  await Promise.all([
    another(stage, 'one'),
    ...Array.from({ length: 5 }, (_, i) => ask(stage, 2 + i, text(`long${i}`))),
  ]);
}

async function longThread(stage: Stage, messages: number, characters: number): Promise<void> {
  const { slack } = stage;
  const at = { user, channel: channelName(2) };
  const words = 'we talked about retries and queues; '
    .repeat(Math.ceil(characters / 36))
    .slice(0, characters);
  const { ts } = slack.say({ ...at, text: 'What do you all think?' });
  for (let i = 0; i < messages; i++) slack.say({ ...at, thread: ts, text: words });
  await Promise.all([ask(stage, 2, 'plain-thread', ts), another(stage, 'two')]);
}

async function manyFollowUps(stage: Stage, count: number): Promise<void> {
  const root = await ask(stage, 3, 'plain-follow');
  for (let i = 0; i < count; i++) await ask(stage, 3, `plain-follow${i}`, root);
  await another(stage, 'three');
}

/** What does not fit is refused, in private; the rest is in the next call, and the thread answers it. */
async function duringOneTurn(stage: Stage, gate: Gate, count: number): Promise<void> {
  const { slack } = stage;
  const at = { user, channel: channelName(4) };
  const { ts } = slack.say({ ...at, text: '@Architect @backend plain-held' });
  await until(() => gate.isWaiting(), 'the turn to run', 30_000);
  const before = slack.ephemerals({ user }).length;
  for (let i = 0; i < count; i++) {
    slack.say({
      ...at,
      thread: ts,
      text: `@Architect and plain-more${i}, please, with all that belongs to it`,
    });
    if (i % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await until(() => slack.ephemerals({ user }).length - before >= count, 'each to be answered', 60_000);
  await another(stage, 'four');
  gate.open();
  await until(
    () =>
      inThread(slack, at.channel, ts)
        .replies()
        .some((m) => shows(m, /Answer to plain-more/)),
    'the end',
    60_000,
  );
}

async function floodOf(stage: Stage, count: number): Promise<void> {
  const asked: Promise<string>[] = [];
  for (let i = 0; i < count; i++) {
    asked.push(ask(stage, 5 + (i % (CHANNELS - 5)), `plain-flood${i}`));
    if (i % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (i === Math.floor(count / 2)) asked.push(another(stage, 'five'));
  }
  await Promise.all(asked);
}
