import type { Chat } from '../chat/chat.ts';
import type { Place } from '../chat/message.ts';
import type { AgentName, Reply } from '../chat/reply.ts';
import type { DecisionLog } from '../decisions/decision-log.ts';
import type { Workshop } from '../design/workshop.ts';
import { AppError } from '../errors.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';
import { showChoice } from './show-choice.ts';
import { showDesign } from './show-design.ts';
import { showDigest } from './show-digest.ts';

export type ShowDeps = {
  chat: Pick<Chat, 'person'>;
  store: ThreadStore;
  workshop: Workshop;
  decisions: Pick<DecisionLog, 'accept'>;
  now: () => number;
  /** Whether there is room for the picture of a digest; the room is taken. */
  mayShowChart(place: Place): Promise<boolean>;
  /** The agents that an answer offers to ask next. */
  agents(): readonly AgentName[];
};

/** What a delivery says now; undefined when there is nothing to refresh any more. */
export async function toReply(
  deps: ShowDeps,
  state: ThreadState,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Reply | undefined> {
  const { content, turn, target } = delivery;
  switch (content.kind) {
    case 'inline':
      return content.reply;
    case 'progress':
      return showProgress(deps.store, state, turn, deps.now());
    case 'choice':
      return showChoice(deps, state, content.choice);
    case 'outcome': {
      const outcome = await deps.store.outcome(state.id, turn);
      if (!outcome && target === 'refresh') return undefined;
      if (!outcome) throw new AppError('outcome-gone', { retry: 'never' });
      const ref = { threadId: state.id, turn };
      if (outcome.kind === 'digest') return showDigest(deps, state, outcome, target, signal);
      const { footer } = outcome;
      const others = deps.agents().filter((agent) => agent.id !== footer.agent.id);
      if (outcome.kind === 'answer') {
        return { kind: 'answer', ref, footer, others, markdown: outcome.markdown };
      }
      const scope = target === 'refresh' ? 'card' : 'chat';
      const presented = await showDesign(deps, state, turn, outcome, scope, signal);
      return { kind: 'design', ref, footer, others, ...presented };
    }
    default:
      return content satisfies never;
  }
}

export async function showProgress(
  store: ThreadStore,
  state: ThreadState,
  turn: number,
  now: number,
): Promise<Reply> {
  const progress = await store.progress.read(state.id);
  const isCurrent = progress?.turn === turn;
  const since = state.phase.kind === 'working' ? state.phase.since : now;
  return {
    kind: 'progress',
    ref: { threadId: state.id, turn },
    ...(state.agent ? { agent: state.agent } : {}),
    steps: isCurrent ? progress.steps : [{ title: 'Read the request', status: 'running' }],
    elapsedMs: now - since,
  };
}
