import type { ThreadState } from '../thread/state.ts';
import type { Agent } from './agent.ts';
import type { Router } from './router.ts';

export type Choice = { kind: 'agent'; agent: Agent } | { kind: 'none' };

export type ChooseDeps = {
  agents: readonly Agent[];
  router: Router;
  /** The agent that this channel has chosen, if it has. */
  channelAgent: string | undefined;
  /** What was said before the request, where its own words name no subject. */
  earlier(): Promise<string>;
  /** Asked where the router is unsure; undefined where nobody can decide. */
  decide(text: string, candidates: readonly Agent[]): Promise<Agent | 'none' | undefined>;
};

/** Below this the best agent is little likelier than the next ones. */
const SURE_AT = 0.5;
/** How many of the likeliest are worth a closer look. */
const MOST_CANDIDATES = 3;

/** The agent of a request: the one that was named, the channel's own, else the one that is found in the words. */
export async function chooseAgent(
  state: Pick<ThreadState, 'requested' | 'inbox'>,
  { agents, router, channelAgent, earlier, decide }: ChooseDeps,
): Promise<Choice> {
  const find = (id: string | undefined) => agents.find((agent) => agent.id === id);
  const text = state.inbox.map((message) => message.text).join('\n');
  const named = find(state.requested);
  if (named) return { kind: 'agent', agent: named };
  const alone = router.route(text);
  const route = alone.agent === 'none' ? router.route(`${await earlier()}\n${text}`) : alone;
  const routed = find(route.agent);
  const own = routed ? find(channelAgent) : undefined;
  if (own) return { kind: 'agent', agent: own };
  if (!routed) return { kind: 'none' };
  if (route.score >= SURE_AT) return { kind: 'agent', agent: routed };
  const likeliest = route.candidates.slice(0, MOST_CANDIDATES).flatMap(({ agent }) => find(agent) ?? []);
  const decided = await decide(text, likeliest);
  return decided === 'none' ? { kind: 'none' } : { kind: 'agent', agent: decided ?? routed };
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
