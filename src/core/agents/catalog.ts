import type { Agent } from './agent.ts';

/** The agents as they are now; a saved file is in it shortly after, without a restart. */
export type AgentCatalog = {
  /** Sorted by id. */
  list(): Agent[];
  find(id: string): Agent | undefined;
  close(): Promise<void>;
};
