import type { MessageRef, Place } from '../chat/message.ts';
import { AppError } from '../errors.ts';
import { changeThread } from '../thread/change-thread.ts';
import { type Delivery, type Doubt, hasWork, type ThreadState } from '../thread/state.ts';
import { stop, tryUninvited } from '../thread/transitions.ts';
import { keepUnshown } from '../thread/unshown.ts';
import { doubtUpdate, settleDoubts, withDoubts } from './doubts.ts';
import { type GivenUp, type GiveUpDeps, giveUp } from './give-up.ts';
import { forgetFailure } from './note-failure.ts';
import { present } from './present.ts';
import { replaceMessage } from './replace-message.ts';
import { guardOf, sendOnce, type Where, whereOf } from './send.ts';
import { type ShowDeps, showProgress } from './show.ts';

export type DeliverDeps = GiveUpDeps &
  ShowDeps & {
    /** Whether there is room for another picture of a turn's progress; threads that wait longer go first. */
    mayShowProgress(place: Place, threadId: string): Promise<boolean>;
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
    if (state.phase.kind === 'uninvited') {
      await changeThread(deps.store, threadId, (s) => tryUninvited(s, deps.now()));
      continue;
    }
    const next = state.deliveries[0];
    if (!next) {
      await begin(deps, state);
      await refreshProgress(deps, state);
      const showAgain = async (delivery: Delivery) => {
        const shown = nothingYet();
        await carryOut(deps, state, delivery, shown, signal);
        return shown.doubts.some(({ kind }) => kind === 'update') ? 'in-words' : 'whole';
      };
      await settleDoubts(deps, state, showAgain);
      return;
    }
    const shown = nothingYet();
    let end: GivenUp = 'settled';
    try {
      await carryOut(deps, state, next, shown, signal);
      await forgetFailure(deps, threadId, next);
    } catch (error) {
      end = await giveUp(deps, state, next, { error, isBegun: shown.isBegun, signal });
    }
    if (end === 'ended') continue;
    await showSession(deps, state, shown);
    await settleDelivery(deps, threadId, next, shown, end);
  }
}

/** What a delivery has brought so far. `isBegun`: its first part can be seen. */
type Shown = { isBegun: boolean; rootId?: string; receipt?: MessageRef; doubts: Doubt[] };

const nothingYet = (): Shown => ({ isBegun: false, doubts: [] });

async function carryOut(
  deps: DeliverDeps,
  state: ThreadState,
  delivery: Delivery,
  shown: Shown,
  signal: AbortSignal,
): Promise<void> {
  const parts = await present(deps, state, delivery, signal);
  const isRefresh = delivery.target === 'refresh';
  const isRooting = delivery.target === 'root';
  let where: Where = isRooting ? state.place : whereOf(state);

  for (const [i, part] of parts.entries()) {
    throwIfAborted(signal);
    const receipt = messageOf(state, delivery.turn);
    if (i === 0 && (isRefresh || delivery.target === 'replace') && receipt) {
      const update = await replaceMessage(deps, where, receipt, part, signal).catch(
        async (error: unknown) => {
          await doubtUpdate(deps, state.id, delivery.turn, error);
          throw error;
        },
      );
      const { turn } = delivery;
      if (update === 'in-words') shown.doubts.push({ kind: 'update', turn, at: deps.now(), last: delivery });
      shown.isBegun = update !== undefined;
      if (shown.isBegun) continue;
    }
    if (isRefresh) break;
    const isUrgent = i === 0 && (isRooting || delivery.target === 'receipt');
    const key = `${state.id}/${delivery.id}/${part.id}`;
    const { ref, doubt } = await sendOnce(deps, state.id, where, part, key, signal, isUrgent);
    const isRoot = where.rootId === undefined ? { isRoot: true as const } : {};
    if (doubt) shown.doubts.push({ kind: 'post', at: deps.now(), ...isRoot, ...doubt });
    if (i > 0) continue;
    shown.isBegun = true;
    if (isRooting) {
      const rootId = ref.messageId;
      shown.rootId = rootId;
      where = { ...state.place, rootId };
      // What follows may take a while, and people speak below what they see.
      if (parts.length > 1) await changeThread(deps.store, state.id, (s) => ({ ...s, rootId }));
    } else if (delivery.target !== 'post') {
      shown.receipt = ref;
    }
  }
}

