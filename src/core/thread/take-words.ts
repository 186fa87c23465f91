import { assignText } from './assign.ts';
import { type Decision, go, note } from './decision.ts';
import { hasRoom } from './room.ts';
import type { InboxMessage, ThreadState } from './state.ts';
import { addToInbox, beginTurn, takeAnswers } from './transitions.ts';

const FULL =
  'That is more than I can take in before I have answered, so this message is not kept. Say it again after my answer, or in a file or page that you sum up for me.';

/** Words for a thread that exists: an answer, something to know while it works, or a follow-up. */
export function takeWords(state: ThreadState, message: InboxMessage, now: number): Decision {
  if (!hasRoom(state.inbox, message)) return note(FULL);
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
