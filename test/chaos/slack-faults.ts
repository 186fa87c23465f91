import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type ModelServer, startModelServer } from '../../src/dev/model/server.ts';
import type { Fault } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { type Appearance, appearanceOf, compareAppearance } from './appearance.ts';
import { type Cell, openCell } from './cell.ts';
import { CALLS, createCountingBrain } from './conversation-brain.ts';
import { commandRun, designRun, type FullRun } from './full-run.ts';

export type RunName = 'design' | 'plain';

const RUNS: Record<RunName, FullRun> = { design: designRun, plain: commandRun };

const LATE_MS = 30_000;

/** What Slack, or the network before it, does with a call. */
export const FAULTS = {
  'dropped after': { do: 'drop_after' },
  'dropped before': { do: 'drop_before' },
  '500': { do: 'status', status: 500 },
  '429': { do: 'rate_limit', retryAfterSeconds: 1 },
  garbage: { do: 'garbage' },
  'answered late': { do: 'delay', ms: LATE_MS },
  'done late': { do: 'delay_before', ms: LATE_MS },
} satisfies Record<string, Fault['kind']>;

export type FaultName = keyof typeof FAULTS;

/** The `index`-th call of a method, counted from 0, and as many after it as `times` says, meet the fault. */
export type CellPlan = { run: RunName; method: string; index: number; fault: FaultName; times: number };

export type CellResult = CellPlan & { isMet: boolean; problems: string[]; calls: number; tookMs: number };

const NOTHING: Appearance = { messages: [], privately: [], offers: 0, sessions: [] };

/** What shows in passing can't be read back. */
const PRIVATE = new Set(['chat.postEphemeral', 'response_url']);

/** What is in doubt is looked at again for a minute and more. */
const STILL_WITHIN_MS = 240_000;
const QUIET_MS = 1_500;
/** Nothing may mend what looks wrong once nothing is left to be done, but for what is under way in memory. */
const WRONG_FOR_MS = 15_000;
const LOOK_EVERY_MS = 200;

export type FaultRunOptions = {
  /** Does not wait until the product has looked again at what was in doubt: fine where no call is done late. */
  isHasty?: boolean;
};

export type FaultRuns = {
  /** Every call of an undisturbed run, as often as it is made, with each fault. */
  plan(times: readonly number[]): CellPlan[];
  /** Carries out cells, so many at a time. */
  runAll(
    cells: readonly CellPlan[],
    parallel: number,
    onResult?: (result: CellResult) => void,
  ): Promise<CellResult[]>;
  close(): Promise<void>;
};

/** Runs the undisturbed conversations once, which says what calls there are and what people have to see in the end. */
export async function prepareFaultRuns(
  redisUrl: string,
  databases: readonly number[],
  { isHasty = false }: FaultRunOptions = {},
): Promise<FaultRuns> {
  const { brain, calls } = createCountingBrain();
  const model = await startModelServer({ brain });
  const free = [...databases];
  const recorded = new Map<RunName, { appearance: Appearance; calls: Map<string, number> }>();
  let count = 0;

  async function inCell<T>(faults: Fault[], use: (cell: Cell) => Promise<T>): Promise<T> {
    const database = free.pop();
    if (database === undefined) throw new Error('there is no free database');
    const url = `${redisUrl}/${database}`;
    const redis = new Redis(url);
    await redis.flushdb();
    await redis.quit();
    const cell = await openCell({ redisUrl: url, modelUrl: model.url, faults });
    try {
      return await use(cell);
    } finally {
      await cell.close();
      free.push(database);
    }
  }

  const record = (run: RunName) =>
    inCell([], async (cell) => {
      await RUNS[run](cell.slack, `${run}-${count++}`);
      await quiet(cell, isHasty, () => []);
      recorded.set(run, { appearance: appearanceOf(cell.slack), calls: callsOf(cell.slack) });
    });
  // What is run first is slower, and so may show its progress more often: where there is time the second run counts.
  for (let i = 0; i < (isHasty ? 1 : 2); i++) {
    await record('design');
    await record('plain');
  }

  async function runCell(plan: CellPlan): Promise<CellResult> {
    const { run, method, index: after, times } = plan;
    const name = `${run}-${count++}`;
    const startedAt = performance.now();
    return inCell([{ method, kind: FAULTS[plan.fault], after, times }], async (cell) => {
      const undisturbed = recorded.get(run)?.appearance ?? NOTHING;
      // Of each word whose fate Slack leaves open, the person is asked whether they saw it.
      const expected = { ...undisturbed, offers: PRIVATE.has(method) && plan.fault !== '429' ? times : 0 };
      const look = () => compareAppearance(appearanceOf(cell.slack), expected);
      const failures: string[] = [];
      await RUNS[run](cell.slack, name).catch((error: Error) => failures.push(error.message));
      const problems = [...failures, ...(await quiet(cell, isHasty, look))];
      const made = calls.get(name) ?? 0;
      if (made !== CALLS[run]) problems.push(`the model was called ${made} times`);
      const isMet = (callsOf(cell.slack).get(method) ?? 0) > after;
      return { ...plan, isMet, problems, calls: made, tookMs: performance.now() - startedAt };
    });
  }

  return {
    plan: (times) =>
      [...recorded].flatMap(([run, { calls: made }]) =>
        [...made].flatMap(([method, often]) =>
          Array.from({ length: often }, (_, index) => index).flatMap((index) =>
            (Object.keys(FAULTS) as FaultName[]).flatMap((fault) =>
              times.map((each) => ({ run, method, index, fault, times: each })),
            ),
          ),
        ),
      ),
    async runAll(cells, parallel, onResult = () => {}) {
      const left = [...cells];
      const results: CellResult[] = [];
      const lane = async () => {
        for (let plan = left.shift(); plan; plan = left.shift()) {
          const result = await runCell(plan);
          results.push(result);
          onResult(result);
        }
      };
      await Promise.all(Array.from({ length: parallel }, lane));
      return results;
    },
    close: () => closeModel(model),
  };
}

const closeModel = (model: ModelServer): Promise<void> => model.close();

/** Waits until nothing goes on any more, and all looks right and stays so; what is wrong when that does not come. */
async function quiet(cell: Cell, isHasty: boolean, look: () => string[]): Promise<string[]> {
  const isStill = async () => cell.slack.openCalls() === 0 && (await cell.isIdle(isHasty));
  const deadline = Date.now() + STILL_WITHIN_MS;
  let stillSince = Number.POSITIVE_INFINITY;
  while (Date.now() < deadline) {
    await wait(LOOK_EVERY_MS);
    stillSince = (await isStill()) ? Math.min(stillSince, Date.now()) : Number.POSITIVE_INFINITY;
    const stillMs = Date.now() - stillSince;
    const problems = look();
    if (stillMs > (problems.length === 0 ? QUIET_MS : WRONG_FOR_MS)) return problems;
  }
  return [...look(), 'something is still under way'];
}

function callsOf(slack: SlackStandIn): Map<string, number> {
  const made = new Map<string, number>();
  for (const { name, direction } of slack.traffic()) {
    if (direction === 'from-app') made.set(name, (made.get(name) ?? 0) + 1);
  }
  return made;
}
