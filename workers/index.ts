import { startTicker } from '../src/adapters/bullmq/ticker.ts';
import { type RunningWorker, startWorker, type WorkerTiming } from '../src/adapters/bullmq/worker.ts';
import { planDigests } from '../src/core/digest/plan-digests.ts';
import { toAppError } from '../src/core/errors.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { createDelivery } from './delivery.ts';
import { createDesign } from './design.ts';
import { createDigest } from './digest.ts';
import { SWEEP_EVERY_MS, sweep } from './sweep.ts';

/** Deliveries are short and mostly waiting for the platform. */
const DELIVERIES_PER_DESIGN = 2;

/** Digests are in no hurry, and whatever else a worker does goes first. */
const DIGESTS_AT_ONCE = 4;

/** A digest is at most that late, where no others are due. */
const LOOK_FOR_DIGESTS_MS = 3_000;

/** What is asked for early is asked for well before it is due. */
const ASK_EARLY_EVERY_MS = 60_000;

/** A model call that is nearly there is paid for already; a process that was told to end has 25 s in all. */
const MODEL_GRACE_MS = 15_000;

export type RunningWorkers = { close(): Promise<void> };

/** Everything a worker process does: turns, deliveries, and the sweep that mends threads without a job. */
export async function startWorkers(services: WorkerServices, timing?: WorkerTiming): Promise<RunningWorkers> {
  const { config, log, metrics, redis, store, jobs, settings, failedRuns } = services;
  const onFailure = (threadId: string, error: unknown, willRetry: boolean) => {
    metrics.deliveryFailures.inc({ code: toAppError(error).code });
    log.warn({ threadId, willRetry, ...describeError(error) }, 'job failed');
  };
  const digest = createDigest(services);
  const closing = new AbortController();
  const workers: RunningWorker[] = await Promise.all([
    startWorker({
      kind: 'design',
      graceMs: MODEL_GRACE_MS,
      redis,
      concurrency: config.workerConcurrency,
      run: createDesign(services),
      onFailure,
      ...(timing ? { timing } : {}),
    }),
    startWorker({
      kind: 'deliver',
      graceMs: 0,
      redis,
      concurrency: config.workerConcurrency * DELIVERIES_PER_DESIGN,
      run: createDelivery(services),
      onFailure,
      ...(timing ? { timing } : {}),
    }),
    startWorker({
      kind: 'digest',
      graceMs: 0,
      redis,
      concurrency: DIGESTS_AT_ONCE,
      run: digest.run,
      onFailure,
      ...(timing ? { timing } : {}),
    }),
  ]);
  const tickers = await Promise.all([
    startTicker({
      name: 'digest-tick',
      everyMs: LOOK_FOR_DIGESTS_MS,
      redis,
      run: () => planDigests({ digests: services.digests, jobs }, Date.now()),
      onFailure: (error) => log.warn(describeError(error), 'digests could not be looked for'),
    }),
    startTicker({
      name: 'digest-words',
      everyMs: ASK_EARLY_EVERY_MS,
      redis,
      run: () => digest.prepare(closing.signal),
      onFailure: (error) => log.warn(describeError(error), 'no words could be asked for early'),
    }),
  ]);

  async function mend(): Promise<void> {
    try {
      const now = Date.now();
      // Without the notes threads are tried too often; without a sweep some are not tried at all.
      const held = new Set(await failedRuns.held(now).catch(() => []));
      metrics.swept.set(await sweep({ store, jobs, settings }, now, held));
      await Promise.all(tickers.map((ticker) => ticker.revive()));
    } catch (error) {
      log.warn(describeError(error), 'sweep failed');
    }
  }
  await mend();
  const timer = setInterval(mend, SWEEP_EVERY_MS);
  // What Redis lost with its process, or could not take while it was away, need not wait for the next minute.
  redis.on('ready', mend);
  log.info({ concurrency: config.workerConcurrency }, 'workers are up');

  return {
    async close() {
      clearInterval(timer);
      redis.off('ready', mend);
      closing.abort();
      await Promise.all(tickers.map((ticker) => ticker.close()));
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
