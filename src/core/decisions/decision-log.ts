import type { PersonId, Place } from '../chat/message.ts';

/** A decision of a channel; its number is never given to another one. */
export type DecisionRecord = {
  number: number;
  title: string;
  status: 'proposed' | 'accepted' | 'superseded';
  /** The design it comes from. */
  threadId: string;
  turn: number;
  /** The chosen option, by whom and when (epoch milliseconds), once it is accepted. */
  option?: string;
  byId?: PersonId;
  at?: number;
  supersedes?: number[];
  supersededBy?: number;
};

export type Acceptance = {
  /** Names the deed: the same key again changes nothing and gives the same result. */
  key: string;
  threadId: string;
  turn: number;
  /** What `reserve` gave the draft; absent where it gave none. */
  number?: number;
  /** The proposal of another option, which becomes void: its number was handed out, so it is not used for this one. */
  replaces?: number;
  title: string;
  option: string;
  byId: PersonId;
  at: number;
};

export type Accepted = {
  record: DecisionRecord;
  /** What was accepted before and holds no longer. */
  superseded: DecisionRecord[];
};

/** The decisions of each channel, numbered from 1. Every call may be repeated without harm. */
export type DecisionLog = {
  /**
   * The numbers of a design's drafts, in the order of their titles. A title that this thread had before keeps its
   * number, until it is accepted: then a later draft of it is a proposal of its own.
   */
  reserve(place: Place, threadId: string, turn: number, titles: readonly string[]): Promise<number[]>;
  /**
   * Turns the draft of that number, or without one of that title, into an accepted decision. What it replaces, and
   * what the same thread, or the same title in this channel, accepted before, is superseded. A number that was accepted
   * once is not used again.
   */
  accept(place: Place, acceptance: Acceptance): Promise<Accepted>;
  /** Oldest first. */
  list(place: Place): Promise<DecisionRecord[]>;
};
