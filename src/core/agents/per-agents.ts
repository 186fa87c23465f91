import type { Agent } from './agent.ts';
import type { AgentCatalog } from './catalog.ts';

/** Keeps what is made of all agents until their files change: making a router takes a thousand questions' time. */
export function perAgents<T>(catalog: Pick<AgentCatalog, 'list'>, make: (agents: Agent[]) => T): () => T {
  let made: { from: Agent[]; value: T } | undefined;
  return () => {
    const agents = catalog.list();
    if (made?.from !== agents) made = { from: agents, value: make(agents) };
    return made.value;
  };
}
