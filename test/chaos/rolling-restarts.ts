import { setTimeout as wait } from 'node:timers/promises';
import { QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { QUEUE_PREFIX } from '../../src/adapters/bullmq/queues.ts';
import type { BotProcess } from '../fakes/processes.ts';
import { startBalancer } from './balancer.ts';
import { type Attempts, persist } from './begin.ts';
import { CALLS, type Wish } from './conversation-brain.ts';
import { type Listening, listen } from './heard.ts';
import { openStage, type Stage } from './stage.ts';
import { judgeAgain, toVerdict, type Verdict } from './verdict.ts';

export type RollingOptions = {
  restarts: number;
  perSecond: number;
  /** A machine that is too slow for that rate is not buried under it. */
  atOnce: number;
  apps: number;
  workers: number;
  /** How long runs are begun before the first restart: what they take is compared with. */
  undisturbedMs: number;
  /** No run is begun once that many were, however long the restarts take. */
  mostRuns: number;
  patienceMs?: number;
};

export type RollingFigures = {
  restarts: number;
  begun: number;
  runs: Verdict;
  refused: number;
  /** Requests that no app took. */
  unanswered: number;
  /** Jobs that a check found without a worker. */
  stalled: number;
  /** What processes ended with, other than 0. */
  badEnds: (number | string)[];
  extraCalls: number;
  undisturbedMs: Record<Wish, number[]>;
  disturbedMs: Record<Wish, number[]>;
  /** From SIGTERM to the end of the process. */
  endedMs: { app: number[]; worker: number[] };
};

const WISHES: Wish[] = ['plain', 'asked', 'plain', 'asked', 'plain', 'design'];

/**
 * Runs at a steady rate while one process after the other is ended by SIGTERM and another one is started. Requests go to
 * the apps that are there, as behind a load balancer.
 */
export async function rollingRestarts(options: RollingOptions): Promise<RollingFigures> {
  const { patienceMs = 120_000, mostRuns } = options;
  const stage = await openStage({ channels: mostRuns });
  const heard = listen(stage.slack);
  const apps = await Promise.all(Array.from({ length: options.apps }, () => stage.startApp()));
  const workers = await Promise.all(Array.from({ length: options.workers }, () => stage.startWorker()));
  const balancer = await startBalancer(apps.map((app) => app.url));
  stage.slack.setRequestUrl(`${balancer.url}/slack/events`);
  const stalls = await countStalls(stage);
  const figures = {
    badEnds: [] as (number | string)[],
    endedMs: { app: [] as number[], worker: [] as number[] },
  };

  async function end(kind: 'app' | 'worker', one: BotProcess | undefined): Promise<void> {
    const at = performance.now();
    const status = (await one?.stop()) ?? 'none';
    figures.endedMs[kind].push(performance.now() - at);
    if (status !== 0) figures.badEnds.push(status);
  }

  async function restart(i: number): Promise<void> {
    if (i % (options.apps + options.workers) < options.apps) {
      const old = apps.shift();
      await end('app', old);
      apps.push(await stage.startApp());
      balancer.setTargets(apps.map((app) => app.url));
    } else {
      await end('worker', workers.shift());
      workers.push(await stage.startWorker());
    }
  }

  try {
    const load = startLoad(stage, heard, { ...options, patienceMs });
    await wait(options.undisturbedMs);
    const undisturbed = load.begun();
    for (let i = 0; i < options.restarts; i++) await restart(i);
    const ended = await load.stop();
    return {
      ...figures,
      restarts: options.restarts,
      begun: ended.length,
      runs: toVerdict(ended.map(({ result }) => judgeAgain(stage, result, wishOf(result.name)))),
      refused: ended.reduce((sum, one) => sum + one.refused.length, 0),
      unanswered: balancer.failed(),
      stalled: stalls.count(),
      extraCalls: ended.reduce((sum, { result }) => {
        return sum + (stage.calls.get(result.name) ?? 0) - CALLS[wishOf(result.name)];
      }, 0),
      // The last ones before the first restart may still have been at work then.
      undisturbedMs: byWish(ended.slice(0, undisturbed)),
      disturbedMs: byWish(ended.slice(undisturbed)),
    };
  } finally {
    await stalls.close();
    await balancer.close();
    await stage.close();
  }
}

const wishOf = (name: string): Wish => name.split('-')[0] as Wish;

function byWish(ended: readonly Attempts[]): Record<Wish, number[]> {
  const took = (wish: Wish) =>
    ended.filter(({ result }) => wishOf(result.name) === wish).map(({ result }) => result.tookMs);
  return { plain: took('plain'), asked: took('asked'), design: took('design') };
}

function startLoad(
  stage: Stage,
  heard: Listening,
  options: Pick<RollingOptions, 'perSecond' | 'atOnce' | 'mostRuns'> & { patienceMs: number },
) {
  const open: Promise<Attempts>[] = [];
  let running = 0;
  const timer = setInterval(() => {
    const i = open.length;
    if (i >= options.mostRuns || running >= options.atOnce) return;
    const wish = WISHES[i % WISHES.length] ?? 'plain';
    const by = Math.floor(i / WISHES.length) % 2 === 0 ? 'mention' : 'command';
    const run = persist(stage, heard, i, { wish, channel: i, by, patienceMs: options.patienceMs });
    running += 1;
    open.push(
      run.finally(() => {
        running -= 1;
      }),
    );
  }, 1_000 / options.perSecond);
  return {
    begun: () => open.length,
    stop() {
      clearInterval(timer);
      return Promise.all(open);
    },
  };
}

/** BullMQ's own word for a job whose worker is gone without a word. */
async function countStalls(stage: Stage) {
  const connection = new Redis(stage.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
  connection.on('error', () => {});
  let stalled = 0;
  const listeners = ['design', 'deliver'].map(
    (kind) => new QueueEvents(kind, { connection, prefix: QUEUE_PREFIX }),
  );
  for (const events of listeners) {
    events.on('error', () => {});
    events.on('stalled', () => {
      stalled += 1;
    });
    await events.waitUntilReady();
  }
  return {
    count: () => stalled,
    async close() {
      await Promise.all(listeners.map((events) => events.close()));
      connection.disconnect();
    },
  };
}
