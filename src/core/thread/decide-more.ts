import type { PersonInbound } from '../chat/inbound.ts';
import { type Decision, GONE, go, NOTHING, note, say } from './decision.ts';
import type { ThreadState } from './state.ts';
import { describeStatus } from './status.ts';
import { takeWords } from './take-words.ts';
import { beginTurn, showRequest } from './transitions.ts';

type Press = Extract<PersonInbound, { kind: 'press' }>;
type Submitted = Extract<PersonInbound, { kind: 'form' }>;

/** From any card of the thread: what is asked is about the thread, not about the card. */
export function openFollowUp(state: ThreadState, inbound: Press): Decision {
  if (!state.agent || state.phase.kind === 'uninvited') return say(GONE);
  return {
    jobs: [],
    replies: [],
    form: { kind: 'follow-up-form', ref: inbound.ref, agent: state.agent },
  };
}

/** What was written into a form nobody else has seen, so it is shown first; then it is like words said there. */
export function decideFollowUp(state: ThreadState, inbound: Submitted, now: number): Decision {
  const text = (inbound.answers.text ?? '').trim();
  if (text === '') return NOTHING;
  const authorId = inbound.author.id;
  const decision = takeWords(showRequest(state, authorId, text, inbound.keys[0]), { authorId, text }, now);
  return { ...decision, jobs: ['deliver'] };
}

const AGAIN = 'Work out the last request anew.';

/** A turn that does the last request over, for all to see. */
export function decideRegenerate(state: ThreadState, inbound: Press, now: number): Decision {
  if (state.phase.kind !== 'done') return note(describeStatus(state, now));
  const authorId = inbound.author.id;
  const text = `${AGAIN} Do it differently where that is better, and keep to what people have said and decided since.`;
  return go(beginTurn(showRequest(state, authorId, AGAIN, inbound.keys[0]), { authorId, text }, now));
}
