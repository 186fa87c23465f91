import type { Chat } from '../chat/chat.ts';
import type { Reply } from '../chat/reply.ts';
import { describeSchedule } from '../digest/describe-schedule.ts';
import { type DigestStore, digestIdOfThread } from '../digest/digest-store.ts';
import { formatInstant } from '../digest/format-instant.ts';
import { AppError } from '../errors.ts';
import { changeThread } from '../thread/change-thread.ts';
import type { Jobs } from '../thread/jobs.ts';
import { canRetry } from '../thread/retry.ts';
import type { Delivery, DigestRef, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { tryUninvited } from '../thread/transitions.ts';
import { breakOff, breakTurn, isLasting, isTakenUp, keepUnshown } from '../thread/unshown.ts';
import { isMendable, type NoteFailureDeps, noteGivenUp, noteStuck } from './note-failure.ts';
import { replaceMessage } from './replace-message.ts';
import { type SendDeps, sendOnce, whereOf } from './send.ts';
import { tellOnce } from './tell-once.ts';

export type GiveUpDeps = SendDeps &
  NoteFailureDeps & {
    chat: Chat;
    store: ThreadStore;
    jobs: Jobs;
    digests: Pick<DigestStore, 'pause' | 'read'>;
    /** Something could not be shown and will not be. */
    onGivenUp(threadId: string, error: AppError): void;
  };

type FailedDelivery = { error: unknown; isBegun: boolean; signal: AbortSignal };

/** `settled` and `lost`: what comes after it goes on; what is lost may be shown later. `ended`: nothing comes after it. */
export type GivenUp = 'settled' | 'lost' | 'ended';

type Refused = { error: AppError; isBegun: boolean; signal: AbortSignal };

const REFUSED =
  'A part of my answer could not be shown here. Whoever runs this bot finds the reason in its log.';

const NOT_SHOWN =
  'What I have to say could not be shown here. That is a fault of mine; whoever runs this bot finds it in the log. Put the question in other words, or ask for less at once, and it may work.';

const GONE =
  'I could not answer in the channel you asked in: it is archived, or I was removed from it. Ask me elsewhere, or invite me again and mention me with “retry” in the thread.';

/**
 * Says that a delivery could not be carried out, where that is for good. Throws when it may succeed later, or when
 * what happened can't be said now either.
 */
export async function giveUp(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  { error, ...failed }: FailedDelivery,
): Promise<GivenUp> {
  try {
    if (!(error instanceof AppError) || error.retry !== 'never' || isMendable(error)) throw error;
    return await refuse(deps, state, delivery, { error, ...failed });
  } catch (cause) {
    if (isMendable(cause)) await noteStuck(deps, state, delivery, cause);
    throw cause;
  }
}

async function refuse(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  refused: Refused,
): Promise<GivenUp> {
  const { error, isBegun, signal } = refused;
  if (state.digest && delivery.target === 'root' && !isBegun) {
    return pauseDigest(deps, state, state.digest, delivery, refused);
  }
  if (error.code === 'not-in-channel' || error.code === 'channel-gone') {
    return leave(deps, state, delivery, refused);
  }
  const { target, content } = delivery;
  // The turn itself goes on, and its end replaces the message.
  if (!isBegun && target === 'replace' && content.kind === 'progress') return 'settled';
  const isSaid = !isBegun && target === 'replace' && (await showFailure(deps, state, delivery, refused));
  if (!isSaid) await tellAsker(deps, state, delivery, { kind: 'notice', markdown: REFUSED }, signal);
  const endsTurn = !isBegun && (target === 'root' || target === 'receipt');
  const message = isSaid ? NOT_SHOWN : REFUSED;
  const isLost = isKept(error, delivery);
  if (isLost || endsTurn) await noteGivenUp(deps, state, delivery, error, { message, endsTurn });
  deps.onGivenUp(state.id, error);
  if (!endsTurn) return isLost ? 'lost' : 'settled';
  await changeThread(deps.store, state.id, (s) => breakOff(s, deps.now()));
  return 'ended';
}

/** A result that is gone is not there the next time either. */
function isKept(error: AppError, delivery: Delivery): boolean {
  return error.code !== 'outcome-gone' && isLasting(delivery);
}

/** In the place of what could not be shown, so that no message is left that says "working". False: not this either. */
async function showFailure(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  { error, signal }: Refused,
): Promise<boolean> {
  const { id, turn } = delivery;
  const where = whereOf(state);
  const receipt = state.receipts[turn];
  const next = isKept(error, delivery) ? keepUnshown(state, [delivery]) : state;
  try {
    const [part] = deps.chat.plan({
      kind: 'failure',
      ref: { threadId: state.id, turn },
      reason: 'unexpected',
      message: NOT_SHOWN,
      canRetry: turn === state.turn && canRetry(next),
    });
    if (!part) return false;
    if (receipt && (await replaceMessage(deps, where, receipt, part, signal))) return true;
    await sendOnce(deps, state.id, where, part, `${state.id}/${id}/failure`, signal);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.retry !== 'never') throw error;
    return false;
  }
}

