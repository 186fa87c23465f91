import type { BotProcess } from '../fakes/processes.ts';
import { until } from '../fakes/until.ts';
import { CALLS, createCountingBrain, type Wish } from './conversation-brain.ts';
import { watchJobs } from './held-jobs.ts';
import { createRandom } from './random.ts';
import { converse } from './run.ts';
import { openStage, type Platform } from './stage.ts';
import { judgeAgain, toVerdict, type Verdict } from './verdict.ts';

export type KillsOptions = {
  kills: number;
  runs: number;
  workers?: number;
  /** The mean of the times between two kills. */
  killEveryMs?: number;
  /** So many conversations begin at once; the others are spread evenly over the kills. */
  atOnce?: number;
  /** How long each model call takes, so that kills hit some. */
  modelMs?: number;
  /** How long everything is watched on after the last conversation. */
  settleMs?: number;
  platform?: Platform;
  seed?: number;
};

export type KillsReport = Verdict & {
  runs: number;
  kills: number;
  /** Kills of a worker that held at least one job; and how many jobs they all held. */
  killsThatHit: number;
  jobsInterrupted: number;
  /** Those of them that were turns: each may cost one model call more. */
  turnsInterrupted: number;
  /** Interrupted jobs that nobody took again. */
  neverResumed: number;
  calls: number;
  callsNeeded: number;
  /** Threads whose model was called more often than their own kills explain. */
  overcalled: string[];
  /** From each kill until another worker took the job, ascending. */
  resumedAfterMs: number[];
};

const WISHES: readonly Wish[] = ['plain', 'asked', 'design', 'plain', 'asked'];
const WORKERS = 4;
/** Longer than a lock and a check: what an interrupted job could still do is done then. */
const SETTLED_MS = 12_000;

/** Conversations of all kinds, while one random worker after the other is killed and replaced. */
export async function runKills(options: KillsOptions): Promise<KillsReport> {
  const { kills, runs, workers = WORKERS, killEveryMs = 1_300, atOnce = 20, modelMs = 1_000 } = options;
  const random = createRandom(options.seed ?? 1);
  const { brain, calls } = createCountingBrain(modelMs);
  const stage = await openStage({ channels: runs, brain, platform: options.platform ?? 'slack' });
  const jobs = await watchJobs(stage.env.REDIS_URL ?? '');
  const up = new Set<BotProcess>();
  const starting = new Set<Promise<void>>();
  const hitsOf = new Map<number, number>();
  const resumedAfterMs: number[] = [];
  let hits = 0;
  let interrupted = 0;

  try {
    const app = await stage.startApp();
    stage.room.setApp(app.url);
    await Promise.all(Array.from({ length: workers }, () => startOne()));

    const running: ReturnType<typeof converse>[] = [];
    for (let killed = 0; killed < kills; killed++) {
      const due = Math.min(runs, atOnce + Math.ceil((killed / kills) * runs));
      while (running.length < due) running.push(begin(running.length));
      // Exponential, so that two kills may come close together, as crashes do.
      await sleep(-Math.log(1 - random()) * killEveryMs);
      await killOne();
    }
    await Promise.all(starting);
    const results = await Promise.all(running);
    await sleep(options.settleMs ?? SETTLED_MS);
    return report(results.map((run, i) => judgeAgain(stage, run, wishOf(i))));
  } finally {
    jobs.close();
    await Promise.allSettled(starting);
    await stage.close();
  }

  function begin(i: number): ReturnType<typeof converse> {
    return converse(stage, i, { wish: wishOf(i), channel: i, patienceMs: PATIENCE_MS });
  }

  function startOne(): Promise<void> {
    const start = stage
      .startWorker({ NODE_OPTIONS: `--import=${MARK}` })
      .then((worker) => void up.add(worker))
      .finally(() => starting.delete(start));
    starting.add(start);
    return start;
  }

  async function killOne(): Promise<void> {
    // One survives, as somebody has to take up what is interrupted: how long a start takes is another matter.
    await until(() => up.size > 1, 'two workers that are up', 120_000);
    const all = [...up];
    const victim = all[Math.floor(random() * all.length)];
    if (!victim) return;
    up.delete(victim);
    const killedAt = Date.now();
    victim.child.kill('SIGKILL');
    await victim.ended;
    void startOne();
    const held = (await jobs.held()).filter((job) => job.pid === victim.child.pid);
    if (held.length > 0) hits += 1;
    interrupted += held.length;
    for (const job of held) {
      if (job.kind === 'design') {
        const run = runOf(job.threadId);
        hitsOf.set(run, (hitsOf.get(run) ?? 0) + 1);
      }
      jobs.takenAgain(job).then((at) => resumedAfterMs.push(at - killedAt));
    }
  }

  function report(problems: string[][]): KillsReport {
    const overcalled: string[] = [];
    let needed = 0;
    let made = 0;
    for (const i of problems.keys()) {
      const wish = wishOf(i);
      const own = calls.get(`${wish}-${i}`) ?? 0;
      const explained = hitsOf.get(i) ?? 0;
      needed += CALLS[wish];
      made += own;
      if (own > CALLS[wish] + explained) {
        overcalled.push(`${wish}-${i}: ${own} calls, ${CALLS[wish]} needed, ${explained} kills`);
      }
    }
    return {
      ...toVerdict(problems),
      runs: problems.length,
      kills,
      killsThatHit: hits,
      jobsInterrupted: interrupted,
      turnsInterrupted: [...hitsOf.values()].reduce((sum, count) => sum + count, 0),
      neverResumed: interrupted - resumedAfterMs.length,
      calls: made,
      callsNeeded: needed,
      overcalled,
      resumedAfterMs: resumedAfterMs.sort((a, b) => a - b),
    };
  }
}

/** Under constant kills a design is begun many times before it is shown. */
const PATIENCE_MS = 600_000;
const MARK = new URL('./mark-worker.mjs', import.meta.url).href;

const wishOf = (i: number): Wish => WISHES[i % WISHES.length] ?? 'plain';

/** The number of the run: each has a channel of its own. */
function runOf(threadId: string): number {
  return Number(/C0CHAOS(\d+)/.exec(threadId)?.[1] ?? -1);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
