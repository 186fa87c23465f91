import { z } from 'zod';
import type { Place } from '../chat/message.ts';
import type { DigestRequest, PeriodSetting } from '../digest/digest-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a form offers; nothing else can be set. */
export const REMIND_AFTER_MS = ['never', 4 * HOUR_MS, DAY_MS, 3 * DAY_MS] as const;
export const END_AFTER_MS = [DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 30 * DAY_MS] as const;
export const AT_END = ['assume', 'close'] as const;

/** How long questions wait for people, counted from the last answer, and what comes after that. */
export type Terms = {
  remindAfterMs: number | 'never';
  endAfterMs: number;
  atEnd: (typeof AT_END)[number];
};

export const DEFAULT_TERMS: Terms = { remindAfterMs: DAY_MS, endAfterMs: 7 * DAY_MS, atEnd: 'assume' };

/** Terms as they are kept: an older version may have offered others. */
export const termsSchema = z.object({
  remindAfterMs: z.union([z.literal('never'), z.number().positive()]),
  endAfterMs: z.number().positive(),
  atEnd: z.enum(AT_END),
}) satisfies z.ZodType<Terms>;

/**
 * `agent`: an id, or `auto` for the router's choice. `digests`: null ends one. `digestNow`: one is wanted at once. What is
 * absent stays as it is.
 */
export type ChannelChange = {
  agent?: string;
  terms?: Terms;
  digests?: PeriodSetting;
  digestNow?: DigestRequest;
};

/** What a channel has chosen for itself. Kept for good: it is set by people, together with their deed. */
export type ChannelSettings = {
  /** The id of the agent that answers here unless another one is named; absent: the router chooses. */
  agent(place: Place): Promise<string | undefined>;
  terms(place: Place): Promise<Terms>;
};

/** `4 hours`, `1 day`. */
export function formatTerm(ms: number): string {
  const [count, unit] = ms < DAY_MS ? [Math.round(ms / HOUR_MS), 'hour'] : [Math.round(ms / DAY_MS), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
