import type { Terms } from './channel-settings.ts';
import type { Jobs } from './jobs.ts';
import type { Phase, ThreadState } from './state.ts';
import type { ThreadStore } from './store.ts';
import { deliver, isQuestionCard, timeOut } from './transitions.ts';

/**
 * What a thread does though nobody said anything, by its channel's terms: it reminds once, and at the end goes on or
 * closes; until then it plans when. A quiet thread is not spoken in: it only closes. Undefined where it waits for
 * nobody.
 */
export function attend(state: ThreadState, terms: Terms, now: number): ThreadState | undefined {
  const { phase, turn } = state;
  if (phase.kind !== 'waiting') return undefined;
  const { plan: _, ...unplanned } = phase;
  // Nobody can have answered what nobody has seen.
  if (state.deliveries.some((delivery) => isQuestionCard(delivery, turn))) {
    return { ...state, phase: { ...unplanned, since: now } };
  }
  const atEnd = state.quiet ? 'close' : terms.atEnd;
  const endAt = phase.since + terms.endAfterMs;
  if (now >= endAt) return timeOut(state, terms.endAfterMs, atEnd, now);
  const remindAt = reminderAt(state.quiet, phase, terms);
  if (remindAt === undefined || remindAt >= endAt) {
    return { ...state, phase: { ...unplanned, plan: { endAt, atEnd } } };
  }
  if (now < remindAt) return { ...state, phase: { ...unplanned, plan: { remindAt, endAt, atEnd } } };
  const reminded: ThreadState = {
    ...state,
    phase: { ...unplanned, plan: { endAt, atEnd }, remindedAt: now },
  };
  return remind(reminded, endAt, atEnd);
}

function reminderAt(
  isQuiet: boolean,
  { since, remindedAt }: Extract<Phase, { kind: 'waiting' }>,
  { remindAfterMs }: Terms,
): number | undefined {
  return isQuiet || remindedAt !== undefined || remindAfterMs === 'never' ? undefined : since + remindAfterMs;
}

function remind(state: ThreadState, endAt: number, atEnd: Terms['atEnd']): ThreadState {
  const { id, turn, epoch, agent, askerId, phase } = state;
  if (phase.kind !== 'waiting' || !agent) return state;
  const ref = { threadId: id, turn };
  return deliver(state, {
    id: `t${turn}:reminder-${epoch}`,
    turn,
    target: 'post',
    content: {
      kind: 'inline',
      reply: { kind: 'reminder', ref, agent, askerId, open: phase.open, endAt, atEnd },
    },
  });
}

export type AttendDeps = {
  store: Pick<ThreadStore, 'load' | 'save'>;
  jobs: Pick<Jobs, 'enqueue'>;
  settings: { terms(place: ThreadState['place']): Promise<Terms> };
};

/** Looks at one thread. Whoever changed it meanwhile comes first: it is looked at again if it still wants to be. */
export async function attendThread(deps: AttendDeps, threadId: string, now: number): Promise<void> {
  const current = await deps.store.load(threadId);
  if (current?.state.phase.kind !== 'waiting') return;
  const state = attend(current.state, await deps.settings.terms(current.state.place), now);
  if (!state) return;
  const saved = await deps.store.save({ state, version: current.version });
  if (saved === 'saved' && state.deliveries !== current.state.deliveries) {
    await deps.jobs.enqueue('deliver', threadId);
  }
}
