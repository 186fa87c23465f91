import { deliverThread } from '../src/core/delivery/deliver.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { sleep } from '../src/sleep.ts';
import { createProgressBudget } from './progress-budget.ts';

/** Shows what a thread has to show. */
export function createDelivery(services: WorkerServices) {
  const mayShowProgress = createProgressBudget(Date.now);
  return async (threadId: string, signal: AbortSignal): Promise<void> => {
    const { store, jobs, ledger, workshop, decisions } = services;
    const chat = services.chatFor(threadId);
    const agents = () => services.catalog.list();
    const onGivenUp = (id: string, error: unknown) =>
      services.log.error({ threadId: id, ...describeError(error) }, 'could not be shown, and is given up');
    const deps = { store, jobs, ledger, workshop, decisions, chat, agents, mayShowProgress, onGivenUp };
    await deliverThread({ ...deps, sleep, now: Date.now }, threadId, signal);
  };
}
