import { z } from 'zod';
import type { PersonId, Place } from '../chat/message.ts';
import { type Period, type Schedule, scheduleSchema } from './schedule.ts';

/** What people have set for a channel, one for each period. */
export type DigestSetting = {
  place: Place;
  schedule: Schedule;
  /** Who is told when it can't be posted. */
  ownerId: PersonId;
  /** Posted though nothing happened. */
  heartbeat: boolean;
  /** Ids of the sections that are left out. */
  without: string[];
  /** Epoch milliseconds. */
  setAt: number;
  /** Since when it comes at these times: its first slot is a later one. Absent: since it was set. */
  fromAt?: number;
  /** What the digest whose place it took has told: it goes on from there. */
  before?: Pick<DigestProgress, 'untilAt' | 'told'>;
};

/** Somebody asked for a digest out of turn. */
export type DigestRequest = { place: Place; askerId: PersonId; zone: string; at: number };

/** How far a digest has come. */
export type DigestProgress = {
  /** The newest slot that was dealt with: posted, found empty, or told as missed. */
  slotAt: number;
  /** What came to be later than this is news. */
  untilAt: number;
  /** Keys of what was told of the last moments before `untilAt`: something may be kept a little later than it came to be. */
  told: string[];
  /** It could not be posted any more at that time; whatever is set later goes on. */
  pausedAt?: number;
};

/** A model was asked early what to say of the digest of a slot; without a batch there was nothing to say anything of. */
export type PreparedWords = { slotAt: number; batch?: { id: string; customId: string } };

/** Names a digest of a channel, as a thread's id does a thread: its last part is the period. */
export type DigestId = string;

/** The thread of the digest of a slot; of which digest, `digestIdOfThread` tells. */
export function threadIdOfSlot(id: DigestId, slotAt: number): string {
  const period = id.lastIndexOf(':') + 1;
  return `${id.slice(0, period)}digest-${id.slice(period)}-${slotAt}`;
}

export function digestIdOfThread(threadId: string, period: string): DigestId {
  return `${threadId.slice(0, threadId.lastIndexOf(':'))}:${period}`;
}

export type DueDigest = {
  id: DigestId;
  /** The look that was planned, which `plan` compares. */
  lookAt: number;
};

export type KeptDigest =
  | { kind: 'scheduled'; setting: DigestSetting; progress?: DigestProgress; prepared?: PreparedWords }
  | { kind: 'asked'; request: DigestRequest; progress?: DigestProgress }
  /** Something is set that this version can't read. */
  | { kind: 'unreadable' };

/** Where digests are kept. What people set is written with their deed (`ThreadStore.once`); this is for what comes of it. */
export type DigestStore = {
  /** What is set for a channel, in the order of the periods; what can't be read is left out. */
  list(place: Place): Promise<{ setting: DigestSetting; progress?: DigestProgress }[]>;
  read(id: DigestId): Promise<KeptDigest | undefined>;
  /** Notes how far a digest has come; one that has come farther stays. */
  advance(id: DigestId, progress: DigestProgress): Promise<void>;
  /** A slot can't be posted: its digest rests, and the next one begins with what came to be later than `untilAt`. */
  pause(id: DigestId, rest: { slotAt: number; untilAt: number; pausedAt: number }): Promise<void>;
  /** Digests of a channel that rest go on, and are looked at then. */
  resume(place: Place, now: number): Promise<void>;
  /** Somebody dealt with an item: no digest of the channel tells of it. */
  settle(place: Place, key: string): Promise<void>;
  /** Keys of what was dealt with. */
  settled(place: Place): Promise<string[]>;
};

/** When digests are looked at. */
export type DigestPlan = {
  /** Those to be looked at by now, longest due first. */
  due(now: number, most: number): Promise<DueDigest[]>;
  /** Those to be looked at later than now, until then, first come first. */
  soon(now: number, until: number): Promise<DigestId[]>;
  /** Notes that a model was asked early. */
  prepare(id: DigestId, words: PreparedWords): Promise<void>;
  /** The look that is planned. */
  look(id: DigestId): Promise<number | undefined>;
  /** When it is looked at next; null: not again. Nothing where somebody planned it anew since. */
  plan(due: DueDigest, lookAt: number | null): Promise<void>;
};

const place = z.looseObject({
  platform: z.enum(['slack', 'teams']),
  workspaceId: z.string(),
  channelId: z.string(),
  direct: z.boolean(),
  flat: z.literal(true).optional(),
});

/** As it is kept: an earlier version may have set less. */
export const settingSchema = z.looseObject({
  place,
  schedule: scheduleSchema,
  ownerId: z.string(),
  heartbeat: z.boolean().default(false),
  without: z.array(z.string()).default([]),
  setAt: z.number(),
  fromAt: z.number().optional(),
  before: z.object({ untilAt: z.number(), told: z.array(z.string()).default([]) }).optional(),
});

export const requestSchema = z.looseObject({
  place,
  askerId: z.string(),
  zone: z.string().default('UTC'),
  at: z.number(),
});

export const progressSchema = z.looseObject({
  slotAt: z.number(),
  untilAt: z.number(),
  told: z.array(z.string()).default([]),
  pausedAt: z.number().optional(),
});

export const preparedSchema = z.looseObject({
  slotAt: z.number(),
  batch: z.object({ id: z.string(), customId: z.string() }).optional(),
});

export type PeriodSetting = Partial<Record<Period, DigestSetting | null>>;
