import { setTimeout as wait } from 'node:timers/promises';
import type { ThreadState } from '../../src/core/thread/state.ts';
import { until } from '../fakes/until.ts';
import { startBalancer } from './balancer.ts';
import { type Attempts, findGhosts, persist } from './begin.ts';
import { CALLS, type Wish } from './conversation-brain.ts';
import { listen } from './heard.ts';
import { lookInto } from './redis-state.ts';
import { openStage, type Stage } from './stage.ts';
import { judgeAgain, toVerdict, type Verdict } from './verdict.ts';

export type RestartOptions = {
  runs: number;
  perSecond: number;
  /** A machine that is too slow for that rate is not buried under it. */
  atOnce: number;
  workers: number;
  /** The shortest and the longest time between two restarts, and of an outage. */
  everyMs: [number, number];
  downMs: [number, number];
  /** How long a person waits for a step before their run counts as lost. */
  patienceMs?: number;
};

export type RestartFigures = {
  restarts: number;
  refused: number;
  unsure: number;
  runs: Verdict;
  ghosts: string[];
  /** Model calls beyond those that the runs need. */
  extraCalls: number;
  tookMs: number[];
  answeredMs: number[];
  /** From when Redis answered again to the next message or change of one by a worker. */
  resumedMs: number[];
};

/** Mostly answers; now and then a design, which takes most of the time. */
const WISHES: Wish[] = [
  'plain',
  'asked',
  'plain',
  'plain',
  'asked',
  'plain',
  'plain',
  'plain',
  'design',
  'plain',
];

const AROUND = (range: [number, number]) => range[0] + Math.random() * (range[1] - range[0]);

/** Runs at a steady rate while Redis is killed, alternately by SIGKILL and SIGTERM, and started again. */
export async function redisRestarts(options: RestartOptions): Promise<RestartFigures> {
  const { runs, perSecond, patienceMs = 120_000 } = options;
  const stage = await openStage({ channels: runs });
  const heard = listen(stage.slack);
  const apps = await Promise.all([stage.startApp(), stage.startApp()]);
  await Promise.all(Array.from({ length: options.workers }, () => stage.startWorker()));
  const balancer = await startBalancer(apps.map((app) => app.url));
  stage.slack.setRequestUrl(`${balancer.url}/slack/events`);
  const inside = await lookInto(stage.env.REDIS_URL ?? '');
  try {
    const killer = startKiller(stage, options);
    const started = performance.now();
    const open: Promise<Attempts>[] = [];
    let running = 0;
    for (let i = 0; i < runs; i++) {
      const due = started + (i * 1_000) / perSecond;
      await wait(Math.max(0, due - performance.now()));
      await until(() => running < options.atOnce, 'a run to end', patienceMs);
      const wish = WISHES[i % WISHES.length] ?? 'plain';
      const by = Math.floor(i / WISHES.length) % 2 === 0 ? 'mention' : 'command';
      running += 1;
      open.push(
        persist(stage, heard, i, { wish, channel: i, by, patienceMs }).finally(() => {
          running -= 1;
        }),
      );
    }
    const ended = await Promise.all(open);
    const { restarts, resumedMs } = await killer.stop();
    // What was refused has had all the time of the runs; this is for what came last.
    await until(async () => (await inside.openJobs()) === 0, 'the queues to be empty', 30_000);
    const refused = ended.flatMap((one, i) => one.refused.map((name): [string, number] => [name, i]));
    const kept = await inside.threads();
    const ghosts = findGhosts(stage, heard, refused);
    for (const [name] of refused) {
      if (kept.some((state) => state.includes(`${name}"`))) ghosts.push(`${name}: refused, and it is kept`);
    }
    for (const { result } of ended) {
      const state = kept.find((one) => one.includes(`${result.name}"`));
      result.problems = result.problems.map((problem) => `${problem}; ${describeKept(state)}`);
    }
    const needed = ended.map(({ result }) => CALLS[wishOf(result.name)]);
    const calls = ended.map(({ result }) => stage.calls.get(result.name) ?? 0);
    return {
      restarts,
      refused: refused.length,
      unsure: sum(ended.map((one) => one.unsure)),
      runs: toVerdict(ended.map(({ result }) => judgeAgain(stage, result, wishOf(result.name)))),
      ghosts,
      extraCalls: sum(calls) - sum(needed),
      tookMs: ended.map((one) => one.result.tookMs),
      answeredMs: heard.answeredMs,
      resumedMs,
    };
  } finally {
    inside.close();
    await balancer.close();
    await stage.close();
  }
}

const wishOf = (name: string): Wish => name.split('-')[0] as Wish;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What Redis knows of a thread in the end: an acknowledged request that is not there was lost with Redis. */
function describeKept(state: string | undefined): string {
  if (state === undefined) return 'Redis has nothing of it';
  const { phase, deliveries, epoch } = JSON.parse(state.slice(state.indexOf('{'))) as ThreadState;
  return `in Redis it is ${phase.kind}, epoch ${epoch}, with ${deliveries.length} left to show`;
}

function startKiller(stage: Stage, { everyMs, downMs }: RestartOptions) {
  const over = new AbortController();
  const resumedMs: number[] = [];
  let restarts = 0;
  let upAt: number | undefined;
  const off = stage.slack.onEvent((event) => {
    if (upAt === undefined || event.kind !== 'traffic') return;
    if (event.entry.name !== 'chat.postMessage' && event.entry.name !== 'chat.update') return;
    resumedMs.push(performance.now() - upAt);
    upAt = undefined;
  });
  const killing = (async () => {
    for (;;) {
      await wait(AROUND(everyMs), undefined, { signal: over.signal });
      upAt = undefined;
      await stage.redis.stop(restarts % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
      restarts += 1;
      await wait(AROUND(downMs));
      await stage.redis.start();
      upAt = performance.now();
    }
  })().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  return {
    async stop() {
      over.abort();
      await killing;
      off();
      return { restarts, resumedMs };
    },
  };
}
