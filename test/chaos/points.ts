import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { BotProcess } from '../fakes/processes.ts';
import { shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { CALLS } from './conversation-brain.ts';
import { type Crash, cellName, type Point } from './crash-points.ts';
import { startDurableRedis } from './durable-redis.ts';
import { converse, isCard, judge, type RunResult } from './run.ts';
import { openStage, type Platform, type Stage } from './stage.ts';
import { isDoubled, toVerdict, type Verdict } from './verdict.ts';

export type PointsOptions = {
  /** Which crashes to try, of all that a run can meet; one list per process that is to be killed. */
  plan(points: readonly Point[]): Crash[][];
  /** So many processes crash side by side, each with a database, an app and a workspace of its own. */
  lanes?: number;
  platform?: Platform;
};

export type PointsReport = Verdict & {
  points: readonly Point[];
  /** Conversations that were at their point when their process was killed, by point. */
  crashed: ReadonlyMap<string, number>;
  /** Conversations that did not come to their point, because their run took another way; they were killed all the same. */
  missed: number;
  processesKilled: number;
  /** Threads whose model was called more than once beyond what is needed. */
  overcalled: string[];
  callsRepeated: number;
};

const SCRIPT = new URL('./crash-worker.ts', import.meta.url).pathname;
const WITHIN_MS = 180_000;
/** Which calls a run makes depends on its pace, a little: what was not met is tried again. */
const MOST_TRIES = 3;
const SPARE_BATCHES = 10;
const UP_WITHIN_MS = 120_000;
/** As many turns as may be held at a point at the same time. */
const CONCURRENCY = '200';
const WISH = 'design';

export const nameOf = ({ name, nth, when }: Crash): string => `${when} ${name} ${nth}`;

/** Kills workers at the points that an undisturbed run passes, and looks at what people see in the end. */
export async function runPoints({
  plan,
  lanes = 1,
  platform = 'slack',
}: PointsOptions): Promise<PointsReport> {
  const redis = await startDurableRedis();
  const problems: string[][] = [];
  const crashed = new Map<string, number>();
  const overcalled: string[] = [];
  let missed = 0;
  let processesKilled = 0;
  let callsRepeated = 0;
  try {
    const points = await onStage(0, 1, record);
    const batches = plan(points);
    const most = Math.max(0, ...batches.map((batch) => batch.length));
    const left = batches.map((batch) => ({ batch, tries: 1 }));
    const channels = most * (batches.length + SPARE_BATCHES);
    await Promise.all(
      Array.from({ length: Math.min(lanes, batches.length) }, (_, lane) =>
        onStage(lane + 1, channels, async (stage) => {
          let channel = 0;
          for (let next = left.shift(); next; next = left.shift()) {
            const { batch, tries } = next;
            const again = await crash(stage, batch, channel);
            channel += batch.length;
            const isRoom = channel + most <= channels;
            if (again.length > 0 && tries < MOST_TRIES && isRoom)
              left.push({ batch: again, tries: tries + 1 });
          }
        }),
      ),
    );
    return { ...toVerdict(problems), points, crashed, missed, processesKilled, overcalled, callsRepeated };
  } finally {
    await redis.close();
  }

  async function onStage<T>(
    database: number,
    channels: number,
    run: (stage: Stage) => Promise<T>,
  ): Promise<T> {
    const stage = await openStage({ channels, redis, database, platform });
    try {
      const app = await stage.startApp();
      stage.room.setApp(app.url);
      return await run(stage);
    } finally {
      await stage.close();
    }
  }

  /**
   * One process, in which each conversation comes to its own point; then another one that goes on. Gives what was not
   * met: a run may take another way.
   */
  async function crash(stage: Stage, batch: readonly Crash[], firstChannel: number): Promise<Crash[]> {
    const again: Crash[] = [];
    const plan = batch.map((point, i) => [firstChannel + i, point] as const);
    const crasher = await startCrashWorker(stage, plan);
    const runs = Promise.all(batch.map((_, i) => converseAndChoose(stage, firstChannel + i)));
    const end = await Promise.race([crasher.ended, runs]);
    if (end !== 'SIGKILL') crasher.child.kill('SIGKILL');
    processesKilled += 1;
    const successor = await startCrashWorker(stage, []);
    const results = await runs;
    successor.child.kill('SIGKILL');

    for (const [i, { run, problems: own }] of results.entries()) {
      const [channel, point] = plan[i] ?? [];
      if (channel === undefined || !point) continue;
      const isHeld = crasher.output().includes(`held ${channel}\n`);
      if (isHeld) crashed.set(nameOf(point), (crashed.get(nameOf(point)) ?? 0) + 1);
      else {
        missed += 1;
        again.push(point);
      }
      const seen = judgeWithChoice(stage, run);
      const found = own.length > 0 ? [...own, ...seen.filter(isDoubled)] : seen;
      problems.push(found.map((problem) => `${nameOf(point)}: ${problem}`));
      const repeated = (stage.calls.get(run.name) ?? 0) - CALLS[WISH];
      callsRepeated += repeated;
      if (repeated > 1) overcalled.push(`${nameOf(point)}: ${repeated} calls too many`);
    }
    return again;
  }
}

async function startCrashWorker(
  stage: Stage,
  plan: readonly (readonly [number, Crash])[],
): Promise<BotProcess> {
  const worker = stage.startScript(SCRIPT, [], {
    CRASH_PLAN: JSON.stringify(plan),
    WORKER_CONCURRENCY: CONCURRENCY,
  });
  await until(
    () => {
      const { exitCode, signalCode } = worker.child;
      if ((exitCode ?? signalCode) !== null) throw new Error(`the worker ended:\n${worker.output()}`);
      return worker.output().includes('workers are up');
    },
    'the worker to be up',
    UP_WITHIN_MS,
  );
  return worker;
}

/** The points of an undisturbed run, each once, in the order of the first time they are passed. */
async function record(stage: Stage): Promise<Point[]> {
  const worker = await startCrashWorker(stage, []);
  const { problems } = await converseAndChoose(stage, 0);
  if (problems.length > 0) throw new Error(`An undisturbed run has problems: ${problems.join('; ')}`);
  const lines = worker.output().matchAll(/^point 0 (\S+) (\d+)$/gm);
  return [...lines].map(([, name = '', nth]) => ({ name, nth: Number(nth) }));
}

/** A question, its answers, a design with files, and the choice of an option. */
async function converseAndChoose(
  stage: Stage,
  channel: number,
): Promise<{ run: RunResult; problems: string[] }> {
  const run = await converse(stage, cellName(channel), { wish: WISH, channel, patienceMs: WITHIN_MS });
  const { at, name } = run;
  if (!at || run.problems.length > 0) return { run, problems: run.problems };
  const card = stage.threads.shown(at.channel, at.root).find(isCard);
  if (!card) return { run, problems: [`${name}: nothing can be chosen`] };
  await stage.room.choose(at.channel, card);
  const isShown = await stage.threads.wait(at.channel, at.root, WITHIN_MS, (messages) => {
    const isMarked = messages.some((m) => isCard(m) && shows(m, /was chosen by|Chosen by /));
    const hasRecord = recordOf(messages).some((m) => (m.files ?? []).length > 0);
    return isMarked && hasRecord ? true : undefined;
  });
  return { run, problems: isShown ? [] : [`${name}: the choice was not shown`] };
}

/** The record bears the name of its draft among the design's files, so the two parts are judged apart. */
function judgeWithChoice(stage: Stage, { at, name }: RunResult): string[] {
  const messages = at ? stage.threads.shown(at.channel, at.root) : [];
  const record = recordOf(messages);
  const problems = judge(
    messages.filter((m) => !record.includes(m)),
    name,
    WISH,
  );
  const keys = messages.map((m) => m.metadata?.event_payload.key).filter((key) => key !== undefined);
  const files = record.flatMap((m) => m.files ?? []);
  if (new Set(keys).size < keys.length) problems.push(`${name}: delivered twice`);
  if (record.filter(isAccepted).length > 1) problems.push(`${name}: the choice is there twice`);
  if (files.length !== 1) problems.push(`${name}: the record is there ${files.length} times`);
  return problems;
}

/** What was shown since the option was chosen. */
function recordOf(messages: readonly WorldMessage[]): WorldMessage[] {
  const first = messages.findIndex(isAccepted);
  return first < 0 ? [] : messages.slice(first);
}

const isAccepted = (message: WorldMessage): boolean => !isCard(message) && shows(message, ' accepted: ');
