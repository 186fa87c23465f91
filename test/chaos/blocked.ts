import { setTimeout as wait } from 'node:timers/promises';
import { TIMING, type WorkerTiming } from '../../src/adapters/bullmq/worker.ts';
import type { BotProcess } from '../fakes/processes.ts';
import { until } from '../fakes/until.ts';
import { CALLS, createCountingBrain, type Wish } from './conversation-brain.ts';
import type { DurableRedis } from './durable-redis.ts';
import { type JobWatch, watchJobs } from './held-jobs.ts';
import { createRandom } from './random.ts';
import { converse, type RunResult } from './run.ts';
import { openStage } from './stage.ts';
import { judgeAgain, toVerdict, type Verdict } from './verdict.ts';

/** `stopped`: SIGSTOP at any moment. `blocked`: its event loop, right before or after a call. */
export type Manner = 'stopped' | 'blocked';

export type BlockedOptions = {
  redis: DurableRedis;
  database: number;
  manner: Manner;
  /** How long each pause lasts; `blocked` takes them in any order. */
  pausesMs: readonly number[];
  /** Conversations at once; a new one begins when one ends, until the last pause is over. */
  atOnce?: number;
  /** How long each model call takes, so that pauses hit some. */
  modelMs?: number;
  seed?: number;
  /** Of the workers; left out: as in production. */
  timing?: WorkerTiming;
  /** For `blocked`: the calls that count. */
  at?: readonly string[];
};

export type BlockedReport = Verdict & {
  runs: number;
  pauses: number;
  /** Pauses of a worker that held a job of each kind. */
  hitTurns: number;
  hitDeliveries: number;
  /** Messages that were there and were taken away again: for a moment there were two. */
  takenAway: number;
  /** Model calls beyond those needed. */
  callsTooMany: number;
  /** Where the event loop stood still, and how often. */
  places: Map<string, number>;
};

const WISHES: readonly Wish[] = ['plain', 'asked', 'design', 'asked'];
const WORKER = 'test/chaos/blocked-worker.ts';
const MARK = new URL('./mark-worker.mjs', import.meta.url).href;

/** More than can begin while the pauses last. */
const CHANNELS = 400;

/** A worker that is told to block takes a call first; where it has nothing to do it blocks later. */
const BEGINS_WITHIN_MS = 60_000;

type Paused = { worker: BotProcess; pauseMs: number };

/** Two workers, of which one at a time is held up longer than its jobs are its own, while conversations go on. */
export async function runBlocked(options: BlockedOptions): Promise<BlockedReport> {
  const {
    redis,
    database,
    manner,
    pausesMs,
    atOnce = 3,
    modelMs = 2_000,
    seed = 1,
    timing = TIMING,
  } = options;
  const random = createRandom(seed);
  const { brain, calls } = createCountingBrain(modelMs);
  const stage = await openStage({ channels: CHANNELS, brain, redis, database });
  const jobs = await watchJobs(stage.env.REDIS_URL ?? '');
  const report: Omit<BlockedReport, keyof Verdict> = {
    runs: 0,
    pauses: 0,
    hitTurns: 0,
    hitDeliveries: 0,
    takenAway: 0,
    callsTooMany: 0,
    places: new Map(),
  };
  stage.slack.onEvent((event) => {
    if (event.kind === 'message_deleted') report.takenAway += 1;
  });

  try {
    const app = await stage.startApp();
    stage.slack.setRequestUrl(`${app.url}/slack/events`);
    const workers = await Promise.all([start(0), start(1)]);
    let isOver = false;
    const results: { wish: Wish; run: RunResult }[] = [];
    const lane = async () => {
      while (!isOver) {
        const i = report.runs++;
        const wish = WISHES[i % WISHES.length] ?? 'plain';
        results.push({ wish, run: await converse(stage, `c${i}`, { wish, channel: i }) });
      }
    };
    const lanes = Promise.all(Array.from({ length: atOnce }, lane));
    for (const pauseMs of pausesMs) {
      await wait(500 + random() * 2_500);
      const worker = await pick(workers);
      if (manner === 'stopped') await stop({ worker, pauseMs });
      else await block({ worker, pauseMs });
      report.pauses += 1;
    }
    isOver = true;
    await lanes;
    // What an interrupted job could still do is done then.
    await wait(timing.lockMs + 2 * timing.stalledCheckMs + 1_000);
    for (const { run, wish } of results) {
      report.callsTooMany += (calls.get(run.name) ?? 0) - CALLS[wish];
    }
    return { ...toVerdict(results.map(({ run, wish }) => judgeAgain(stage, run, wish))), ...report };
  } finally {
    jobs.close();
    await stage.close();
  }

  async function start(i: number): Promise<BotProcess> {
    const worker = stage.startScript(WORKER, [], {
      NODE_OPTIONS: `--import=${MARK}`,
      BLOCK_SEED: String(seed * 2 + i),
      ...(options.at ? { BLOCK_AT: options.at.join(',') } : {}),
      BLOCK_MS: pausesMs.join(','),
      TIMING: JSON.stringify(timing),
    });
    await until(
      () => {
        if (worker.child.exitCode !== null) throw new Error(`the worker ended:\n${worker.output()}`);
        return worker.output().includes('workers are up');
      },
      'a worker',
      BEGINS_WITHIN_MS,
    );
    return worker;
  }

  /** Mostly one that has something to lose. */
  async function pick([one, other]: readonly [BotProcess, BotProcess]): Promise<BotProcess> {
    const any = random() < 0.5 ? one : other;
    if (random() < 0.25) return any;
    const busy = await until(async () => (await jobs.held())[0], 'a job that is held', BEGINS_WITHIN_MS);
    return [one, other].find(({ child }) => child.pid === busy.pid) ?? any;
  }

  async function stop({ worker, pauseMs }: Paused): Promise<void> {
    worker.child.kill('SIGSTOP');
    await countHits(jobs, worker);
    await wait(pauseMs);
    worker.child.kill('SIGCONT');
  }

  async function block({ worker }: Paused): Promise<void> {
    const seen = worker.output().length;
    const since = () => worker.output().slice(seen);
    worker.child.kill('SIGUSR2');
    await until(() => since().includes('blocked '), 'the worker to block', BEGINS_WITHIN_MS);
    const place = /blocked (.+)/.exec(since())?.[1] ?? '';
    report.places.set(place, (report.places.get(place) ?? 0) + 1);
    await countHits(jobs, worker);
    await until(() => since().includes('goes on'), 'the worker to go on', 120_000);
  }

  async function countHits(watch: JobWatch, { child }: BotProcess): Promise<void> {
    const held = (await watch.held()).filter((job) => job.pid === child.pid);
    if (held.some((job) => job.kind === 'design')) report.hitTurns += 1;
    if (held.some((job) => job.kind === 'deliver')) report.hitDeliveries += 1;
  }
}
