import type { Jobs } from '../thread/jobs.ts';
import type { ThreadStore, Versioned } from '../thread/store.ts';
import { retry } from '../thread/transitions.ts';

/** A turn that failed for good, as an operator sees it; `code` is that of the error. */
export type FailedRun = {
  id: string;
  threadId: string;
  turn: number;
  agent?: string;
  code: string;
  /** What the thread says of it. */
  message: string;
  /** Epoch milliseconds. */
  at: number;
};

/** Where failed turns are noted, the newest ten thousand or so. A note may outlive its failure: whoever reads it looks at the thread. */
export type FailedRuns = {
  add(run: Omit<FailedRun, 'id'>): Promise<void>;
  list(): Promise<FailedRun[]>;
  remove(ids: readonly string[]): Promise<void>;
};

export type FailedRunsDeps = { runs: FailedRuns; store: ThreadStore; jobs: Jobs; now: () => number };

const MOST_CONFLICTS = 20;

/** A turn is noted just before its thread says that it failed: a note younger than this is no mistake yet. */
const SETTLED_AFTER_MS = 60_000;

/** Turns that are failed still, oldest first; notes of those that went on or were forgotten are removed. */
export async function listFailedRuns({ runs, store, now }: FailedRunsDeps): Promise<FailedRun[]> {
  const noted = await runs.list();
  const loaded = await Promise.all(
    noted.map(async (run) => ({ run, isFailed: isFailed(await store.load(run.threadId), run) })),
  );
  const settledAt = now() - SETTLED_AFTER_MS;
  const stale = loaded.filter((one) => !one.isFailed && one.run.at < settledAt).map(({ run }) => run.id);
  if (stale.length > 0) await runs.remove(stale);
  return loaded
    .filter((one) => one.isFailed)
    .map(({ run }) => run)
    .sort((a, b) => a.at - b.at);
}

/** Runs the turn again from its last saved point, as its Retry button does. False: nothing of that id has failed. */
export async function retryFailedRun(deps: FailedRunsDeps, id: string): Promise<boolean> {
  const run = (await listFailedRuns(deps)).find((known) => known.id === id);
  if (!run) return false;
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const thread = await deps.store.load(run.threadId);
    if (!thread || !isFailed(thread, run)) return false;
    const state = retry(thread.state, deps.now());
    if ((await deps.store.save({ state, version: thread.version })) !== 'saved') continue;
    // Before it runs: should it fail again, its new note has the same id.
    await deps.runs.remove([id]);
    await deps.jobs.enqueue('deliver', run.threadId);
    return true;
  }
  return false;
}

/** Forgets that the turn failed; its thread stays as it is. */
export async function dropFailedRun(deps: FailedRunsDeps, id: string): Promise<boolean> {
  const run = (await listFailedRuns(deps)).find((known) => known.id === id);
  if (!run) return false;
  await deps.runs.remove([id]);
  return true;
}

function isFailed(thread: Versioned | undefined, run: FailedRun): boolean {
  const phase = thread?.state.phase;
  return thread?.state.turn === run.turn && phase?.kind === 'done' && phase.end === 'failed';
}
