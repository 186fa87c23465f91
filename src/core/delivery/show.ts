import type { AgentName, Reply } from '../chat/reply.ts';
import type { Delivery, ThreadState } from '../thread/state.ts';
import type { ThreadStore } from '../thread/store.ts';

/** What a delivery says now; undefined when it has become pointless. */
export async function toReply(
  store: ThreadStore,
  state: ThreadState,
  delivery: Delivery,
  agents: readonly AgentName[],
  now: number,
): Promise<Reply | undefined> {
  const { content, turn } = delivery;
  switch (content.kind) {
    case 'inline':
      return content.reply;
    case 'progress':
      return showProgress(store, state, turn, now);
    case 'outcome': {
      const outcome = await store.outcome(state.id, turn);
      if (!outcome) return undefined;
      const ref = { threadId: state.id, turn };
      const { footer } = outcome;
      const others = agents.filter((agent) => agent.id !== footer.agent.id);
      return outcome.kind === 'answer'
        ? { kind: 'answer', ref, footer, others, markdown: outcome.markdown }
        : { kind: 'design', ref, footer, others, design: outcome.design };
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