/** The channel can't be reached: the asker hears of it elsewhere, and a question that nobody saw yet is kept. */
async function leave(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  { error, signal }: Refused,
): Promise<'ended'> {
  const { id, place, turn, phase } = state;
  const isUnseen = phase.kind === 'working' && Object.keys(state.receipts).length === 0;
  // Nothing shows in passing where the bot is not, but for what a command left.
  const isLasting = state.handle === undefined;
  if (error.code === 'not-in-channel' && isUnseen) {
    const ref = { threadId: id, turn };
    // Before they are told: who hears of it may invite at once.
    const uninvited = { kind: 'uninvited', since: deps.now() } as const;
    const untold = { ...uninvited, isUntold: true } as const;
    await changeThread(deps.store, id, (s) => ({ ...s, epoch: s.epoch + 1, phase: untold }));
    try {
      const invite: Reply = { kind: 'invite', ref, channelId: place.channelId };
      await tellAsker(deps, state, delivery, invite, signal, isLasting);
    } catch (cause) {
      await changeThread(deps.store, id, (s) => tryUninvited(s, deps.now()));
      throw cause;
    }
    await changeThread(deps.store, id, (s) =>
      s.phase.kind === 'uninvited' ? { ...s, phase: uninvited } : s,
    );
    return 'ended';
  }
  const reply: Reply = { kind: 'notice', markdown: GONE };
  await changeThread(deps.store, id, (s) => breakTurn(s, deps.now()));
  await tellAsker(deps, state, delivery, reply, signal, isLasting);
  await noteGivenUp(deps, state, delivery, error, { message: GONE, endsTurn: phase.kind !== 'done' });
  deps.onGivenUp(id, error);
  let isOver = true;
  await changeThread(deps.store, id, (s) => {
    isOver = !isTakenUp(s, delivery);
    return isOver ? breakOff(s, deps.now()) : s;
  });
  if (isOver && phase.kind === 'working') await deps.jobs.cancel(id);
  return 'ended';
}

/** A digest that can't be posted is the last one until somebody wants them again. */
async function pauseDigest(
  deps: GiveUpDeps,
  state: ThreadState,
  { period, sinceAt, slotAt }: DigestRef,
  delivery: Delivery,
  { error, signal }: Refused,
): Promise<'ended'> {
  const digestId = digestIdOfThread(state.id, period);
  const isScheduled = period !== 'now';
  if (isScheduled) await deps.digests.pause(digestId, { slotAt, untilAt: sinceAt, pausedAt: deps.now() });
  const kept = isScheduled ? await deps.digests.read(digestId) : undefined;
  const schedule = kept?.kind === 'scheduled' ? kept.setting.schedule : undefined;
  const when = schedule ? describeSchedule(schedule) : 'that was asked for';
  const due = formatInstant(slotAt, schedule?.zone ?? 'UTC');
  const next = isScheduled ? ` I pause it. ${howToGoOn(error, state.place)}` : '';
  const markdown = `I could not post the digest ${when} (due on ${due}): ${whyNot(error)}.${next}`;
  await tellAsker(deps, state, delivery, { kind: 'notice', markdown }, signal, true);
  await noteGivenUp(deps, state, delivery, error, { message: markdown, endsTurn: false });
  deps.onGivenUp(state.id, error);
  await changeThread(deps.store, state.id, (s) => breakOff(s, deps.now()));
  return 'ended';
}

function whyNot({ code }: AppError): string {
  switch (code) {
    case 'not-in-channel':
      return 'I am not in its channel any more';
    case 'channel-gone':
      return 'its channel is archived or gone, or I was removed from it';
    default:
      return 'it was refused there, and whoever runs this bot finds the reason in its log';
  }
}

/** Of an invitation to a team, Teams doesn't tell each of its channels. */
function howToGoOn({ code }: AppError, { platform }: ThreadState['place']): string {
  const isInvited = platform === 'slack' && (code === 'not-in-channel' || code === 'channel-gone');
  return isInvited
    ? 'Invite me to the channel again and it goes on, or set it anew there with `digest`.'
    : 'Set it anew there with `digest`, and it goes on.';
}

/** Tells the asker alone what became of a delivery, once each time that its thread is given up. */
function tellAsker(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  reply: Reply,
  signal: AbortSignal,
  isLasting = false,
): Promise<void> {
  const { id, askerId, handle, epoch } = state;
  const where = whereOf(state);
  const more = handle === undefined ? {} : { handle };
  const key = `${id}/${delivery.id}/told-${epoch}`;
  return tellOnce(deps, { threadId: id, key, where, personId: askerId, reply, isLasting, ...more }, signal);
}
