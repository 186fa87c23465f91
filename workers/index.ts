import { type RunningWorker, startWorker } from '../src/adapters/bullmq/worker.ts';
import { toAppError } from '../src/core/errors.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { createDelivery } from './delivery.ts';
import { createDesign } from './design.ts';
import { SWEEP_EVERY_MS, sweep } from './sweep.ts';

/** Deliveries are short and mostly waiting for the platform. */
const DELIVERIES_PER_DESIGN = 2;

export type RunningWorkers = { close(): Promise<void> };

/** Everything a worker process does: turns, deliveries, and the sweep that mends threads without a job. */
export async function startWorkers(services: WorkerServices): Promise<RunningWorkers> {
  const { config, log, metrics, redis, store, jobs } = services;
  const onFailure = (threadId: string, error: unknown, willRetry: boolean) => {
    metrics.deliveryFailures.inc({ code: toAppError(error).code });
    log.warn({ threadId, willRetry, ...describeError(error) }, 'job failed');
  };
  const workers: RunningWorker[] = await Promise.all([
    startWorker({
      kind: 'design',
      redis,
      concurrency: config.workerConcurrency,
      run: createDesign(services),
      onFailure,
    }),
    startWorker({
      kind: 'deliver',
      redis,
      concurrency: config.workerConcurrency * DELIVERIES_PER_DESIGN,
      run: createDelivery(services),
      onFailure,
    }),
  ]);

  async function mend(): Promise<void> {
    try {
      metrics.swept.set(await sweep(store, jobs));
    } catch (error) {
      log.warn(describeError(error), 'sweep failed');
    }
  }
  await mend();
  const timer = setInterval(mend, SWEEP_EVERY_MS);
  log.info({ concurrency: config.workerConcurrency }, 'workers are up');

  return {
    async close() {
      clearInterval(timer);
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
