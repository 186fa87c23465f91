import type { Guide } from '../thread/decision.ts';
import type { Agent } from './agent.ts';
import type { AgentCatalog } from './catalog.ts';
import { introduce } from './choose.ts';
import { perAgents } from './per-agents.ts';
import { createRouter, type Router } from './router.ts';
import { isSmallTalk } from './small-talk.ts';

/** What deciding needs of the agents, made anew only when their files have changed. */
export function createGuide(catalog: Pick<AgentCatalog, 'list'>): () => Guide {
  return perAgents(catalog, build);
}

function build(agents: Agent[]): Guide {
  const router = createRouter(agents);
  return {
    agents: agents.map((agent) => ({
      id: agent.id,
      title: agent.title,
      description: agent.description,
      model: agent.model,
      ...(agent.examples[0] === undefined ? {} : { example: agent.examples[0] }),
    })),
    isForAgent: (text) => isForAgent(router, text),
    isSmallTalk,
    introduction: introduce(agents),
  };
}

/** In a thread of its own, the bot hears what its router would give to an agent. */
function isForAgent(router: Router, text: string): boolean {
  return !isSmallTalk(text) && router.route(text).agent !== 'none';
}
