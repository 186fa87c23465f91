import type { PersonInbound } from '../chat/inbound.ts';
import type { Decision } from './decision.ts';
import type { ThreadState } from './state.ts';

type Message = Extract<PersonInbound, { kind: 'message' }>;

/** A platform that takes words for lost sends them again within a minute. */
const SENT_AGAIN_WITHIN_MS = 60_000;
const MOST_HEARD = 10;

/**
 * Whether these words were heard before and are still being worked on: the thread stands where it stood right after.
 * Later they are words of their own, as a person may well answer two questions with the same one.
 */
export function isCopy(state: ThreadState, { resend }: Message, now: number): boolean {
  if (!resend) return false;
  return (state.heard ?? []).some(
    ({ of, at, turn, phase }) =>
      of === resend.of &&
      now - at < SENT_AGAIN_WITHIN_MS &&
      turn === state.turn &&
      phase === state.phase.kind,
  );
}

/** Remembers what was said, where it changed a thread. */
export function remembering(decision: Decision, { resend }: Message, now: number): Decision {
  const { state } = decision;
  if (!state || !resend || state.phase.kind === 'done') return decision;
  const lately = (state.heard ?? []).filter(({ at }) => now - at < SENT_AGAIN_WITHIN_MS);
  const heard = { of: resend.of, at: now, turn: state.turn, phase: state.phase.kind };
  return { ...decision, state: { ...state, heard: [...lately, heard].slice(-MOST_HEARD) } };
}
