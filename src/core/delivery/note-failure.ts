import { AppError } from '../errors.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import { type FailedRuns, failedRunId, isStuck } from '../turn/failed-runs.ts';

const MINUTE_MS = 60_000;
/** What nobody mends in an hour is not mended by asking more often. */
const MOST_WAIT_MS = 60 * MINUTE_MS;

/** Until it is mended, what fails so is tried again now and then. */
const MENDABLE = new Set(['slack-credentials', 'slack-scope', 'not-installed', 'teams-credentials']);

/** Whether an operator can mend it. */
export function isMendable(error: unknown): error is AppError {
  return error instanceof AppError && MENDABLE.has(error.code);
}

export type NoteFailureDeps = { failedRuns: FailedRuns; now: () => number };

/** Notes that a thread can't go on until an operator mends something, and when it is tried again: later each time. */
export async function noteStuck(
  { failedRuns, now }: NoteFailureDeps,
  state: ThreadState,
  delivery: Delivery,
  { code }: AppError,
): Promise<void> {
  const id = stuckId(state.id);
  const known = await failedRuns.find(id);
  const at = now();
  // What people do is tried at once, and tells nothing of how long it lasts.
  const isEarly = known !== undefined && isStuck(known) && known.nextTryAt > at;
  const before = known && isStuck(known) ? known.tries : 0;
  const tries = isEarly ? before : before + 1;
  const nextTryAt = isEarly ? known.nextTryAt : at + Math.min(MINUTE_MS * 2 ** (tries - 1), MOST_WAIT_MS);
  await failedRuns.add({ ...noteOf(state, delivery, code, at), id, message: '', nextTryAt, tries });
}

/** Notes that a delivery is given up, before its thread shows it. `endsTurn`: its turn fails with it. */
export async function noteGivenUp(
  { failedRuns, now }: NoteFailureDeps,
  state: ThreadState,
  delivery: Delivery,
  { code }: AppError,
  { message, endsTurn }: { message: string; endsTurn: boolean },
): Promise<void> {
  const note = noteOf(state, delivery, code, now());
  const ended = endsTurn ? { turn: state.turn } : {};
  const id = failedRunId(state.id, endsTurn ? state.turn : delivery.id);
  await failedRuns.add({ ...note, ...ended, id, message });
  await failedRuns.remove([stuckId(state.id)]);
}

/** It is shown: whatever was noted of it holds no longer. */
export async function forgetFailure(
  { failedRuns }: NoteFailureDeps,
  threadId: string,
  delivery: Delivery,
): Promise<void> {
  await failedRuns.remove([stuckId(threadId), failedRunId(threadId, delivery.id)]);
}

function stuckId(threadId: string): string {
  return failedRunId(threadId, 'stuck');
}

function noteOf(state: ThreadState, delivery: Delivery, code: string, at: number) {
  const agent = state.agent ? { agent: state.agent.id } : {};
  const { id: deliveryId, turn } = delivery;
  return { kind: 'delivery' as const, threadId: state.id, turn, deliveryId, ...agent, code, at };
}
