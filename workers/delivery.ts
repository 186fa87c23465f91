import { abandonThread } from '../src/core/delivery/abandon-thread.ts';
import { deliverThread } from '../src/core/delivery/deliver.ts';
import type { AppError } from '../src/core/errors.ts';
import type { Hold } from '../src/core/thread/jobs.ts';
import { isUnreadable } from '../src/core/thread/unreadable.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { sleep } from '../src/sleep.ts';

/** Shows what a thread has to show. */
export function createDelivery(services: WorkerServices) {
  return async (threadId: string, { signal, isHeld }: Hold): Promise<void> => {
    const { store, jobs, ledger, workshop, decisions, digests, failedRuns } = services;
    const platform = services.platformOf(threadId);
    // Nothing can be said there; it goes on once the platform is configured again.
    if (!platform) return;
    const { chat, mayShowProgress, mayShowChart } = platform;
    const agents = () => services.catalog.list();
    const onGivenUp = (id: string, error: AppError) => {
      services.metrics.deliveriesGivenUp.inc({ code: error.code });
      services.log.error({ threadId: id, ...describeError(error) }, 'could not be shown, and is given up');
    };
    const shown = { workshop, decisions, chat, agents, mayShowProgress, mayShowChart };
    const deps = { store, jobs, ledger, digests, failedRuns, onGivenUp, ...shown };
    const held = { ...deps, isHeld, sleep, now: Date.now };
    try {
      await deliverThread(held, threadId, signal);
    } catch (error) {
      if (isUnreadable(error)) await abandonThread(held, threadId, error, signal);
      throw error;
    }
  };
}
