import type { Footer, Reply } from '../chat/reply.ts';
import type { Ask } from '../thread/questions.ts';
import { receiptsInUse } from '../thread/room.ts';
import type { Delivery, Parked, Phase, ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import { deliver, endId, receipt, replaceReceipt, showQuestions, unread } from '../thread/transitions.ts';
import type { TurnFailure } from './failure.ts';
import type { SessionChange } from './session.ts';
import type { ReviewedDesign } from './tool.ts';

/** How many designs of a thread can still be chosen from and compared with. */
const DESIGNS_KEPT = 20;

/** Ends a turn with an answer; what people said meanwhile begins the next one at once. */
export function finishWithAnswer(
  state: ThreadState,
  markdown: string,
  footer: Footer,
  now: number,
): Pick<SessionChange, 'state' | 'outcome'> {
  return finishWith(state, { kind: 'answer', markdown, footer, at: now }, now);
}

/** `numbers` are those of its decisions; `words` go with it, where there are any. */
type HandedIn = ReviewedDesign & { numbers: (number | null)[]; words: string };

/** Ends a turn with the next version of the thread's design. */
export function finishWithDesign(
  state: ThreadState,
  { design, review, numbers, words }: HandedIn,
  footer: Footer,
  now: number,
): Pick<SessionChange, 'state' | 'outcome'> {
  const { turn } = state;
  const earlier = (state.designs ?? []).filter((known) => known.turn !== turn);
  const previous = earlier.at(-1);
  const version = (previous?.version ?? 0) + 1;
  const options = design.options.map((option) => option.name);
  const agentId = footer.agent.id;
  const isSameAgent = previous && (previous.agentId ?? agentId) === agentId;
  const designs = [...earlier, { turn, version, options, agentId }].slice(-DESIGNS_KEPT);
  const outcome: Outcome = {
    kind: 'design',
    design,
    review,
    footer,
    version,
    ...(isSameAgent ? { previousTurn: previous.turn } : {}),
    numbers,
    at: now,
  };
  return finishWith({ ...state, designs }, outcome, now, words);
}

function finishWith(
  state: ThreadState,
  outcome: Exclude<Outcome, { kind: 'digest' }>,
  now: number,
  words = '',
): Pick<SessionChange, 'state' | 'outcome'> {
  const { turn } = state;
  const id = `t${turn}:${endId(state)}`;
  const deliveries: Delivery[] = [{ id, turn, target: 'replace', content: { kind: 'outcome' } }];
  if (words !== '') {
    const reply: Reply = { kind: 'notice', markdown: words };
    deliveries.push({ id: `${id}:words`, turn, target: 'post', content: { kind: 'inline', reply } });
  }
  const shown = deliver(state, ...deliveries);
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
  if (state.inbox.every((message) => message.note))
    return { ...state, phase: { kind: 'done', at: now, end } };
  const turn = state.turn + 1;
  const receipts = receiptsInUse(state);
  const next: ThreadState = {
    ...state,
    turn,
    receipts,
    rounds: 0,
    phase: { kind: 'working', since: now, claims: 0 },
  };
  return deliver(next, receipt(turn));
}
