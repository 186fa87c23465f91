const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long each kind of key outlives the last thing that happened to it. No key of ours is kept for ever. */
export type Retention = {
  /** A thread with all that belongs to it, and the notes of what failed there. */
  threadMs: number;
  /** What a person did, so that it is not done twice. */
  seenMs: number;
  /** Where a running turn is. */
  progressMs: number;
  /** What a team has decided: a channel's settings and its decisions; each look at them counts. */
  teamMs: number;
};

/**
 * Slack repeats an event for up to a day, so deeds are known a little longer than that. No turn runs for a day. Teams
 * come back to what they decided years later.
 */
export const RETENTION: Retention = {
  threadMs: 90 * DAY_MS,
  seenMs: 25 * HOUR_MS,
  progressMs: DAY_MS,
  teamMs: 5 * 365 * DAY_MS,
};
