import type { Sought } from '../chat/chat.ts';
import type { MessageRef, PersonId, Place } from '../chat/message.ts';
import type { AgentRef, Reply } from '../chat/reply.ts';
import type { DigestItem, DigestPeriod, Settled } from '../digest/digest.ts';
import type { Terms } from './channel-settings.ts';
import type { OpenQuestions } from './questions.ts';

/** Something a person said that no model call has seen yet. A `note` is to be known, and asks for nothing. */
export type InboxMessage = { authorId: PersonId; text: string; messageId?: string; note?: true };

/** Who said what the bot itself put into an inbox: no person of any platform. */
export const BOT_ID = 'Architect';

/** A result that waits for the answers to a question of the same model turn. */
export type PendingResult = { toolUseId: string; content: string; isError: boolean };

/** The call that asked, and what its sibling calls returned: they go back to the model together. */
export type Parked = { toolUseId: string; results: PendingResult[] };

export type Phase =
  /** The bot is not in the channel; the question is kept until it is. `since` is absent where an earlier version kept it. */
  /** `isUntold`: the asker may not have heard yet what it waits for. */
  | { kind: 'uninvited'; since?: number; isUntold?: true }
  /** A turn is queued or running. `answered` holds what a question brought, until the model has it. */
  | { kind: 'working'; since: number; claims: number; answered?: { parked: Parked; open: OpenQuestions } }
  /**
   * `since`: when the questions or an answer came last. `plan`: when something happens though nobody says anything;
   * absent until the channel's terms have been looked at. `remindedAt`: once for a set of questions.
   */
  | {
      kind: 'waiting';
      since: number;
      parked: Parked;
      open: OpenQuestions;
      plan?: { remindAt?: number; endAt: number; atEnd: Terms['atEnd'] };
      remindedAt?: number;
    }
  /**
   * `unanswered`: what a stop or a time-out left open, so that a retry asks it again. `answered`: what a question
   * brought and no model call has read yet.
   */
  | {
      kind: 'done';
      at: number;
      end: 'answer' | 'design' | 'stopped' | 'failed' | 'closed';
      unanswered?: { parked: Parked; open: OpenQuestions };
      answered?: { parked: Parked; open: OpenQuestions };
    };

/** An option of a design that was chosen, by its place. */
export type Choice = { turn: number; option: number; byId: PersonId; at: number };

/** A turn that ended in a design: its version, counted from 1, and the names of its options. */
export type DesignRef = {
  turn: number;
  version: number;
  options: string[];
  /** Which agent made it; absent for designs from before it was kept. */
  agentId?: string;
};

/**
 * Something to be shown, in order. `root` posts the message that roots the thread, `receipt` the message of a
 * turn, `replace` updates that message (further parts are posted after it), `refresh` updates it alone, `post` adds one.
 */
export type Delivery = {
  /** Unique in the thread; the ledger's keys derive from it. */
  id: string;
  turn: number;
  target: 'root' | 'receipt' | 'replace' | 'refresh' | 'post';
  /** `progress` and `outcome` are looked up when they are sent, so that the newest is shown. */
  content:
    | { kind: 'progress' }
    | { kind: 'outcome' }
    | { kind: 'choice'; choice: Choice }
    | { kind: 'inline'; reply: Reply };
};

/**
 * A call to the platform whose answer was given up: it may still happen, long after something else was shown. `post`: a
 * message that was then posted again. `update`: of a turn's message; `last` is what was shown there since. It is one as
 * well where the pictures of `last` were not ready; `shownAgain` counts how often it was tried since.
 */
export type Doubt =
  | ({ kind: 'post'; at: number; isRoot?: true } & Sought)
  /** The platform's own state of the thread. */
  | { kind: 'session'; at: number }
  | { kind: 'update'; turn: number; at: number; last?: Delivery; shownAgain?: number };

/** `items` in the order in which they are shown. */
export type DigestRef = {
  period: DigestPeriod;
  slotAt: number;
  sinceAt: number;
  items: Pick<DigestItem, 'key' | 'title' | 'detail' | 'link' | 'agentId'>[];
  settled: Settled[];
};

/** All that is known of a thread, but the model's transcript and the outcomes, which are stored beside it. */
export type ThreadState = {
  id: string;
  place: Place;
  /** Absent until the message that roots a slash command's thread is posted. */
  rootId?: string;
  rootedBy: 'request' | 'people';
  askerId: PersonId;
  /** What a slash command left for answering privately. */
  handle?: string;
  /** The agent that shall answer from the next turn on; `auto`: the one that fits best. */
  requested?: string;
  /** The agent that this thread has, with the version it began with. */
  agent?: AgentRef;
  quiet: boolean;
  /** One receipt and one end each. */
  turn: number;
  /** Grows with each claim of a worker and each stop: a run that holds an older one has lost the thread. */
  epoch: number;
  phase: Phase;
  inbox: InboxMessage[];
  deliveries: Delivery[];
  receipts: Record<number, MessageRef>;
  /** How often the agent has asked back since the last new request. */
  rounds: number;
  /** Messages of people that were requests, newest last, at most 20: an edit of one may run again. */
  requests: { messageId: string; authorId: PersonId }[];
  /** What was said lately, and where the thread stood right after: a copy of it that is sent again says nothing new. */
  heard?: { of: string; at: number; turn: number; phase: Phase['kind'] }[];
  /** A changed request that its author may run again. */
  edited?: { messageId: string; text: string };
  /** Oldest first, at most 20. Absent in threads from before designs had versions. */
  designs?: DesignRef[];
  /** The last choice that was made here. */
  choice?: Choice;
  /** The last message of a people's thread that the model has read. */
  readUntil?: string;
  /** The thread is a digest: of which slot, and what its buttons are about. */
  digest?: DigestRef;
  /** What is looked at once more, later. Absent: nothing. */
  doubts?: Doubt[];
  /** What was given up and can be shown later, if it still says something then. Absent: nothing. */
  unshown?: Delivery[];
};

/** Whether there is work left that a lost job would leave undone. */
export function hasWork(state: ThreadState): boolean {
  if (state.phase.kind === 'uninvited') return state.phase.isUntold === true;
  return state.phase.kind === 'working' || state.deliveries.length > 0 || (state.doubts ?? []).length > 0;
}

/** Whether something stands there that a digest of its channel may speak of after the time in which it came to be. */
export function isNotable({ phase, designs = [], inbox }: ThreadState): boolean {
  if (designs.length > 0 || inbox.some(({ note }) => !note)) return true;
  return phase.kind === 'done' ? phase.end === 'failed' || phase.end === 'closed' : phase.kind !== 'working';
}

/** When a thread wants to be looked at though nobody says anything; at once where that was not planned yet. */
export function attendAt({ phase }: ThreadState): number | undefined {
  if (phase.kind !== 'waiting') return undefined;
  return phase.plan ? (phase.plan.remindAt ?? phase.plan.endAt) : phase.since;
}
