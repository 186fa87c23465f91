import { isDeepStrictEqual } from 'node:util';
import type { PersonId } from '../chat/message.ts';
import type { Reply } from '../chat/reply.ts';
import type { Terms } from './channel-settings.ts';
import { type ClosedBy, type OpenQuestions, unanswered } from './questions.ts';
import { receiptsInUse } from './room.ts';
import type { Delivery, InboxMessage, Parked, Phase, ThreadState } from './state.ts';

/** How many requests of a thread can be run again after an edit. */
const REQUESTS_KEPT = 20;

/** A new request in a thread: a turn of its own, with its own receipt, and the agent may ask back anew. */
export function beginTurn(state: ThreadState, message: InboxMessage, now: number): ThreadState {
  return nextTurn(
    {
      ...state,
      quiet: false,
      rounds: 0,
      inbox: [...state.inbox, message],
      requests: remember(state.requests, message),
    },
    { kind: 'working', since: now, claims: 0, ...unread(state) },
  );
}

/** Answers that no model call has read yet outlive the end of a turn. */
export function unread(state: ThreadState): { answered?: { parked: Parked; open: OpenQuestions } } {
  const { phase } = state;
  const answered = phase.kind === 'working' || phase.kind === 'done' ? phase.answered : undefined;
  return answered ? { answered } : {};
}

function nextTurn(state: ThreadState, phase: Phase): ThreadState {
  const turn = state.turn + 1;
  return deliver({ ...state, turn, phase, receipts: receiptsInUse(state) }, receipt(turn));
}

export function receipt(turn: number): Delivery {
  return { id: `t${turn}`, turn, target: 'receipt', content: { kind: 'progress' } };
}

export function deliver(state: ThreadState, ...deliveries: Delivery[]): ThreadState {
  return { ...state, deliveries: [...state.deliveries, ...deliveries] };
}

/** Replaces the message of a turn; `id` tells apart what may be shown there one after the other. */
export function replaceReceipt(turn: number, id: string, reply: Reply): Delivery {
  return { id: `t${turn}:${id}`, turn, target: 'replace', content: { kind: 'inline', reply } };
}

/** A turn may end more than once, when it is run again; each end is a delivery of its own. */
export function endId(state: ThreadState): string {
  return `end-${state.epoch}`;
}

/** What a person says while a turn runs: its next model call sees it. */
export function addToInbox(state: ThreadState, message: InboxMessage): ThreadState {
  return {
    ...state,
    quiet: false,
    inbox: [...state.inbox, message],
    requests: remember(state.requests, message),
  };
}

/**
 * The choice that the model shall know of with the next request; it asks for nothing, so it begins no turn. One that
 * no model call has read yet holds no longer.
 */
export function addNote(state: ThreadState, message: InboxMessage): ThreadState {
  const others = state.inbox.filter((known) => !known.note);
  return { ...state, inbox: [...others, { ...message, note: true }] };
}

