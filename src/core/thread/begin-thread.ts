import type { PersonId, Place } from '../chat/message.ts';
import type { InboxMessage, ThreadState } from './state.ts';
import { beginTurn, deliver } from './transitions.ts';

type Root = Pick<ThreadState, 'id' | 'place' | 'askerId' | 'rootedBy'> &
  Partial<Pick<ThreadState, 'rootId' | 'handle' | 'requested'>>;

/** A thread in which nothing has happened yet. */
export function emptyThread(root: Root): Omit<ThreadState, 'phase'> {
  return {
    ...root,
    quiet: false,
    turn: 0,
    epoch: 0,
    inbox: [],
    deliveries: [],
    receipts: {},
    rounds: 0,
    requests: [],
  };
}

/** Begins a thread with its first request; `shown` is what roots it where no message of a person does. */
export function beginThread(
  root: Root,
  message: InboxMessage,
  now: number,
  shown?: { askerId: PersonId; question: string },
): ThreadState {
  const fresh: ThreadState = { ...emptyThread(root), phase: { kind: 'working', since: now, claims: 0 } };
  const rooted = shown
    ? deliver(fresh, {
        id: 'root',
        turn: 0,
        target: 'root',
        content: { kind: 'inline', reply: { kind: 'request', ...shown } },
      })
    : fresh;
  return beginTurn(rooted, message, now);
}

/** The id of a thread in a place; `root` is unique there. */
export function threadIdIn({ platform, workspaceId, channelId }: Place, root: string): string {
  return [platform, workspaceId, channelId, root].map(encodeURIComponent).join(':');
}
