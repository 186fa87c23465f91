import type { Jobs } from '../src/core/thread/jobs.ts';
import type { ThreadStore } from '../src/core/thread/store.ts';

export const SWEEP_EVERY_MS = 60_000;

/**
 * Threads are kept before their jobs are queued, so a crash or an outage in between leaves work without a job. This
 * looks at every thread with work and queues it again; a thread that has its job keeps just that one.
 */
export async function sweep(store: ThreadStore, jobs: Jobs): Promise<number> {
  const ids = await store.active();
  for (const id of ids) {
    await jobs.enqueue('deliver', id);
    await jobs.enqueue('design', id);
  }
  return ids.length;
}
