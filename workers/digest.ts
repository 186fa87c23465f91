import { narrate } from '../src/core/digest/narrate.ts';
import { runDigest } from '../src/core/digest/run-digest.ts';
import { DIGEST_SOURCES } from '../src/core/digest/sources/index.ts';
import type { Hold } from '../src/core/thread/jobs.ts';
import { describeError } from '../src/log.ts';
import type { WorkerServices } from '../src/services.ts';
import { countTokens } from './count-tokens.ts';

/** A digest is read as well without a paragraph on top: it is not waited for any longer. */
const NARRATE_WITHIN_MS = 20_000;

/** Puts the digest of a channel together when it is due, and plans its next look. */
export function createDigest(services: WorkerServices) {
  const { digests, store, jobs, decisions, workshop, model, metrics, log } = services;

  return async (id: string, { signal }: Hold): Promise<void> => {
    const platform = services.platformOf(id);
    // It goes on once the platform is configured again.
    if (!platform) return;
    const { chat, linkTo } = platform;
    const run = await runDigest(
      {
        digests,
        store,
        jobs,
        decisions,
        workshop,
        chat,
        linkTo,
        sources: DIGEST_SOURCES,
        narrate: (digest, aborted) =>
          narrate({
            model,
            digest,
            signal: AbortSignal.any([aborted, AbortSignal.timeout(NARRATE_WITHIN_MS)]),
            onUsage: (usage) => countTokens(metrics, usage),
          }),
        now: Date.now,
        onProblem: (source, error) =>
          log.warn({ digestId: id, source, ...describeError(error) }, 'a section of a digest is left out'),
      },
      id,
      signal,
    );
    metrics.digests.inc({ what: run.what });
  };
}
