import { AppError, UnknownOutcome } from '../errors.ts';
import { isEmpty } from './digest.ts';
import type { DigestId, DigestPlan, DigestStore, PreparedWords } from './digest-store.ts';
import { findDueSlot } from './due-slot.ts';
import { type MakeDigestDeps, makeDigest, spanOf } from './make-digest.ts';
import { narrationRequest } from './narrate.ts';
import type { BatchedRequest, NarrationBatches } from './narration-batches.ts';

/** Most batches are answered within that time, and little happens in a channel in it. */
export const AHEAD_MS = 45 * 60_000;
/** What this leaves undone is done by the next one, a minute later. */
const MOST = 200;

export type PrepareDeps = {
  digests: Pick<DigestStore, 'read'> & Pick<DigestPlan, 'soon' | 'prepare'>;
  batches: NarrationBatches;
  /** What the digest of a channel is made with; undefined where its platform is not configured. */
  makingOf(id: DigestId): MakeDigestDeps | undefined;
  /** Of one digest nothing could be asked; it is tried again a minute later. */
  onProblem(id: DigestId, error: unknown): undefined;
};

type Early = { id: DigestId; words: PreparedWords; request?: BatchedRequest };

/**
 * Asks a model early, at half the price, what to say of the digests that are due soon. When one is posted its words are
 * checked against what it says then; what is not ready, or does not hold any more, is asked for at once.
 */
export async function prepareNarrations(deps: PrepareDeps, now: number, signal: AbortSignal): Promise<void> {
  const early: Early[] = [];
  for (const id of await deps.digests.soon(now, now + AHEAD_MS)) {
    if (early.length >= MOST || signal.aborted) break;
    const one = await prepareOne(deps, id, now, signal).catch((error) => deps.onProblem(id, error));
    if (one) early.push(one);
  }
  const requests = early.flatMap(({ request }) => request ?? []);
  const batchId = requests.length === 0 ? undefined : await submit(deps, requests, signal);
  // A crash before this pays for the words twice.
  for (const { id, words, request } of early) {
    const batch = request && batchId !== undefined ? { id: batchId, customId: request.customId } : undefined;
    await deps.digests.prepare(id, { ...words, ...(batch ? { batch } : {}) });
  }
}

/**
 * Undefined where there are no batches, as with other servers of the same API, and where it is not known whether there is
 * one: words are asked for when they are due.
 */
async function submit(
  { batches }: PrepareDeps,
  requests: readonly BatchedRequest[],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await batches.submit(requests, signal);
  } catch (error) {
    if (error instanceof UnknownOutcome || (error instanceof AppError && error.retry === 'never'))
      return undefined;
    throw error;
  }
}

/** Undefined where nothing is to be asked: it rests, or was asked about already. */
async function prepareOne(
  { digests, makingOf }: PrepareDeps,
  id: DigestId,
  now: number,
  signal: AbortSignal,
): Promise<Early | undefined> {
  const making = makingOf(id);
  if (!making) return undefined;
  const kept = await digests.read(id);
  if (kept?.kind !== 'scheduled') return undefined;
  const { setting, progress, prepared } = kept;
  const due = findDueSlot(setting, progress, now);
  const isResting = (progress?.pausedAt ?? 0) > setting.setAt;
  if (isResting || due.kind !== 'wait' || prepared?.slotAt === due.nextAt) return undefined;
  const slotAt = due.nextAt;
  const digest = await makeDigest(making, spanOf(setting, progress, slotAt, []), now, signal);
  const words = { slotAt };
  if (isEmpty(digest)) return { id, words };
  return { id, words, request: { customId: `${id}:${slotAt}`, request: narrationRequest(digest) } };
}
