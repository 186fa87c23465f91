import type { Footer, Reply } from '../chat/reply.ts';
import type { Design } from '../design/document.ts';
import type { Ask } from '../thread/questions.ts';
import type { Parked, Phase, ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import { deliver, endId, receipt, replaceReceipt, showQuestions, unread } from '../thread/transitions.ts';
import type { TurnFailure } from './failure.ts';
import type { SessionChange } from './session.ts';

/** Ends a turn with something to show; what people said meanwhile begins the next one at once. */
export function finishWith(
  state: ThreadState,
  content: { answer: string } | { design: Design },
  footer: Footer,
  now: number,
): Pick<SessionChange, 'state' | 'outcome'> {
  const outcome: Outcome =
    'answer' in content
      ? { kind: 'answer', markdown: content.answer, footer }
      : { kind: 'design', design: content.design, footer };
  const shown = deliver(state, {
    id: `t${state.turn}:${endId(state)}`,
    turn: state.turn,
    target: 'replace',
    content: { kind: 'outcome' },
  });
  // Kept under the turn that brought it: what people said meanwhile may have begun the next one.
  return { outcome: { turn: state.turn, value: outcome }, state: done(shown, outcome.kind, now) };
}

/** Ends a turn with a short word of the program's own. */
export function finishWithNotice(state: ThreadState, markdown: string, now: number): ThreadState {
  const reply: Reply = { kind: 'notice', markdown };
  return done(deliver(state, replaceReceipt(state.turn, endId(state), reply)), 'answer', now);
}

/** Ends a turn that failed; what people said stays in the inbox, so that a retry has it. */
export function finishFailed(state: ThreadState, failure: TurnFailure, now: number): ThreadState {
  const { reason, message, canRetry, retryAfterMs } = failure;
  const reply: Reply = {
    kind: 'failure',
    ref: { threadId: state.id, turn: state.turn },
    reason,
    message,
    canRetry,
    ...(retryAfterMs === undefined ? {} : { retryAtMs: now + retryAfterMs }),
  };
  const shown = deliver(state, replaceReceipt(state.turn, endId(state), reply));
  return { ...shown, phase: { kind: 'done', at: now, end: 'failed', ...unread(state) } };
}

/**
 * Parks the thread: nothing waits for the answers but the state. What people said before they saw the questions is no
 * answer; it stays in the inbox and goes to the model with the answers.
 */
export function park(state: ThreadState, ask: Ask, parked: Parked, now: number): ThreadState {
  const open = { ...ask, answers: [], skipped: [] };
  const phase: Phase = { kind: 'waiting', since: now, parked, open };
  return showQuestions({ ...state, rounds: state.rounds + 1, phase }, open);
}

function done(state: ThreadState, end: 'answer' | 'design', now: number): ThreadState {
  if (state.inbox.length === 0) return { ...state, phase: { kind: 'done', at: now, end } };
  const turn = state.turn + 1;
  const next: ThreadState = { ...state, turn, rounds: 0, phase: { kind: 'working', since: now, claims: 0 } };
  return deliver(next, receipt(turn));
}
