import type { Chat, Update } from '../chat/chat.ts';
import { AppError, UnknownOutcome } from '../errors.ts';
import { changeThread } from '../thread/change-thread.ts';
import type { Delivery, Doubt, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { removeExtras, type SendDeps, whereOf } from './send.ts';

/**
 * A platform that is slow was seen to carry out a call half a minute after its caller had hung up; so long after the
 * last attempt it is looked at what became of it.
 */
export const DOUBTED_FOR_MS = 45_000;

/** Pictures that a platform never takes must not be tried for ever. */
const MOST_AGAIN = 3;

type NoteDeps = { store: ThreadStore; now: () => number };

/** Remembers an update whose outcome is not known: should it happen later, it would cover what is shown then. */
export async function doubtUpdate(
  deps: NoteDeps,
  threadId: string,
  turn: number,
  error: unknown,
): Promise<void> {
  if (!(error instanceof UnknownOutcome)) return;
  await changeThread(deps.store, threadId, (s) => {
    const isSame = (doubt: Doubt) => doubt.kind === 'update' && doubt.turn === turn;
    const { doubts = [] } = s;
    const known = doubts.find(isSame);
    const others = doubts.filter((doubt) => !isSame(doubt));
    return { ...s, doubts: [...others, { kind: 'update', turn, ...known, at: deps.now() }] };
  });
}

/**
 * What is in doubt once a delivery was carried out: what it posted may come again, what it replaced may be covered, and
 * its pictures may be ready by then.
 */
export function withDoubts(
  state: ThreadState,
  delivery: Delivery,
  fresh: Doubt[],
  now: number,
): Pick<ThreadState, 'doubts'> {
  const isShownThere = delivery.target !== 'post' && delivery.target !== 'root';
  const known = (state.doubts ?? []).map((doubt) =>
    isShownThere && doubt.kind === 'update' && doubt.turn === delivery.turn
      ? { ...doubt, at: now, last: delivery }
      : doubt,
  );
  const isFresh = (doubt: Doubt) => fresh.some((other) => isAboutSame(doubt, other));
  const doubts = [...known.filter((doubt) => !isFresh(doubt)), ...fresh];
  return doubts.length > 0 ? { doubts } : {};
}

/**
 * Looks again at what was in doubt long enough: takes away what is there twice, and shows anew what an update may have
 * covered, or what its pictures were late for. `showAgain` is given what that message has to show.
 */
export async function settleDoubts(
  deps: NoteDeps & SendDeps & { chat: Chat },
  state: ThreadState,
  showAgain: (delivery: Delivery) => Promise<Update>,
): Promise<void> {
  const at = deps.now();
  const isRipe = (doubt: Doubt) => doubt.at + DOUBTED_FOR_MS <= at && !isRunning(state, doubt);
  const ripe = (state.doubts ?? []).filter(isRipe);
  if (ripe.length === 0) return;
  const again: Doubt[] = [];
  for (const doubt of ripe) {
    try {
      const left = await look(deps, state, doubt, showAgain);
      if (left) again.push(left);
    } catch (error) {
      // What can't be mended for good must not be looked at for ever.
      if (!(error instanceof AppError) || error.retry !== 'never') throw error;
    }
  }
  await changeThread(deps.store, state.id, ({ doubts = [], ...s }) => {
    const left = [...doubts.filter((doubt) => !isRipe(doubt)), ...again];
    return left.length > 0 ? { ...s, doubts: left } : s;
  });
}

/** What is still in doubt then. */
async function look(
  deps: SendDeps & { chat: Chat },
  state: ThreadState,
  doubt: Doubt,
  showAgain: (delivery: Delivery) => Promise<Update>,
): Promise<Doubt | undefined> {
  switch (doubt.kind) {
    case 'post': {
      const where = doubt.isRoot ? state.place : whereOf(state);
      await removeExtras(deps, where, doubt, await standing(deps, state, doubt));
      return;
    }
    case 'update': {
      const { last, shownAgain = 0 } = doubt;
      const update = last && (await showAgain({ ...last, target: 'refresh' }));
      const isOver = update !== 'in-words' || shownAgain + 1 === MOST_AGAIN;
      return isOver ? undefined : { ...doubt, at: deps.now(), shownAgain: shownAgain + 1 };
    }
    case 'session': {
      const { place, rootId, phase } = state;
      if (rootId !== undefined)
        await deps.chat.setSession({ ...place, rootId }, phase.kind === 'waiting' ? 'waiting' : 'idle');
      return;
    }
    default:
      return doubt satisfies never;
  }
}

/** While a turn runs, its message is shown anew all the time, and its end sets the thread's state. */
function isRunning(state: ThreadState, doubt: Doubt): boolean {
  if (state.phase.kind !== 'working') return false;
  return doubt.kind === 'session' || (doubt.kind === 'update' && state.turn === doubt.turn);
}

async function standing(
  deps: Pick<SendDeps, 'ledger'>,
  state: ThreadState,
  doubt: Extract<Doubt, { kind: 'post' }>,
): Promise<string | undefined> {
  return (await deps.ledger.peek(state.id, doubt.key))?.messageId;
}

function isAboutSame(one: Doubt, other: Doubt): boolean {
  if (one.kind === 'session') return other.kind === 'session';
  return one.kind === 'update' && other.kind === 'update' && one.turn === other.turn;
}
