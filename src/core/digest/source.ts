import type { PersonId } from '../chat/message.ts';
import type { DecisionRecord } from '../decisions/decision-log.ts';
import type { Design } from '../design/document.ts';
import type { Sources } from '../design/sources/sources.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Outcome } from '../thread/store.ts';
import type { DigestItem } from './digest.ts';

/** A turn that ended, with what it brought. */
export type EndedTurn = { state: ThreadState; turn: number; at: number; outcome: Outcome };

/** What is known of a channel, as the sources of a digest read it. Everything is looked up at most once. */
export type ChannelHistory = {
  /** The time that is asked about: later than `sinceAt`, up to `untilAt`. */
  sinceAt: number;
  untilAt: number;
  /** Turns that ended in it, oldest first. */
  ended: readonly EndedTurn[];
  /** Notable threads of the channel in which something happened lately, in no order. */
  threads: readonly ThreadState[];
  /** Oldest first. */
  decisions: readonly DecisionRecord[];
  outcome(threadId: string, turn: number): Promise<Outcome | undefined>;
  /** What its contracts offer; without operations where they can't be read. */
  readSources(design: Design): Promise<Sources>;
  /** What a person is called, or their id. */
  nameOf(personId: PersonId): Promise<string>;
  /** Lets the process do what else it has to: between pieces of work that wait for nothing. */
  pause(): Promise<void>;
};

/**
 * One kind of news. It gives everything that is so at `untilAt`, with the instant since which it is: the digest tells what
 * came to be in its time as new, and what is `lasting` and older as still open. What is over, or never lasts, may be left
 * out when it is older than `sinceAt`.
 */
export type DigestSource = {
  id: string;
  /** Over its items, such as `New designs`. */
  title: string;
  lasting: boolean;
  items(history: ChannelHistory): Promise<DigestItem[]>;
};
