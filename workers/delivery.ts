import { deliverThread } from '../src/core/delivery/deliver.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { sleep } from '../src/sleep.ts';
import { createProgressBudget } from './progress-budget.ts';

/** Shows what a thread has to show. */
export function createDelivery(services: WorkerServices) {
  const mayShowProgress = createProgressBudget(Date.now);
  return async (threadId: string, signal: AbortSignal): Promise<void> => {
    const { store, jobs, ledger } = services;
    const chat = services.chatFor(threadId);
    const agents = () => services.catalog.list();
    const onGivenUp = (id: string, error: unknown) =>
      services.log.error({ threadId: id, ...describeError(error) }, 'could not be shown, and is given up');
    await deliverThread(
      { store, jobs, ledger, chat, agents, mayShowProgress, onGivenUp, sleep, now: Date.now },
      threadId,
      signal,
    );
  };
}