/** That of a turn; before the first one there is what roots the thread. */
function messageOf({ receipts, rootId, place }: ThreadState, turn: number): MessageRef | undefined {
  if (turn > 0 || rootId === undefined) return receipts[turn];
  return { channelId: place.channelId, messageId: rootId };
}

/** Takes a delivery off the list; a turn may begin once its receipt stands in the thread. */
async function settleDelivery(
  deps: DeliverDeps,
  threadId: string,
  delivery: Delivery,
  shown: Shown,
  end: 'settled' | 'lost',
): Promise<void> {
  const state = await changeThread(deps.store, threadId, (s) => ({
    ...(end === 'lost' ? keepUnshown(s, [delivery]) : s),
    ...(shown.rootId === undefined ? {} : { rootId: shown.rootId }),
    receipts: shown.receipt ? { ...s.receipts, [delivery.turn]: shown.receipt } : s.receipts,
    deliveries: s.deliveries.filter((d) => d.id !== delivery.id),
    ...withDoubts(s, delivery, shown.doubts, deps.now()),
  }));
  if (!state) return;
  const begins = delivery.content.kind === 'progress' && delivery.turn === state.turn;
  if (begins && state.phase.kind === 'working') await deps.jobs.enqueue('design', threadId);
}

/** Before the delivery is taken off the list, so that a crash in between does it again. */
async function showSession(deps: DeliverDeps, state: ThreadState, shown: Shown): Promise<void> {
  const { place, phase, deliveries } = state;
  const rootId = shown.rootId ?? state.rootId;
  // In a digest's thread nothing works before somebody asks for it there.
  const isAsked = state.digest === undefined || state.turn > 0;
  if (rootId === undefined || deliveries.length > 1 || !isAsked) return;
  const status = phase.kind === 'working' ? 'working' : phase.kind === 'waiting' ? 'waiting' : 'idle';
  const isSure = await deps.chat.setSession({ ...place, rootId }, status);
  if (!isSure) shown.doubts.push({ kind: 'session', at: deps.now() });
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
  if (state.phase.kind !== 'working' || !receipt) return;
  if (!(await deps.mayShowProgress(state.place, state.id))) return;
  const reply = await showProgress(deps.store, state, state.turn, deps.now());
  const [part] = deps.chat.plan(reply);
  if (!part) return;
  try {
    await deps.chat.update(state.place, receipt, part, guardOf(deps));
  } catch (error) {
    if (error instanceof AppError && error.code === 'stopped-by-person') return stopTurn(deps, state);
    await doubtUpdate(deps, state.id, state.turn, error);
    const isPassing = error instanceof AppError && error.retry !== 'never';
    if (!isPassing && !(error instanceof AppError && error.code === 'message-gone')) throw error;
  }
}

/** Whoever asked pressed a Stop that belongs to the platform, which tells of it by refusing what comes next. */
async function stopTurn(deps: DeliverDeps, { id, turn, askerId }: ThreadState): Promise<void> {
  let isStopped = false;
  await changeThread(deps.store, id, (s) => {
    isStopped = s.phase.kind === 'working' && s.turn === turn;
    return isStopped ? stop(s, askerId, deps.now()) : s;
  });
  if (!isStopped) return;
  await deps.jobs.cancel(id);
  await deps.jobs.enqueue('deliver', id);
}

/** The process ends: what is left is another one's, at once. */
function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('aborted', { retry: 'backoff' });
}
