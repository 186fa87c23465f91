import { setTimeout as wait } from 'node:timers/promises';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { NOT_KEPT, NOT_SURE } from './begin.ts';
import { startDurableRedis } from './durable-redis.ts';
import { type Listening, listen } from './heard.ts';
import { lookInto } from './redis-state.ts';
import { converse, requestFor } from './run.ts';
import { startSlowProxy } from './slow-proxy.ts';
import { openStage, PERSON, personId, personName, type Stage } from './stage.ts';

/** Ways in which Redis is not what it should be. All but the first two are a slow network in front of it. */
export const TROUBLES = {
  stopped: 'stop',
  paused: 'pause',
  'requests 2 s late': { requestMs: 2_000 },
  'replies 2 s late': { replyMs: 2_000 },
  'both 1 s late': { requestMs: 1_000, replyMs: 1_000 },
  'both 0.3 s late': { requestMs: 300, replyMs: 300 },
  'changes 2 s late': { changeMs: 2_000 },
  'replies to changes 2 s late': { changedMs: 2_000 },
} as const;

export type Trouble = keyof typeof TROUBLES;

export type AwayOptions = {
  trouble: Trouble;
  /** Of commands, mentions, clicks and forms, this many each. */
  each: number;
  lastsMs: number;
};

/** A request that was made while Redis was in trouble, and what its sender was told. */
type Request = {
  kind: 'command' | 'mention' | 'click' | 'form';
  name: string;
  channel: string;
  told: 'taken' | 'refused' | 'unsure';
  /** Of the thread, where it stood before. */
  root?: string;
};

export type AwayFigures = {
  requests: number;
  refused: number;
  unsure: number;
  /** How long each HTTP request took to be answered, Slack's repetitions included. */
  answeredMs: number[];
  /** Refused, and happened all the same. */
  ghosts: string[];
  /** Taken, and did not happen, or more than once; unsure, and never told which. */
  problems: string[];
  /** From Redis being itself again to the end of a run that began then. */
  resumedMs: number;
};

const PATIENCE_MS = 90_000;
/** Slack's last attempt comes 13 s after the first, and may take 3 s. */
const GIVEN_UP_AFTER_MS = 16_000;

/**
 * Commands, mentions, clicks and forms while Redis is stopped, paused or slow. Each is answered; then what the answers
 * said is compared with what comes of them.
 */
export async function redisAway(options: AwayOptions): Promise<AwayFigures> {
  const { trouble, each, lastsMs } = options;
  const redis = await startDurableRedis();
  const proxy = await startSlowProxy(Number(new URL(redis.url).port));
  const url = `redis://127.0.0.1:${proxy.port}`;
  const stage = await openStage({ redis, channels: 4 * each + 1, people: each, env: { REDIS_URL: url } });
  const heard = listen(stage.slack);
  const inside = await lookInto(redis.url);
  try {
    const app = await stage.startApp();
    await stage.startWorker();
    stage.slack.setRequestUrl(`${app.url}/slack/events`);
    const clicks = await openThreads(stage, heard, each, 2 * each);
    const forms = await openThreads(stage, heard, each, 3 * each);
    const views = await Promise.all(forms.map((thread, i) => openForm(stage, thread, i)));

    heard.answeredMs.length = 0;
    const how = TROUBLES[trouble];
    if (how === 'stop') await redis.stop();
    else if (how === 'pause') process.kill(redis.pid(), 'SIGSTOP');
    else proxy.slow(how);
    const pauseMs = lastsMs / each;
    const asked: Promise<Request>[] = [];
    for (let i = 0; i < each; i++) {
      asked.push(
        sendCommand(stage, heard, i),
        mention(stage, heard, each + i),
        click(stage, heard, clicks[i]),
        submit(stage, forms[i], i, views[i] ?? ''),
      );
      await wait(pauseMs);
    }
    if (how === 'stop') await redis.start();
    else if (how === 'pause') process.kill(redis.pid(), 'SIGCONT');
    else proxy.slow({});
    const backAt = performance.now();
    const sentinel = await converse(stage, 'after', {
      wish: 'plain',
      channel: 4 * each,
      patienceMs: PATIENCE_MS,
    });
    const resumedMs = performance.now() - backAt;

    const requests = await Promise.all(asked);
    const wanted = requests.filter((one) => one.told === 'taken');
    await Promise.all(wanted.map((one) => isDone(stage, heard, one, PATIENCE_MS)));
    await until(async () => (await inside.openJobs()) === 0, 'the queues to be empty', 60_000);
    const kept = await inside.threads();
    const told = requests.map((one) => ({ one, times: timesDone(stage, heard, one, kept) }));
    return {
      requests: requests.length,
      refused: requests.filter((one) => one.told === 'refused').length,
      unsure: requests.filter((one) => one.told === 'unsure').length,
      answeredMs: heard.answeredMs,
      ghosts: told
        .filter(({ one, times }) => one.told === 'refused' && times > 0)
        .map(({ one }) => `${one.kind} ${one.name}: refused, and it happened`),
      problems: [
        ...sentinel.problems,
        ...told
          .filter(({ one, times }) => one.told === 'taken' && times !== 1)
          .map(({ one, times }) => `${one.kind} ${one.name}: taken, and it happened ${times} times`),
        ...told
          .filter(({ one, times }) => one.told === 'unsure' && times > 1)
          .map(({ one, times }) => `${one.kind} ${one.name}: it happened ${times} times`),
        ...(await missingWords(heard, told)),
      ],
      resumedMs,
    };
  } finally {
    inside.close();
    await stage.close();
    await proxy.close();
    await redis.close();
  }
}

