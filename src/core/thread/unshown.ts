import type { Delivery, Phase, ThreadState } from './state.ts';
import { isQuestionCard, unread } from './transitions.ts';

/** A thread is loaded with each thing that happens in it, so it must not grow without end. */
const MOST_KEPT = 5;

/** What could not be shown and would still say something, oldest first. */
export function unshown(state: ThreadState): Delivery[] {
  return (state.unshown ?? []).filter(
    (delivery) =>
      !isQuestionCard(delivery, delivery.turn) ||
      (state.phase.kind === 'waiting' && delivery.turn === state.turn),
  );
}

/** Whether it says something later still; progress and a reminder are of their moment. */
export function isLasting({ content }: Delivery): boolean {
  return content.kind === 'inline' ? content.reply.kind !== 'reminder' : content.kind !== 'progress';
}

/** Keeps what could not be shown, so that it can be shown later. */
export function keepUnshown(state: ThreadState, deliveries: readonly Delivery[]): ThreadState {
  const lasting = deliveries.filter(isLasting);
  if (lasting.length === 0) return state;
  const others = (state.unshown ?? []).filter((known) => lasting.every(({ id }) => id !== known.id));
  return { ...state, unshown: [...others, ...lasting].slice(-MOST_KEPT) };
}

/**
 * Nothing more is shown here: what was left to be shown is kept for a retry. A turn that was under way has failed, and
 * whoever runs it loses the thread.
 */
export function breakOff(state: ThreadState, now: number): ThreadState {
  const { doubts: _, ...kept } = keepUnshown(state, state.deliveries);
  return { ...kept, epoch: state.epoch + 1, deliveries: [], phase: broken(state, now) };
}

/** The first half of it: whoever hears of it may ask for it again at once. What is left to be shown is still due. */
export function breakTurn(state: ThreadState, now: number): ThreadState {
  return { ...keepUnshown(state, state.deliveries), phase: broken(state, now) };
}

/** Whether somebody asked for it again since. */
export function isTakenUp({ phase, unshown: left = [] }: ThreadState, delivery: Delivery): boolean {
  return phase.kind !== 'done' || (isLasting(delivery) && left.every(({ id }) => id !== delivery.id));
}

function broken(state: ThreadState, now: number): Phase {
  const { phase } = state;
  if (phase.kind === 'done') return phase;
  if (phase.kind !== 'waiting') return { kind: 'done', at: now, end: 'failed', ...unread(state) };
  const { parked, open } = phase;
  return { kind: 'done', at: now, end: 'failed', unanswered: { parked, open } };
}
