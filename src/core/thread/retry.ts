import type { Delivery, ThreadState } from './state.ts';
import { deliver, isQuestionCard, showQuestions, unread } from './transitions.ts';
import { unshown } from './unshown.ts';

export function canRetry(state: ThreadState): boolean {
  return isCutShort(state) || unshown(state).some((delivery) => delivery.turn === state.turn);
}

function isCutShort({ phase }: ThreadState): boolean {
  return phase.kind === 'done' && ['failed', 'stopped', 'closed'].includes(phase.end);
}

/** Runs a turn again that was cut short; one that came to its end is shown where it could not be shown. */
export function retry(state: ThreadState, now: number): ThreadState {
  const { turn } = state;
  return isCutShort(state) ? runAgain(state, now) : showAgain(state, (delivery) => delivery.turn === turn);
}

/**
 * Runs the same turn again from the last saved model turn; its message shows the progress again. What was stopped
 * or timed out while it waited for answers waits for them again.
 */
function runAgain(state: ThreadState, now: number): ThreadState {
  const left = state.phase.kind === 'done' ? state.phase.unanswered : undefined;
  // What the turn could not show before is out of date, but for the message that roots its thread.
  const isRoot = (delivery: Delivery) => state.rootId === undefined && delivery.target === 'root';
  const rooted = showAgain(state, isRoot);
  const begun = { ...without(rooted, (delivery) => delivery.turn === state.turn), quiet: false };
  if (left) {
    const waiting: ThreadState = { ...begun, phase: { kind: 'waiting', since: now, ...left } };
    return showQuestions(waiting, left.open, `-${state.epoch}`);
  }
  return deliver(
    { ...begun, phase: { kind: 'working', since: now, claims: 0, ...unread(state) } },
    {
      id: `t${state.turn}:again-${state.epoch}`,
      turn: state.turn,
      target: 'replace',
      content: { kind: 'progress' },
    },
  );
}

/** Shows what could not be shown: questions as they are now, everything else under its name, so each part once. */
export function showAgain(state: ThreadState, isMeant: (delivery: Delivery) => boolean): ThreadState {
  return unshown(state)
    .filter(isMeant)
    .reduce(
      (shown, delivery) => {
        if (!isQuestionCard(delivery, delivery.turn)) return deliver(shown, delivery);
        return shown.phase.kind === 'waiting' ? showQuestions(shown, shown.phase.open, '-again') : shown;
      },
      without(state, isMeant),
    );
}

function without(state: ThreadState, isMeant: (delivery: Delivery) => boolean): ThreadState {
  const { unshown: all = [], ...rest } = state;
  const left = all.filter((delivery) => !isMeant(delivery));
  return left.length > 0 ? { ...rest, unshown: left } : rest;
}
