import type { Chat } from '../chat/chat.ts';
import { type TellOnceDeps, tellOnce } from '../delivery/tell-once.ts';
import type { Jobs } from '../thread/jobs.ts';
import type { ThreadStore } from '../thread/store.ts';
import { toldOf } from './compose.ts';
import { describeSchedule } from './describe-schedule.ts';
import { type Digest, isEmpty } from './digest.ts';
import {
  type DigestId,
  type DigestPlan,
  type DigestProgress,
  type DigestRequest,
  type DigestSetting,
  type DigestStore,
  type PreparedWords,
  threadIdOfSlot,
} from './digest-store.ts';
import { digestThread } from './digest-thread.ts';
import { type DueSlot, findDueSlot } from './due-slot.ts';
import { formatInstant } from './format-instant.ts';
import { type DigestSpan, type MakeDigestDeps, makeDigest, spanOf } from './make-digest.ts';
import { PERIOD_MS } from './schedule.ts';

export type RunDigestDeps = MakeDigestDeps & {
  digests: Pick<DigestStore, 'read' | 'list' | 'advance' | 'settled'> & Pick<DigestPlan, 'look' | 'plan'>;
  store: Pick<ThreadStore, 'load' | 'save' | 'outcome' | 'index'>;
  jobs: Pick<Jobs, 'enqueue'>;
  chat: Pick<Chat, 'person' | 'tell'>;
  ledger: TellOnceDeps['ledger'];
  isHeld: () => Promise<boolean>;
  /**
   * What a model says of it; undefined where there is nothing. `prepared`: what it was asked before. `mayAsk`: there is
   * time to ask it now. Never throws.
   */
  narrate(
    digest: Digest,
    how: { prepared?: PreparedWords; mayAsk: boolean },
    signal: AbortSignal,
  ): Promise<string | undefined>;
  now: () => number;
};

/** `nextAt`: when it is looked at again; null: never, until somebody sets it anew. */
export type DigestRun = {
  what: 'nothing' | 'posted' | 'empty' | 'missed';
  nextAt: number | null;
};

/**
 * Deals with a digest if it is due: each slot once, whoever else runs it, and wherever an earlier run ended. What makes it
 * so is the thread of the slot, which can be begun once; what is kept after it only moves on.
 */
export async function runDigest(deps: RunDigestDeps, id: DigestId, signal: AbortSignal): Promise<DigestRun> {
  const lookAt = await deps.digests.look(id);
  const run = await deal(deps, id, signal);
  if (lookAt !== undefined) await deps.digests.plan({ id, lookAt }, run.nextAt);
  return run;
}

const LOOK_AGAIN_MS = 3_600_000;

async function deal(deps: RunDigestDeps, id: DigestId, signal: AbortSignal): Promise<DigestRun> {
  const kept = await deps.digests.read(id);
  if (!kept) return { what: 'nothing', nextAt: null };
  // Of a version to come, or one before: it is not this one's to end.
  if (kept.kind === 'unreadable') return { what: 'nothing', nextAt: deps.now() + LOOK_AGAIN_MS };
  const { progress } = kept;
  if (kept.kind === 'asked') return runAsked(deps, id, kept.request, progress, signal);
  const { setting } = kept;
  if ((progress?.pausedAt ?? 0) > setting.setAt) return { what: 'nothing', nextAt: null };
  const due = findDueSlot(setting, progress, deps.now());
  switch (due.kind) {
    case 'wait':
      return { what: 'nothing', nextAt: due.nextAt };
    case 'missed':
      return reportMissed(deps, id, setting, progress, due, signal);
    case 'post':
      return runSlot(deps, id, setting, progress, due, kept.prepared, signal);
    default:
      return due satisfies never;
  }
}

async function runSlot(
  deps: RunDigestDeps,
  id: DigestId,
  setting: DigestSetting,
  progress: DigestProgress | undefined,
  { slotAt, missed, nextAt }: Extract<DueSlot, { kind: 'post' }>,
  prepared: PreparedWords | undefined,
  signal: AbortSignal,
): Promise<DigestRun> {
  const { ownerId, heartbeat } = setting;
  const span = spanOf(setting, progress, slotAt, missed);
  const more = prepared?.slotAt === slotAt ? { prepared } : {};
  const slot = { ...span, ownerId, slotAt, nextAt, isPostedEmpty: heartbeat, ...more };
  const posted = await post(deps, id, slot, signal);
  return { what: posted ? 'posted' : 'empty', nextAt };
}

/** How far back somebody looks who asks for a digest where there never was one. */
const FIRST_MS = 7 * 86_400_000;