/** Takes out what the model has heard, whatever came or went meanwhile. */
export function withoutHeard(inbox: readonly InboxMessage[], heard: readonly InboxMessage[]): InboxMessage[] {
  const left = [...heard];
  return inbox.filter((message) => {
    const place = left.findIndex((known) => isDeepStrictEqual(known, message));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** Shows what somebody asked for where nobody could see it; `deed` names what they did. */
export function showRequest(
  state: ThreadState,
  askerId: PersonId,
  question: string,
  deed: string,
): ThreadState {
  return deliver(state, {
    id: `said-${deed}`,
    turn: state.turn,
    target: 'post',
    content: { kind: 'inline', reply: { kind: 'request', askerId, question } },
  });
}

function remember(requests: ThreadState['requests'], message: InboxMessage): ThreadState['requests'] {
  if (message.messageId === undefined) return requests;
  return [...requests, { messageId: message.messageId, authorId: message.authorId }].slice(-REQUESTS_KEPT);
}

/** Shows what has been answered so far; an older picture of the same card that was not sent yet is dropped. */
export function showQuestions(state: ThreadState, open: OpenQuestions, suffix = ''): ThreadState {
  if (state.phase.kind !== 'waiting' || !state.agent) return state;
  const card = replaceReceipt(state.turn, `q${open.answers.length}-${open.skipped.length}${suffix}`, {
    kind: 'questions',
    ref: { threadId: state.id, turn: state.turn },
    agent: state.agent,
    open,
  });
  const others = state.deliveries.filter((d) => !isQuestionCard(d, state.turn));
  return { ...state, phase: { ...state.phase, open }, deliveries: [...others, card] };
}

/** While it is not delivered, nobody can answer. */
export function isQuestionCard(delivery: Delivery, turn: number): boolean {
  const { content } = delivery;
  return delivery.turn === turn && content.kind === 'inline' && content.reply.kind === 'questions';
}

/** Records answers; goes on when none is open any more, or when a note says it in other words. */
export function takeAnswers(
  state: ThreadState,
  open: OpenQuestions,
  personId: string,
  now: number,
): ThreadState {
  const finished = unanswered(open).length === 0 || open.note !== undefined;
  if (finished) return resume(state, open, { by: personId, how: 'answered' }, now);
  if (state.phase.kind !== 'waiting') return state;
  const { plan: _, ...phase } = state.phase;
  return showQuestions({ ...state, phase: { ...phase, since: now } }, open);
}

/** Leaves what is open to the agent, which states its assumptions. */
export function assumeRest(state: ThreadState, personId: string, now: number): ThreadState {
  return assume(state, { by: personId, how: 'assumed' }, now);
}

function assume(state: ThreadState, closed: ClosedBy, now: number): ThreadState {
  if (state.phase.kind !== 'waiting') return state;
  const { open } = state.phase;
  const skipped = [...open.skipped, ...unanswered(open).map((q) => q.id)];
  return resume(state, { ...open, skipped }, closed, now);
}

function resume(state: ThreadState, open: OpenQuestions, closed: ClosedBy, now: number): ThreadState {
  if (state.phase.kind !== 'waiting') return state;
  const answered = { parked: state.phase.parked, open: { ...open, closed } };
  const shown = closeQuestions(state, open, closed);
  return nextTurn(shown, { kind: 'working', since: now, claims: 0, answered });
}

/** A reminder that was not shown yet has become pointless. */
function closeQuestions(state: ThreadState, open: OpenQuestions, closed: ClosedBy): ThreadState {
  if (!state.agent) return state;
  const others = state.deliveries.filter((d) => !isQuestionCard(d, state.turn) && !isReminder(d));
  const isAskedAgain = closed.how === 'timed-out' && closed.atEnd === 'close';
  const card = replaceReceipt(state.turn, `closed-${state.epoch}`, {
    kind: 'questions-closed',
    agent: state.agent,
    open: { ...open, closed },
    ...(isAskedAgain ? { again: { threadId: state.id, turn: state.turn } } : {}),
  });
  return { ...state, deliveries: [...others, card] };
}

function isReminder({ content }: Delivery): boolean {
  return content.kind === 'inline' && content.reply.kind === 'reminder';
}

/** Nobody answered in time: what is open is left to the agent, or waits for somebody to ask for it again. */
export function timeOut(
  state: ThreadState,
  afterMs: number,
  atEnd: Terms['atEnd'],
  now: number,
): ThreadState {
  if (state.phase.kind !== 'waiting') return state;
  const closed: ClosedBy = { how: 'timed-out', afterMs, atEnd };
  if (atEnd === 'assume') return assume(state, closed, now);
  const { parked, open } = state.phase;
  const phase: Phase = { kind: 'done', at: now, end: 'closed', unanswered: { parked, open } };
  return closeQuestions({ ...state, epoch: state.epoch + 1, phase }, open, closed);
}

/**
 * Ends a turn now, whatever it was doing; afterwards the thread listens to mentions only. What no model call has seen
 * yet stays in the inbox, so that a retry has it.
 */
export function stop(state: ThreadState, personId: string, now: number): ThreadState {
  const stopped: ThreadState = {
    ...state,
    quiet: true,
    epoch: state.epoch + 1,
    phase: { kind: 'done', at: now, end: 'stopped', ...unread(state) },
  };
  if (state.phase.kind === 'waiting') {
    const { parked, open } = state.phase;
    const phase: Phase = { kind: 'done', at: now, end: 'stopped', unanswered: { parked, open } };
    return closeQuestions({ ...stopped, phase }, open, { by: personId, how: 'stopped' });
  }
  const ref = { threadId: state.id, turn: state.turn };
  return deliver(stopped, replaceReceipt(state.turn, endId(state), { kind: 'stopped', ref, byId: personId }));
}

/** The asker may not have heard yet what it waits for, so all of it is tried again. */
export function tryUninvited(state: ThreadState, now: number): ThreadState {
  if (state.phase.kind !== 'uninvited' || !state.phase.isUntold) return state;
  return { ...invited(state, now), epoch: state.epoch - 1 };
}

/** The bot was invited: what could not be posted is posted now. */
export function invited(state: ThreadState, now: number): ThreadState {
  if (state.phase.kind !== 'uninvited') return state;
  return { ...state, phase: { kind: 'working', since: now, claims: 0 } };
}
