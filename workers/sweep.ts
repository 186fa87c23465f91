import { type AttendDeps, attendThread } from '../src/core/thread/attend.ts';
import type { Jobs } from '../src/core/thread/jobs.ts';
import type { ThreadStore } from '../src/core/thread/store.ts';
import { isUnreadable } from '../src/core/thread/unreadable.ts';

export const SWEEP_EVERY_MS = 60_000;

type SweepDeps = { store: ThreadStore; jobs: Jobs; settings: AttendDeps['settings'] };

/**
 * Threads are kept before their jobs are queued, so a crash or an outage in between leaves work without a job. This
 * looks at every thread with work and queues it again; a thread that has its job keeps just that one. Then it looks at
 * those that wait for people, and have waited long enough. Any number of these may run at once. `held`: threads that
 * have something to show and can't show it before an operator mends something; it is not tried at each sweep.
 */
export async function sweep(
  { store, jobs, settings }: SweepDeps,
  now: number,
  held: ReadonlySet<string> = new Set(),
): Promise<number> {
  const ids = await store.active();
  for (const id of ids) {
    if (!held.has(id)) await jobs.enqueue('deliver', id);
    await jobs.enqueue('design', id);
  }
  const failures: unknown[] = [];
  for (const id of await store.due(now)) {
    // One thread that can't be read must not keep the others waiting.
    await attendThread({ store, jobs, settings }, id, now).catch(async (error) => {
      failures.push(error);
      // Its delivery says so, and takes it off the list.
      if (isUnreadable(error)) await jobs.enqueue('deliver', id);
    });
  }
  if (failures.length > 0) throw failures[0];
  return ids.length;
}
