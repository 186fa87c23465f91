import type { Chat, Guard, Part, Sought } from '../chat/chat.ts';
import type { MessageRef } from '../chat/message.ts';
import { AppError, UnknownOutcome } from '../errors.ts';
import type { ThreadState } from '../thread/state.ts';
import type { Ledger, SentRow } from '../thread/store.ts';
import type { Sleep } from '../turn/call-model.ts';
import { MOST_PAUSE_MS } from './pace.ts';
import { soughtFiles, withSizes } from './sought-files.ts';

/**
 * So much longer than a call to the platform takes, a row without a result means that whoever wrote it is gone, and
 * reading back tells whether the call happened.
 */
const BEYOND_MS = 2_000;

export type SendDeps = {
  chat: Pick<Chat, 'ready' | 'post' | 'find' | 'remove' | 'slowestMs'>;
  ledger: Ledger;
  sleep: Sleep;
  now: () => number;
  /** False once another worker may have this job: the process was held up, and must not say anything any more. */
  isHeld: () => Promise<boolean>;
};

export type Where = ThreadState['place'] & { rootId?: string };

/** `doubt`: it was posted although an earlier attempt, whose answer was never seen, may still happen. */
export type Sent = { ref: MessageRef; doubt?: Sought };

/** Where a thread is; without a root it still has to be rooted. */
export function whereOf({ place, rootId }: ThreadState): Where {
  return rootId === undefined ? place : { ...place, rootId };
}

/**
 * Posts a part exactly once. A row is written before the call; where the outcome of an earlier call is not known, the
 * channel is read for the part's key, and only when it is not there is it posted again.
 */
export async function sendOnce(
  deps: SendDeps,
  threadId: string,
  where: Where,
  part: Part,
  key: string,
  signal: AbortSignal,
  isUrgent = false,
): Promise<Sent> {
  // After a pause it takes its turn again, and begins its row anew: others have waited for the same end.
  return pausing(deps, signal, () => attempt(deps, threadId, where, part, key, signal, isUrgent));
}

async function attempt(
  deps: SendDeps,
  threadId: string,
  where: Where,
  part: Part,
  key: string,
  signal: AbortSignal,
  isUrgent: boolean,
): Promise<Sent> {
  const known = await deps.ledger.peek(threadId, key);
  if (known) return toSent(deps, threadId, where, part, key, known);
  // Before the row: it tells since when a call may be under way. What a person waits for goes first.
  await deps.chat.ready(where, isUrgent ? 'receipt' : 'message', signal);
  const began = deps.now();
  const row = await deps.ledger.begin(threadId, key, began);
  if (row.kind === 'sent') return toSent(deps, threadId, where, part, key, row);
  const sought = await soughtAs(deps, threadId, part, key, row.kind === 'pending' ? row.since : began);
  const isRepeated = row.kind === 'pending';
  if (row.kind === 'free' && row.lostSince !== undefined) {
    const [found] = await deps.chat.find(where, { ...sought, since: row.lostSince });
    if (found) return settle(deps, threadId, where, sought, found, false);
  }
  if (isRepeated) {
    await deps.sleep(Math.max(0, row.last + settledAfterMs(deps.chat, part, row) - deps.now()), signal);
    const [found] = await deps.chat.find(where, sought);
    if (found) return settle(deps, threadId, where, sought, found, row.last > row.since);
    const isOurs = await deps.ledger.takeOver(threadId, key, row.last, deps.now());
    if (!isOurs) throw new AppError('taken-over', { retry: 'backoff' });
  }
  if (sought.files.length > 0) await deps.ledger.noteFiles(threadId, key, soughtFiles(part));
  let ref: MessageRef | undefined;
  try {
    ref = await deps.chat.post(where, part, key, guardOf(deps));
  } catch (error) {
    if (!(error instanceof UnknownOutcome)) {
      if (!isRepeated) await deps.ledger.forget(threadId, key, began);
      throw error;
    }
    [ref] = await deps.chat.find(where, sought).catch(() => []);
    if (!ref) throw error;
  }
  return settle(deps, threadId, where, sought, ref, isRepeated);
}

/** A platform that did not carry out several attempts in time is slower than we think, so each waits longer. */
function settledAfterMs(
  { slowestMs }: Pick<Chat, 'slowestMs'>,
  part: Part,
  { since, last }: { since: number; last: number },
): number {
  const hasPictures = part.kind === 'message' && (part.pictures ?? []).length > 0;
  const callMs = hasPictures ? slowestMs.withPictures : slowestMs.withoutPictures;
  return Math.max(callMs + BEYOND_MS, last - since);
}

/** Asked right before whatever people see: a process that was held up may have lost its job to another one. */
export function guardOf({ isHeld }: Pick<SendDeps, 'isHeld'>): Guard {
  return async () => {
    if (!(await isHeld())) throw new AppError('not-held', { retry: 'backoff' });
  };
}

/** What was to be sent may have been made anew since: an earlier attempt is known by what it was about. */
async function soughtAs(
  { ledger }: Pick<SendDeps, 'ledger'>,
  threadId: string,
  part: Part,
  key: string,
  since: number,
): Promise<Sought> {
  if (part.kind !== 'files') return { key, files: [], since };
  const files = withSizes(await ledger.filesOf(threadId, key), soughtFiles(part));
  return { key, files, since };
}

async function toSent(
  deps: Pick<SendDeps, 'ledger'>,
  threadId: string,
  where: Where,
  part: Part,
  key: string,
  { messageId, doubtfulSince }: SentRow,
): Promise<Sent> {
  const ref = { channelId: where.channelId, messageId };
  if (doubtfulSince === undefined) return { ref };
  return { ref, doubt: await soughtAs(deps, threadId, part, key, doubtfulSince) };
}

/** Another worker may have settled the row while this one was held up in its call: then two messages are there. */
async function settle(
  deps: SendDeps,
  threadId: string,
  where: Where,
  sought: Sought,
  ref: MessageRef,
  isDoubtful: boolean,
): Promise<Sent> {
  const since = isDoubtful ? sought.since : undefined;
  const standing = await deps.ledger.sent(threadId, sought.key, ref.messageId, since);
  if (standing !== ref.messageId) await removeExtras(deps, where, sought, standing);
  return { ref: { ...ref, messageId: standing }, ...(isDoubtful ? { doubt: sought } : {}) };
}

/** Leaves one message of those that were sent under one key: the one that the ledger names, else the oldest. */
export async function removeExtras(
  deps: Pick<SendDeps, 'chat'>,
  where: Where,
  sought: Sought,
  standingId: string | undefined,
): Promise<void> {
  const found = await deps.chat.find(where, sought);
  const stays = found.find((ref) => ref.messageId === standingId) ?? found[0];
  for (const ref of found) {
    if (ref !== stays) await deps.chat.remove(where, ref);
  }
}

/** Obeys the platform's pause, for this call alone. */
export async function pausing<T>(
  deps: Pick<SendDeps, 'sleep'>,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const pause =
        error instanceof AppError && typeof error.retry === 'object' ? error.retry.afterMs : undefined;
      if (pause === undefined || pause > MOST_PAUSE_MS) throw error;
      await deps.sleep(pause, signal);
    }
  }
}