type Open = { name: string; channel: string; root: string };

/** Threads that wait for an answer. */
function openThreads(stage: Stage, heard: Listening, count: number, firstChannel: number): Promise<Open[]> {
  const open = async (i: number): Promise<Open> => {
    const name = `asked-${i}`;
    const channel = `C0CHAOS${i}`;
    for (;;) {
      const root = stage.slack.say({ user: PERSON, channel, text: requestFor(name) }).ts;
      if (!(await heard.kept(root, 2, PATIENCE_MS))) continue;
      const isAsked = await stage.threads.wait(channel, root, PATIENCE_MS, (messages) =>
        messages.some((m) => shows(m, `Questions on ${name}`)) ? true : undefined,
      );
      if (!isAsked) throw new Error(`no question was asked for ${name}`);
      return { name, channel, root };
    }
  };
  return Promise.all(Array.from({ length: count }, (_, i) => open(firstChannel + i)));
}

async function openForm(stage: Stage, { channel, root }: Open, i: number): Promise<string> {
  await inThread(stage.slack, channel, root).click(personId(i), /Write an answer/);
  const view = stage.slack.viewStack(personName(i)).at(-1);
  if (!view) throw new Error('no form was opened');
  return view.id;
}

async function sendCommand(stage: Stage, heard: Listening, i: number): Promise<Request> {
  const name = `plain-${i}c`;
  const channel = `C0CHAOS${i}`;
  const outcome = await stage.slack.command({
    user: PERSON,
    channel,
    command: '/architect',
    text: `@backend please work out ${name}`,
  });
  const told = outcome.ok ? wordsOf(heard, channel) : 'refused';
  return { kind: 'command', name, channel, told };
}

/** Whether Slack got rid of it is known when it has tried for the last time. */
async function mention(stage: Stage, heard: Listening, i: number): Promise<Request> {
  const name = `plain-${i}m`;
  const channel = `C0CHAOS${i}`;
  const { ts } = stage.slack.say({ user: PERSON, channel, text: requestFor(name) });
  const isKept = await heard.kept(ts, 2, GIVEN_UP_AFTER_MS + PATIENCE_MS);
  return { kind: 'mention', name, channel, root: ts, told: isKept ? 'taken' : 'refused' };
}

async function click(stage: Stage, heard: Listening, open: Open | undefined): Promise<Request> {
  if (!open) throw new Error('no thread to click in');
  const outcome = await inThread(stage.slack, open.channel, open.root).click(PERSON, 'Assume the rest');
  if (!outcome.ok) return { kind: 'click', ...open, told: 'refused' };
  // The word of a click comes on a way of its own, right after its acknowledgement.
  await wait(1_000);
  return { kind: 'click', ...open, told: wordsOf(heard, open.channel) };
}

async function submit(stage: Stage, open: Open | undefined, i: number, viewId: string): Promise<Request> {
  if (!open) throw new Error('no thread for a form');
  const outcome = await stage.slack.submit({ user: personId(i), view_id: viewId });
  const words = outcome.ok ? JSON.stringify(outcome.errors ?? {}) : 'nothing was kept';
  const told = NOT_SURE.test(words) ? 'unsure' : NOT_KEPT.test(words) ? 'refused' : 'taken';
  return { kind: 'form', ...open, told };
}

function wordsOf(heard: Listening, channel: string): Request['told'] {
  const { privates } = heard.of(channel);
  if (privates.some((m) => shows(m, NOT_SURE))) return 'unsure';
  return privates.some((m) => shows(m, NOT_KEPT)) ? 'refused' : 'taken';
}

async function isDone(stage: Stage, heard: Listening, one: Request, withinMs: number): Promise<void> {
  const root =
    one.root ??
    (await heard.wait(withinMs, () => heard.of(one.channel).roots.find((m) => shows(m, one.name))))?.ts;
  if (root === undefined) return;
  await stage.threads.wait(one.channel, root, withinMs, (messages) =>
    messages.find((m) => shows(m, `Answer to ${one.name}`)),
  );
}

/** How often a request was done, by what can be seen, what the model was asked, and what is kept. */
function timesDone(stage: Stage, heard: Listening, one: Request, kept: readonly string[]): number {
  const { kind, name, channel, root } = one;
  const threads =
    root === undefined
      ? heard
          .of(channel)
          .roots.filter((m) => shows(m, name))
          .map((m) => m.ts)
      : [root];
  const answers = threads.flatMap((ts) =>
    stage.threads.shown(channel, ts).filter((m) => shows(m, `Answer to ${name}`)),
  ).length;
  const before = kind === 'click' || kind === 'form' ? 1 : 0;
  const calls = (stage.calls.get(name) ?? 0) - before;
  const states = before === 1 ? 0 : kept.filter((state) => state.includes(name)).length;
  return Math.max(answers, calls, states);
}

/** Whoever was told that it is not sure has to be told when it was not kept. */
async function missingWords(
  heard: Listening,
  told: readonly { one: Request; times: number }[],
): Promise<string[]> {
  // A form says at once what to do: it may be sent again, and counts once.
  const owed = told.filter(({ one, times }) => one.told === 'unsure' && one.kind !== 'form' && times === 0);
  const said = await Promise.all(
    owed.map(({ one }) =>
      heard.wait(PATIENCE_MS, () => heard.of(one.channel).privates.find((m) => shows(m, NOT_KEPT))),
    ),
  );
  return owed.flatMap(({ one }, i) =>
    said[i] ? [] : [`${one.kind} ${one.name}: never told that it was not kept`],
  );
}
