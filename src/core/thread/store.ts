import type { Agent } from '../agents/agent.ts';
import type { SoughtFile } from '../chat/chat.ts';
import type { Place } from '../chat/message.ts';
import type { Footer, Step } from '../chat/reply.ts';
import type { Design } from '../design/document.ts';
import type { Review } from '../design/review/finding.ts';
import type { Digest } from '../digest/digest.ts';
import type { TranscriptTurn } from '../turn/model.ts';
import type { ChannelChange } from './channel-settings.ts';
import type { ThreadState } from './state.ts';

export type Versioned = { state: ThreadState; version: number };

/** What a turn brought, kept until it is shown. */
export type Outcome =
  | {
      kind: 'answer';
      markdown: string;
      footer: Footer;
      /** Epoch milliseconds; absent in those of before it was kept. */
      at?: number;
    }
  | {
      kind: 'design';
      design: Design;
      footer: Footer;
      review: Review;
      version: number;
      /** The turn of the version before, where the same agent made it: another one's design is no change of it. */
      previousTurn?: number;
      /** Of its decisions' records, in the order of `draftDecisions`. */
      numbers: (number | null)[];
      /** Epoch milliseconds. */
      at: number;
    }
  /** `words`: what a model says of it. */
  | { kind: 'digest'; digest: Digest; words?: string; nextAt?: number; at: number };

export type Progress = { turn: number; startedAt: number; steps: Step[] };

export type Change = {
  state: ThreadState;
  /** The version the state was made from; 0 for a new thread. */
  version: number;
  /** Refuses the change when a deed with one of these keys was kept before; written together with it. */
  seen?: readonly string[];
  /** Appended to the transcript together with the change. */
  turns?: TranscriptTurn[];
  outcome?: { turn: number; value: Outcome };
  /** Epoch milliseconds after which the change must not happen any more, even if it is still under way. */
  deadlineAt?: number;
};

/** `late`: the deadline had passed. Nothing was written unless `saved`. */
export type Saved = 'saved' | 'conflict' | 'seen' | 'late';

/** A deed that changes no thread. */
export type Deed = {
  keys: readonly string[];
  deadlineAt?: number;
  /** What it sets for its channel. */
  settings?: ChannelChange;
  /** A deed that must have been kept in the same channel before. */
  after?: string;
};

/**
 * Where threads are kept. Changes are atomic, and compare the version they were made from. One that rejects with an
 * `UnknownOutcome` may have happened; with anything else it did not.
 */
export type ThreadStore = {
  /** Resolves once the store has answered in good time; at once where it did so lately. */
  awake(): Promise<void>;
  /** The thread that a message roots, if there is one. */
  find(place: Place, rootId: string): Promise<Versioned | undefined>;
  load(threadId: string): Promise<Versioned | undefined>;
  save(change: Change): Promise<Saved>;
  /**
   * Keeps a deed together with what it sets for the channel, all or nothing; terms hold for what is open there already.
   * `unknown`: the deed that it follows is not known there.
   */
  once(place: Place, deed: Deed): Promise<Exclude<Saved, 'conflict'> | 'unknown'>;
  /** Whether a deed with one of these keys was kept. */
  seen(place: Place, keys: readonly string[]): Promise<boolean>;
  transcript(threadId: string): Promise<TranscriptTurn[]>;
  outcome(threadId: string, turn: number): Promise<Outcome | undefined>;
  /** Newest wins, no compare: it is only shown. */
  progress: {
    read(threadId: string): Promise<Progress | undefined>;
    write(threadId: string, value: Progress): Promise<void>;
  };
  /** Threads with work left: what a sweep looks at. */
  active(): Promise<string[]>;
  /** Threads that want to be looked at by now though nobody said anything. */
  due(now: number): Promise<string[]>;
  /** Takes a thread that can't be read off all lists, so that no sweep comes back to it. */
  abandon(threadId: string): Promise<void>;
  /** Threads of a channel that wait for the bot to be invited; newest thread of a chat where people don't write into threads. */
  index: {
    uninvited(place: Place): Promise<string[]>;
    latest(place: Place): Promise<string | undefined>;
    /** Threads of a channel that are notable and in which something happened since, those first where it did last. */
    notable(place: Place, since: number, most: number): Promise<string[]>;
    /** Turns of a channel that brought something later than that, oldest first. */
    ended(place: Place, since: number): Promise<{ threadId: string; turn: number }[]>;
  };
  /** The version of an agent that a thread began with. */
  agents: { keep(agent: Agent): Promise<void>; read(hash: string): Promise<Agent | undefined> };
};

/**
 * What was said to the platform already. A row is written before each call that is not harmless to repeat, and
 * again when its result is known.
 */
export type Ledger = {
  /** The message that a settled row names; changes nothing. */
  peek(threadId: string, key: string): Promise<SentRow | undefined>;
  /**
   * `free`: the row is ours now; `lostSince`: rows of that time and later may have been lost with the server.
   * `pending`: somebody began, first at `since` and again at `last`, and the result is not known.
   */
  begin(
    threadId: string,
    key: string,
    at: number,
  ): Promise<
    { kind: 'free'; lostSince?: number } | { kind: 'pending'; since: number; last: number } | SentRow
  >;
  /** Stamps a pending row for another attempt; false when somebody else did so first, or settled it. */
  takeOver(threadId: string, key: string, last: number, at: number): Promise<boolean>;
  /**
   * `doubtfulSince`: it was posted although an attempt of that time may still happen. Resolves with the id of the message
   * that counts: the first one that was settled.
   */
  sent(threadId: string, key: string, messageId: string, doubtfulSince?: number): Promise<string>;
  /** Adds the files of an attempt before it is made: made anew, they may have other sizes. */
  noteFiles(threadId: string, key: string, files: readonly SoughtFile[]): Promise<void>;
  /** The files of all attempts that were noted. */
  filesOf(threadId: string, key: string): Promise<SoughtFile[]>;
  /** Surely not sent: the row that was begun at that time is free again. */
  forget(threadId: string, key: string, at: number): Promise<void>;
};

export type SentRow = { kind: 'sent'; messageId: string; doubtfulSince?: number };
