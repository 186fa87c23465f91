import type { DigestPlan } from './digest-store.ts';

/** Digests that fall on one instant are begun within this time, so that no platform and no worker sees them all at once. */
export const WINDOW_MS = 10 * 60_000;
/** Fewer of them are closer together. */
const APART_MS = 120;
/** A digest whose job is lost is looked at again so long after it should have been dealt with. */
const LOST_AFTER_MS = 2 * 60_000;
const MOST = 10_000;

export type PlanDigestsDeps = {
  digests: Pick<DigestPlan, 'due' | 'plan'>;
  jobs: { enqueue(kind: 'digest', id: string, delayMs: number): Promise<void> };
  windowMs?: number;
};

/**
 * Queues the digests that want to be looked at, one after the other within the window. Any number of these may run: a
 * digest has one job at most, and what is due stands in the store, so nothing that was missed is forgotten.
 */
export async function planDigests(
  { digests, jobs, windowMs = WINDOW_MS }: PlanDigestsDeps,
  now: number,
): Promise<void> {
  const due = await digests.due(now, MOST);
  const apartMs = Math.min(APART_MS, windowMs / Math.max(1, due.length));
  await Promise.all(due.map(({ id }, i) => jobs.enqueue('digest', id, Math.round(i * apartMs))));
  // Only now: a digest that is queued twice does no harm, and one that is not queued would be late.
  await Promise.all(due.map((one) => digests.plan(one, now + windowMs + LOST_AFTER_MS)));
}
