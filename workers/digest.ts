import { setImmediate as pause } from 'node:timers/promises';
import type { Digest } from '../src/core/digest/digest.ts';
import type { DigestId, PreparedWords } from '../src/core/digest/digest-store.ts';
import type { MakeDigestDeps } from '../src/core/digest/make-digest.ts';
import { narrate, readNarration } from '../src/core/digest/narrate.ts';
import { prepareNarrations } from '../src/core/digest/prepare-narrations.ts';
import { type RunDigestDeps, runDigest } from '../src/core/digest/run-digest.ts';
import { DIGEST_SOURCES } from '../src/core/digest/sources/index.ts';
import type { Hold } from '../src/core/thread/jobs.ts';
import { withTimeLimit } from '../src/core/time-limit.ts';
import { describeError } from '../src/log.ts';
import type { Platform, WorkerServices } from '../src/services.ts';
import { countTokens } from './count-tokens.ts';

/** A digest is read as well without a paragraph on top: it is not waited for any longer. */
const NARRATE_WITHIN_MS = 20_000;

export type DigestWork = {
  /** Puts the digest of a channel together if it is due, and plans its next look. */
  run(id: DigestId, hold: Hold): Promise<void>;
  /** Asks early for the words of those that are due soon. */
  prepare(signal: AbortSignal): Promise<void>;
};

export function createDigest(services: WorkerServices, now: () => number = Date.now): DigestWork {
  const { digests, store, jobs, decisions, workshop, model, batches, metrics, log } = services;

  /** Nothing of a digest is made for a platform that is not configured any more: it goes on once that is back. */
  function makingOf(id: DigestId): Making | undefined {
    const platform = services.platformOf(id);
    if (!platform) return undefined;
    const { chat, linkTo } = platform;
    const onProblem = (source: string, error: unknown) =>
      log.warn({ digestId: id, source, ...describeError(error) }, 'a section of a digest is left out');
    return { digests, store, decisions, workshop, chat, linkTo, pause, onProblem, sources: DIGEST_SOURCES };
  }

  /** What was asked for by batch, where it is there and still holds. */
  async function readPrepared(digest: Digest, { batch }: PreparedWords, signal: AbortSignal) {
    const asked = batch && batches.result(batch.id, batch.customId).catch(() => undefined);
    const reply = await (asked && Promise.race([asked, aborted(signal)]));
    if (typeof reply !== 'object') return undefined;
    countTokens(metrics, reply.usage);
    const narration = readNarration(reply, digest);
    return narration.kind === 'words' ? narration.words : undefined;
  }

  const narrateInTime: RunDigestDeps['narrate'] = async (digest, { prepared, mayAsk }, ending) => {
    const signal = withTimeLimit(ending, NARRATE_WITHIN_MS);
    const words = prepared && (await readPrepared(digest, prepared, signal));
    if (words !== undefined || !mayAsk) return words;
    return narrate({ model, digest, signal, onUsage: (usage) => countTokens(metrics, usage) });
  };

  return {
    async run(id, { signal, isHeld }) {
      const making = makingOf(id);
      if (!making) return;
      const { ledger } = services;
      const deps = { ...making, digests, jobs, ledger, isHeld, narrate: narrateInTime, now };
      const run = await runDigest(deps, id, signal);
      metrics.digests.inc({ what: run.what });
    },
    async prepare(signal) {
      const onProblem = (id: DigestId, error: unknown): undefined => {
        log.warn({ digestId: id, ...describeError(error) }, 'no words could be asked for early');
      };
      await prepareNarrations({ digests, batches, makingOf, onProblem }, now(), signal);
    },
  };
}

/** With the whole of what a digest is kept and shown by. */
type Making = MakeDigestDeps & Pick<WorkerServices, 'store'> & Pick<Platform, 'chat'>;

/** Resolves with nothing. */
function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
