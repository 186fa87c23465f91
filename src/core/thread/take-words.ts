import { assignText } from './assign.ts';
import { type Decision, go } from './decision.ts';
import type { InboxMessage, ThreadState } from './state.ts';
import { addToInbox, beginTurn, takeAnswers } from './transitions.ts';

/** Words for a thread that exists: an answer, something to know while it works, or a follow-up. */
export function takeWords(state: ThreadState, message: InboxMessage, now: number): Decision {
  switch (state.phase.kind) {
    case 'uninvited':
    case 'working':
      return go(addToInbox(state, message), [], {
        kind: 'notice',
        markdown: 'Noted: it goes into the answer I am working on.',
      });
    case 'waiting': {
      const open = assignText(state.phase.open, message.text, message.authorId);
      return go(takeAnswers({ ...state, quiet: false }, open, message.authorId, now));
    }
    case 'done':
      return go(beginTurn(state, message, now));
    default:
      return state.phase satisfies never;
  }
}
