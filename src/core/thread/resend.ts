import type { PersonInbound } from '../chat/inbound.ts';
import type { Decision } from './decision.ts';
import type { ThreadState } from './state.ts';

type Message = Extract<PersonInbound, { kind: 'message' }>;

/** A platform that takes words for lost sends them again within a minute. */
const SENT_AGAIN_WITHIN_MS = 60_000;
const MOST_HEARD = 10;

/** Nobody answers a question with the sentence that was said before it was asked; a word may well fit both. */
const SENTENCE_CHARS = 20;

/**
 * Whether these words were heard before and are still being worked on: the thread stands where it stood right after,
 * or has come to a question meanwhile. Later they are words of their own.
 */
export function isCopy(state: ThreadState, { resend, text }: Message, now: number): boolean {
  if (!resend) return false;
  const { kind } = state.phase;
  const isSentence = text.trim().length > SENTENCE_CHARS;
  return (state.heard ?? []).some(
    ({ of, at, turn, phase }) =>
      of === resend.of &&
      now - at < SENT_AGAIN_WITHIN_MS &&
      turn === state.turn &&
      (phase === kind || (phase === 'working' && kind === 'waiting' && isSentence)),
  );
}

/** Remembers what was said, where it changed a thread. */
export function remembering(decision: Decision, { resend }: Message, now: number): Decision {
  const { state } = decision;
  // What sets the place may be set back and set again.
  if (!state || !resend || decision.settings || state.phase.kind === 'done') return decision;
  const lately = (state.heard ?? []).filter(({ at }) => now - at < SENT_AGAIN_WITHIN_MS);
  const heard = { of: resend.of, at: now, turn: state.turn, phase: state.phase.kind };
  return { ...decision, state: { ...state, heard: [...lately, heard].slice(-MOST_HEARD) } };
}
