import type { Place } from '../chat/message.ts';
import type { Period } from './schedule.ts';

/** `now`: somebody asked for it; it belongs to no schedule. */
export type DigestPeriod = Period | 'now';

/** Something about a channel's architecture that is worth a line; everything in it is plain text. */
export type DigestItem = {
  /** The same thing has the same key in every digest, and another state of it another one. */
  key: string;
  /** One sentence, or a title. */
  title: string;
  /** What is to be known of it, or who is waited for. */
  detail?: string;
  /** Since when it is so, in epoch milliseconds: it is told once, in the digest that covers that instant. */
  at: number;
  /** What it is about: the thread, and the turn whose message shows it. */
  threadId: string;
  turn: number;
  /** Where that message is, when it can be told. */
  link?: string;
  /** Who answers in that thread. */
  agentId?: string;
};

/** `more`: how many others there are, where not all are told. */
export type DigestSection = { id: string; title: string; items: DigestItem[]; more?: number };

/** Counts of a part of that time: later than `at`, up to `until`, in epoch milliseconds. */
export type ActivityBucket = {
  at: number;
  until: number;
  /** What that part is called on the clocks of the digest's zone, such as `Mon 16`. */
  label: string;
  designs: number;
  answers: number;
  decisions: number;
};

/** Counts of the time that a digest covers. */
export type DigestNumbers = {
  designs: number;
  answers: number;
  /** Accepted ones. */
  decisions: number;
  /** From a request to its answer or design, where there was one. */
  medianMs?: number;
  /** US dollars at list prices; absent where a model has none that is known. */
  costUsd?: number;
  inputTokens: number;
  outputTokens: number;
  /** Most first. */
  byAgent: { id: string; title: string; designs: number; answers: number }[];
  /** The same in parts that touch each other, oldest first (`bucketActivity`). */
  activity?: ActivityBucket[];
};

/** What happened in a channel in a time, and what of before is still open. Computed; no word of it is a model's. */
export type Digest = {
  place: Place;
  period: DigestPeriod;
  /** The time zone of its schedule, in which its days are told. */
  zone: string;
  /** Later than `sinceAt`, up to `untilAt`: epoch milliseconds. */
  sinceAt: number;
  untilAt: number;
  /** Sections with something new, in the order in which they are read. */
  sections: DigestSection[];
  /** What earlier digests told and nobody has dealt with. */
  open: DigestSection[];
  numbers: DigestNumbers;
  /** Slots before it that were missed, and that it covers. */
  missed: number[];
};

/** How somebody dealt with an item: it is in no later digest. */
export type Settled = { key: string; how: 'done' | 'not-for-us'; byId: string; at: number };

/** All items in the order in which they are shown: new ones first. A button names an item by its place here. */
export function itemsOf({ sections, open }: Pick<Digest, 'sections' | 'open'>): DigestItem[] {
  return [...sections, ...open].flatMap(({ items }) => items);
}

/** Nothing new: such a digest is not posted, whatever is open from before. */
export function isEmpty({ sections }: Pick<Digest, 'sections'>): boolean {
  return sections.every(({ items }) => items.length === 0);
}
