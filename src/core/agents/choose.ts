import type { ThreadState } from '../thread/state.ts';
import type { Agent } from './agent.ts';
import type { Router } from './router.ts';

export type Choice = { kind: 'agent'; agent: Agent } | { kind: 'none' };

/** The agent of a request: the one that was named, else the one that the router finds in the words. */
export function chooseAgent(
  state: Pick<ThreadState, 'requested' | 'inbox'>,
  agents: readonly Agent[],
  router: Router,
): Choice {
  const named = agents.find((agent) => agent.id === state.requested);
  if (named) return { kind: 'agent', agent: named };
  const text = state.inbox.map((message) => message.text).join('\n');
  const routed = router.route(text).agent;
  const agent = agents.find((a) => a.id === routed);
  return agent ? { kind: 'agent', agent } : { kind: 'none' };
}

/** What is said to words that no agent is for. */
export function introduce(agents: readonly Agent[]): string {
  const names = agents.map((agent) => `\`@${agent.id}\``).join(', ');
  return [
    'I answer questions about software architecture: designs with options, contracts, data ownership and decisions.',
    'Try “design a food delivery platform for one city”.',
    `If this was such a question, name who shall answer it: ${names}.`,
  ].join(' ');
}
