import { createHash } from 'node:crypto';
import type { Jobs } from '../thread/jobs.ts';
import { retry, showAgain } from '../thread/retry.ts';
import type { ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { breakOff, unshown } from '../thread/unshown.ts';

type Note = {
  id: string;
  threadId: string;
  turn: number;
  agent?: string;
  /** That of the error. */
  code: string;
  /** What people were told of it; empty as long as it is tried again. */
  message: string;
  /** Epoch milliseconds. */
  at: number;
};

/** What failed for good, as an operator sees it. */
export type FailedRun =
  | (Note & { kind: 'turn' })
  /** Could not be shown, and was given up; with a turn that had not begun the turn failed. */
  | (Note & { kind: 'delivery'; deliveryId: string })
  /** Can't be shown until an operator mends something; the `tries`-th attempt failed. */
  | (Note & { kind: 'delivery'; deliveryId: string; nextTryAt: number; tries: number });

/** Where failures are noted, the newest ten thousand or so of a kind. A note may outlive its failure: whoever reads it looks at the thread. */
export type FailedRuns = {
  /** Replaces what is noted under the same id. */
  add(run: FailedRun): Promise<void>;
  find(id: string): Promise<FailedRun | undefined>;
  list(): Promise<FailedRun[]>;
  count(): Promise<Record<FailedRun['kind'], number>>;
  /** Threads that are not to be tried before a later time than this. */
  held(now: number): Promise<string[]>;
  remove(ids: readonly string[]): Promise<void>;
};

/** Short enough to be typed, and the same for the same failure: a turn, a delivery, or whatever a thread is stuck at. */
export function failedRunId(threadId: string, what: number | string): string {
  return createHash('sha256').update(`${threadId}\n${what}`).digest('hex').slice(0, 10);
}

export type FailedRunsDeps = { runs: FailedRuns; store: ThreadStore; jobs: Jobs; now: () => number };

const MOST_CONFLICTS = 20;

/** A failure is noted just before its thread says so: a note younger than this is no mistake yet. */
const SETTLED_AFTER_MS = 60_000;

/** What is failed still, oldest first; notes of what went on or was forgotten are removed. */
export async function listFailedRuns({ runs, store, now }: FailedRunsDeps): Promise<FailedRun[]> {
  const noted = await runs.list();
  const loaded = await Promise.all(
    noted.map(async (run) => {
      const thread = await store.load(run.threadId);
      return { run, isFailed: thread !== undefined && isFailed(thread.state, run) };
    }),
  );
  const settledAt = now() - SETTLED_AFTER_MS;
  const stale = loaded.filter((one) => !one.isFailed && one.run.at < settledAt).map(({ run }) => run.id);
  if (stale.length > 0) await runs.remove(stale);
  return loaded
    .filter((one) => one.isFailed)
    .map(({ run }) => run)
    .sort((a, b) => a.at - b.at);
}

/**
 * Runs a turn again from its last saved point, as its Retry button does; shows what could not be shown. False: nothing
 * of that id has failed.
 */
export async function retryFailedRun(deps: FailedRunsDeps, id: string): Promise<boolean> {
  const run = await changeFailed(deps, id, (state, failed) => retryIn(state, failed, deps.now()));
  if (run) await deps.jobs.enqueue('deliver', run.threadId);
  return run !== undefined;
}

/** Forgets a failure; its thread stays as it is, unless it would be tried again: that ends. */
export async function dropFailedRun(deps: FailedRunsDeps, id: string): Promise<boolean> {
  const drop = (state: ThreadState, run: FailedRun) => (isStuck(run) ? breakOff(state, deps.now()) : state);
  return (await changeFailed(deps, id, drop)) !== undefined;
}

async function changeFailed(
  { runs, store }: FailedRunsDeps,
  id: string,
  to: (state: ThreadState, run: FailedRun) => ThreadState,
): Promise<FailedRun | undefined> {
  const run = await runs.find(id);
  if (!run) return undefined;
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const thread = await store.load(run.threadId);
    if (!thread || !isFailed(thread.state, run)) return undefined;
    const state = to(thread.state, run);
    const isSame = state === thread.state;
    if (!isSame && (await store.save({ state, version: thread.version })) !== 'saved') continue;
    // Before it runs: should it fail again, its new note has the same id.
    await runs.remove([id]);
    return run;
  }
  return undefined;
}

function retryIn(state: ThreadState, run: FailedRun, now: number): ThreadState {
  if (isStuck(run)) return state;
  if (run.kind === 'turn' || isFailedTurn(state, run.turn)) return retry(state, now);
  return showAgain(state, (delivery) => delivery.turn === run.turn);
}

function isFailed(state: ThreadState, run: FailedRun): boolean {
  if (isStuck(run)) return state.deliveries.length > 0;
  if (isFailedTurn(state, run.turn)) return true;
  return run.kind === 'delivery' && unshown(state).some((delivery) => delivery.id === run.deliveryId);
}

function isFailedTurn({ turn, phase }: ThreadState, failed: number): boolean {
  return turn === failed && phase.kind === 'done' && phase.end === 'failed';
}

export function isStuck(run: FailedRun): run is Extract<FailedRun, { nextTryAt: number }> {
  return 'nextTryAt' in run;
}
