import { type Decision, go, note } from './decision.ts';
import type { ThreadState } from './state.ts';
import { stop } from './transitions.ts';

/** Stop by word, button or the platform's own control: the first ends the turn, later ones find nothing running. */
export function decideStop(state: ThreadState, personId: string, now: number): Decision {
  if (state.phase.kind === 'done') return note('Nothing is running here.');
  return { ...go(stop(state, personId, now)), cancel: true };
}
