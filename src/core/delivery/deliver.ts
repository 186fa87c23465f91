import type { Chat } from '../chat/chat.ts';
import type { MessageRef } from '../chat/message.ts';
import type { Reply } from '../chat/reply.ts';
import { AppError } from '../errors.ts';
import type { Jobs } from '../thread/jobs.ts';
import { type Delivery, hasWork, type ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { pausing, type SendDeps, sendOnce, type Where } from './send.ts';
import { type ShowDeps, showProgress, toReply } from './show.ts';

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

const MOST_CONFLICTS = 50;

/** What an operator can mend; until then it is tried again now and then. */
const MENDABLE = new Set(['slack-credentials', 'slack-scope', 'not-installed']);

const REFUSED =
  'A part of my answer was refused by the chat and could not be shown. Whoever runs this bot finds the reason in its log.';

const GONE =
  'I could not answer in the channel you asked in: it is archived, or I was removed from it. Ask me elsewhere, or invite me and ask again.';

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
    try {
      const shown = await carryOut(deps, state, next, signal);
      await settleDelivery(deps, threadId, next, shown);
    } catch (error) {
      if (!(await endDelivery(deps, state, next, error))) throw error;
      deps.onGivenUp(threadId, error);
    }
  }
}

type Shown = { rootId?: string; receipt?: MessageRef };

async function carryOut(
  deps: DeliverDeps,
  state: ThreadState,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Shown> {
  const reply = await toReply(deps, state, delivery);
  if (!reply) return {};
  const planned = deps.chat.plan(reply);
  const isRefresh = delivery.target === 'refresh';
  const parts = isRefresh ? planned.slice(0, 1) : planned;
  const where: Where = state.rootId === undefined ? state.place : { ...state.place, rootId: state.rootId };
  // Messages and files are counted apart, so that a picture that can be drawn only once shifts no other part.
  const keyOf = (i: number) => {
    const kind = parts[i]?.kind ?? 'message';
    const place = parts.slice(0, i).filter((part) => part.kind === kind).length;
    return `${state.id}/${delivery.id}/${kind}-${place}`;
  };
  const shown: Shown = {};
  let rest = where;

  for (const [i, part] of parts.entries()) {
    throwIfAborted(signal);
    const receipt = state.receipts[delivery.turn];
    if (i === 0 && (isRefresh || delivery.target === 'replace') && receipt) {
      const replaced = await replace(deps, where, receipt, part, signal);
      if (replaced) continue;
    }
    if (isRefresh) break;
    const isUrgent = i === 0 && (delivery.target === 'root' || delivery.target === 'receipt');
    const ref = await sendOnce(deps, state.id, rest, part, keyOf(i), signal, isUrgent);
    if (i > 0) continue;
    if (delivery.target === 'root') {
      shown.rootId = ref.messageId;
      rest = { ...state.place, rootId: ref.messageId };
    } else if (delivery.target !== 'post') {
      shown.receipt = ref;
    }
  }
  return shown;
}

/** False when the message is gone: somebody deleted it, so it is posted anew. */
async function replace(
  deps: DeliverDeps,
  where: Where,
  receipt: MessageRef,
  part: Parameters<DeliverDeps['chat']['update']>[2],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await pausing(deps, signal, () => deps.chat.update(where, receipt, part));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'message-gone') return false;
    throw error;
  }
}

/** Takes a delivery off the list; a turn may begin once its receipt stands in the thread. */
async function settleDelivery(
  deps: DeliverDeps,
  threadId: string,
  delivery: Delivery,
  shown: Shown,
): Promise<void> {
  const state = await change(deps.store, threadId, (s) => ({
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

/** Failures that end a delivery rather than repeat it. False: it was none of them. */
async function endDelivery(
  deps: DeliverDeps,
  state: ThreadState,
  delivery: Delivery,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof AppError) || error.retry !== 'never' || error.code === 'aborted') return false;
  if (MENDABLE.has(error.code)) return false;
  if (error.code !== 'not-in-channel' && error.code !== 'channel-gone') {
    return giveUp(deps, state, delivery);
  }
  const { id, place, askerId, handle, turn } = state;
  const isKept = error.code === 'not-in-channel' && Object.keys(state.receipts).length === 0;
  const reply: Reply = isKept
    ? { kind: 'invite', ref: { threadId: id, turn }, channelId: place.channelId }
    : { kind: 'notice', markdown: GONE };
  await deps.chat.tell(place, askerId, reply, handle);
  await change(deps.store, id, (s) =>
    isKept
      ? { ...s, epoch: s.epoch + 1, phase: { kind: 'uninvited' } }
      : {
          ...s,
          epoch: s.epoch + 1,
          deliveries: [],
          phase: { kind: 'done', at: deps.now(), end: 'failed' },
        },
  );
  return true;
}

/** The platform refuses this for good, also as plain text: the asker is told, and what comes after it goes on. */
async function giveUp(deps: DeliverDeps, state: ThreadState, delivery: Delivery): Promise<boolean> {
  const reply: Reply = { kind: 'notice', markdown: REFUSED };
  await deps.chat.tell(state.place, state.askerId, reply, state.handle).catch(() => {});
  const isStart = delivery.target === 'root' || delivery.target === 'receipt';
  await change(deps.store, state.id, (s) => ({
    ...s,
    deliveries: isStart ? [] : s.deliveries.filter((d) => d.id !== delivery.id),
    ...(isStart
      ? { epoch: s.epoch + 1, phase: { kind: 'done' as const, at: deps.now(), end: 'failed' as const } }
      : {}),
  }));
  return true;
}

async function change(
  store: ThreadStore,
  threadId: string,
  to: (state: ThreadState) => ThreadState,
): Promise<ThreadState | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const current = await store.load(threadId);
    if (!current) return undefined;
    const state = to(current.state);
    if ((await store.save({ state, version: current.version })) === 'saved') return state;
  }
  throw new AppError('store-conflict', { retry: 'backoff' });
}
