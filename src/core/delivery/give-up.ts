import type { Chat } from '../chat/chat.ts';
import type { Reply } from '../chat/reply.ts';
import { AppError } from '../errors.ts';
import { canRetry } from '../thread/decide-stop.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { changeThread } from './change-thread.ts';
import { replaceMessage } from './replace-message.ts';
import { type SendDeps, sendOnce, whereOf } from './send.ts';

export type GiveUpDeps = SendDeps & { chat: Chat; store: ThreadStore };

/** What an operator can mend; until then it is tried again now and then. */
const MENDABLE = new Set(['slack-credentials', 'slack-scope', 'not-installed']);

const REFUSED =
  'A part of my answer could not be shown here. Whoever runs this bot finds the reason in its log.';

const NOT_SHOWN =
  'What I have to say could not be shown here. That is a fault of mine; whoever runs this bot finds it in the log. Put the question in other words, or ask for less at once, and it may work.';

const GONE =
  'I could not answer in the channel you asked in: it is archived, or I was removed from it. Ask me elsewhere, or invite me and ask again.';

/** Failures that end a delivery rather than repeat it. */
export function isForGood(error: unknown): error is AppError {
  return error instanceof AppError && error.retry === 'never' && !MENDABLE.has(error.code);
}

/**
 * Says that a delivery could not be carried out. `settled`: what comes after it goes on. `ended`: the thread was brought
 * to its end. Throws when that can't be said now either.
 */
export async function giveUp(
  deps: GiveUpDeps,
  state: ThreadState,
  delivery: Delivery,
  { error, isBegun, signal }: { error: AppError; isBegun: boolean; signal: AbortSignal },
): Promise<'settled' | 'ended'> {
  if (error.code === 'not-in-channel' || error.code === 'channel-gone') return leave(deps, state, error.code);
  const { target, content } = delivery;
  // The turn itself goes on, and its end replaces the message.
  if (!isBegun && target === 'replace' && content.kind === 'progress') return 'settled';
  if (!isBegun && target === 'replace' && (await showFailure(deps, state, delivery, signal)))
    return 'settled';
  const reply: Reply = { kind: 'notice', markdown: REFUSED };
  await deps.chat.tell(state.place, state.askerId, reply, state.handle).catch(() => {});
  if (isBegun || (target !== 'root' && target !== 'receipt')) return 'settled';
  await fail(deps, state.id);
  return 'ended';
}

/** In the place of what could not be shown, so that no message is left that says "working". False: not this either. */
async function showFailure(
  deps: GiveUpDeps,
  state: ThreadState,
  { id, turn }: Delivery,
  signal: AbortSignal,
): Promise<boolean> {
  const where = whereOf(state);
  const receipt = state.receipts[turn];
  try {
    const [part] = deps.chat.plan({
      kind: 'failure',
      ref: { threadId: state.id, turn },
      reason: 'unexpected',
      message: NOT_SHOWN,
      canRetry: turn === state.turn && canRetry(state),
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
  code: 'not-in-channel' | 'channel-gone',
): Promise<'ended'> {
  const { id, place, askerId, handle, turn } = state;
  const isKept = code === 'not-in-channel' && Object.keys(state.receipts).length === 0;
  const reply: Reply = isKept
    ? { kind: 'invite', ref: { threadId: id, turn }, channelId: place.channelId }
    : { kind: 'notice', markdown: GONE };
  await deps.chat.tell(place, askerId, reply, handle);
  if (isKept) {
    await changeThread(deps.store, id, (s) => ({ ...s, epoch: s.epoch + 1, phase: { kind: 'uninvited' } }));
  } else {
    await fail(deps, id);
  }
  return 'ended';
}

async function fail(deps: GiveUpDeps, threadId: string): Promise<void> {
  await changeThread(deps.store, threadId, (s) => ({
    ...s,
    epoch: s.epoch + 1,
    deliveries: [],
    phase: { kind: 'done', at: deps.now(), end: 'failed' },
  }));
}