/** Out of turn: what no digest of this channel has told yet. Those by schedule tell it all the same. */
async function runAsked(
  deps: RunDigestDeps,
  id: DigestId,
  { place, askerId, zone, at }: DigestRequest,
  progress: DigestProgress | undefined,
  signal: AbortSignal,
): Promise<DigestRun> {
  if ((progress?.slotAt ?? 0) >= at) return { what: 'nothing', nextAt: null };
  const others = (await deps.digests.list(place)).flatMap((one) => [one.progress, one.setting.before]);
  const known = [progress, ...others].filter((one) => one !== undefined);
  const sinceAt = known.length === 0 ? at - FIRST_MS : Math.max(...known.map(({ untilAt }) => untilAt));
  const told = known.flatMap((one) => one.told);
  const asked = {
    period: 'now',
    zone,
    place,
    without: [],
    told,
    missed: [],
    sinceAt,
    ownerId: askerId,
    slotAt: at,
  } as const;
  const isPosted = await post(deps, id, { ...asked, isPostedEmpty: false }, signal, () => {
    const since = known.length === 0 ? 'in the last seven days' : 'since the last digest';
    const reply = { kind: 'notice' as const, markdown: `Nothing happened here ${since}, so I posted none.` };
    const threadId = threadIdOfSlot(id, at);
    const told = { threadId, key: `${id}-${at}`, where: place, personId: askerId, reply };
    return tellOnce(deps, told, signal);
  });
  return { what: isPosted ? 'posted' : 'empty', nextAt: null };
}

type Slot = DigestSpan & {
  ownerId: string;
  slotAt: number;
  nextAt?: number;
  prepared?: PreparedWords;
  isPostedEmpty: boolean;
};

/** One that is later than that, as many fall on one instant, waits for no model: others wait behind it. */
const ASK_WITHIN_MS = 90_000;

/** False where there is nothing to post; `onEmpty` is told before that is noted. */
async function post(
  deps: RunDigestDeps,
  id: DigestId,
  slot: Slot,
  signal: AbortSignal,
  onEmpty: () => Promise<void> = async () => {},
): Promise<boolean> {
  const { slotAt, ownerId, nextAt } = slot;
  const threadId = threadIdOfSlot(id, slotAt);
  const known = await deps.store.outcome(threadId, 0);
  if (known?.kind === 'digest') {
    // An earlier run got so far, and was ended before it could note it.
    await finish(deps, id, threadId, slot, known.digest);
    return true;
  }
  const at = deps.now();
  const digest = await makeDigest(deps, slot, at, signal);
  if (isEmpty(digest) && !slot.isPostedEmpty) {
    await onEmpty();
    await deps.digests.advance(id, toProgress(slot, digest));
    return false;
  }
  const mayAsk = at - slotAt <= ASK_WITHIN_MS;
  const { prepared } = slot;
  const how = { mayAsk, ...(prepared ? { prepared } : {}) };
  const words = isEmpty(digest) ? undefined : await deps.narrate(digest, how, signal);
  const outcome = {
    kind: 'digest' as const,
    digest,
    at,
    ...(words === undefined ? {} : { words }),
    ...(nextAt === undefined ? {} : { nextAt }),
  };
  const state = digestThread({ id: threadId, ownerId, slotAt, digest, at });
  await deps.store.save({ state, version: 0, outcome: { turn: 0, value: outcome } });
  // Of two that run it at once, one began the thread.
  const standing = await deps.store.outcome(threadId, 0);
  await finish(deps, id, threadId, slot, standing?.kind === 'digest' ? standing.digest : digest);
  return true;
}

async function finish(
  deps: RunDigestDeps,
  id: DigestId,
  threadId: string,
  slot: Slot,
  digest: Digest,
): Promise<void> {
  await deps.digests.advance(id, toProgress(slot, digest));
  await deps.jobs.enqueue('deliver', threadId);
}

function toProgress({ slotAt, told }: Slot, digest: Digest): DigestProgress {
  return { slotAt, untilAt: digest.untilAt, told: toldOf(digest, told) };
}

const MOST_NAMED = 5;

/** Tells the owner once; the next digest tells what this one would have. */
async function reportMissed(
  deps: RunDigestDeps,
  id: DigestId,
  { place, ownerId, schedule }: DigestSetting,
  progress: DigestProgress | undefined,
  { slotAt, missed, nextAt }: Extract<DueSlot, { kind: 'missed' }>,
  signal: AbortSignal,
): Promise<DigestRun> {
  const { zone } = schedule;
  const slots = [...missed, slotAt].map((slot) => formatInstant(slot, zone));
  const named = slots.slice(-MOST_NAMED).join('; ');
  const more = slots.length > MOST_NAMED ? ' (and before)' : '';
  const which = `was due on ${named}${more}`;
  const markdown = `The digest ${describeSchedule(schedule)} ${which}, and could not be posted then. It is not posted late: the next one, on ${formatInstant(nextAt, zone)}, has what it would have told.`;
  const reply = { kind: 'notice' as const, markdown };
  const noted = { threadId: threadIdOfSlot(id, slotAt), key: `${id}-missed-${slotAt}` };
  await tellOnce(deps, { ...noted, where: place, personId: ownerId, reply, isLasting: true }, signal);
  const { untilAt = slotAt - PERIOD_MS[schedule.period], told = [] } = progress ?? {};
  await deps.digests.advance(id, { slotAt, untilAt, told });
  return { what: 'missed', nextAt };
}
