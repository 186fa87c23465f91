import type { Chat } from '../chat/chat.ts';
import type { MessageRef } from '../chat/message.ts';
import { AppError } from '../errors.ts';
import type { Jobs } from '../thread/jobs.ts';
import { type Delivery, hasWork, type ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { changeThread } from './change-thread.ts';
import { giveUp, isForGood } from './give-up.ts';
import { present } from './present.ts';
import { replaceMessage } from './replace-message.ts';
import { type SendDeps, sendOnce, whereOf } from './send.ts';
import { type ShowDeps, showProgress } from './show.ts';

export type DeliverDeps = SendDeps &
  ShowDeps & {
    chat: Chat;
    store: ThreadStore;
    jobs: Jobs;
    /** Whether this workspace's budget allows another picture of a turn's progress. */
    mayShowProgress(workspaceId: string): boolean;
    /** Something could not be shown and will not be. */
    onGivenUp(threadId: string, error: unknown): void;
  };

/**
 * Shows everything a thread has to show, in order, each thing once; then the newest progress. Only one such run per
 * thread exists at a time, so a late progress can't cover an end. Throws when the platform can't be reached: what is
 * left stays in the thread.
 */
export async function deliverThread(deps: DeliverDeps, threadId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const current = await deps.store.load(threadId);
    if (!current || !hasWork(current.state)) return;
    throwIfAborted(signal);
    const { state } = current;
    const next = state.deliveries[0];
    if (!next) {
      await begin(deps, state);
      await refreshProgress(deps, state);
      return;
    }
    const shown: Shown = { isBegun: false };
    let end: 'settled' | 'ended' = 'settled';
    try {
      await carryOut(deps, state, next, shown, signal);
    } catch (error) {
      if (!isForGood(error)) throw error;
      end = await giveUp(deps, state, next, { error, isBegun: shown.isBegun, signal });
      deps.onGivenUp(threadId, error);
    }
    if (end === 'settled') await settleDelivery(deps, threadId, next, shown);
  }
}

/** What a delivery has brought so far. `isBegun`: its first part can be seen. */
type Shown = { isBegun: boolean; rootId?: string; receipt?: MessageRef };

async function carryOut(
  deps: DeliverDeps,
  state: ThreadState,
  delivery: Delivery,
  shown: Shown,
  signal: AbortSignal,
): Promise<void> {
  const parts = await present(deps, state, delivery, signal);
  const isRefresh = delivery.target === 'refresh';
  let where = whereOf(state);

  for (const [i, part] of parts.entries()) {
    throwIfAborted(signal);
    const receipt = state.receipts[delivery.turn];
    if (i === 0 && (isRefresh || delivery.target === 'replace') && receipt) {
      shown.isBegun = await replaceMessage(deps, where, receipt, part, signal);
      if (shown.isBegun) continue;
    }
    if (isRefresh) break;
    const isUrgent = i === 0 && (delivery.target === 'root' || delivery.target === 'receipt');
    const key = `${state.id}/${delivery.id}/${part.id}`;
    const ref = await sendOnce(deps, state.id, where, part, key, signal, isUrgent);
    if (i > 0) continue;
    shown.isBegun = true;
    if (delivery.target === 'root') {
      shown.rootId = ref.messageId;
      where = { ...state.place, rootId: ref.messageId };
    } else if (delivery.target !== 'post') {
      shown.receipt = ref;
    }
  }
}

/** Takes a delivery off the list; a turn may begin once its receipt stands in the thread. */
async function settleDelivery(
  deps: DeliverDeps,
  threadId: string,
  delivery: Delivery,
  shown: Shown,
): Promise<void> {
  const state = await changeThread(deps.store, threadId, (s) => ({
    ...s,
    ...(shown.rootId === undefined ? {} : { rootId: shown.rootId }),
    receipts: shown.receipt ? { ...s.receipts, [delivery.turn]: shown.receipt } : s.receipts,
    deliveries: s.deliveries.filter((d) => d.id !== delivery.id),
  }));
  if (!state) return;
  const begins = delivery.content.kind === 'progress' && delivery.turn === state.turn;
  if (begins && state.phase.kind === 'working') await deps.jobs.enqueue('design', threadId);
  if (state.rootId === undefined || state.deliveries.length > 0) return;
  const status =
    state.phase.kind === 'working' ? 'working' : state.phase.kind === 'waiting' ? 'waiting' : 'idle';
  await deps.chat.setSession({ ...state.place, rootId: state.rootId }, status);
}

/** The job that a receipt's delivery queues may have been lost with its process. */
async function begin(deps: DeliverDeps, state: ThreadState): Promise<void> {
  const { phase, receipts, turn } = state;
  if (phase.kind === 'working' && phase.claims === 0 && receipts[turn]) {
    await deps.jobs.enqueue('design', state.id);
  }
}

/**
 * Shows where a turn is, within a budget: the platform's limit on updates is for the ends of turns. A picture that
 * can't be shown now is not waited for; a newer one follows.
 */
async function refreshProgress(deps: DeliverDeps, state: ThreadState): Promise<void> {
  const receipt = state.receipts[state.turn];
  if (state.phase.kind !== 'working' || !receipt || !deps.mayShowProgress(state.place.workspaceId)) return;
  const reply = await showProgress(deps.store, state, state.turn, deps.now());
  const [part] = deps.chat.plan(reply);
  if (!part) return;
  try {
    await deps.chat.update(state.place, receipt, part);
  } catch (error) {
    const isPassing = error instanceof AppError && error.retry !== 'never';
    if (!isPassing && !(error instanceof AppError && error.code === 'message-gone')) throw error;
  }
}

/** The process ends: what is left is another one's, at once. */
function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('aborted', { retry: 'backoff' });
}
