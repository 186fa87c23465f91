import { createAgentFolder } from '../adapters/files/agent-folder.ts';
import { createWorkshop } from '../adapters/workshop/workshop.ts';
import { loadEnvironment } from '../config.ts';
import type { Agent } from '../core/agents/agent.ts';
import { loadAgents } from '../core/agents/load-agents.ts';
import { toAppError } from '../core/errors.ts';
import { reviewFile } from './review-file.ts';
import { CommandError } from './review-input.ts';

/** A fault of the program itself, in the numbers of sysexits. */
const INTERNAL = 70;

const warn = (line: string) => process.stderr.write(`review: ${line}\n`);
const out = (line: string) => process.stdout.write(`${line}\n`);
const workshop = createWorkshop();
try {
  await reviewFile({ workshop, findAgent, out, warn }, process.argv.slice(2));
} catch (error) {
  const isKnown = error instanceof CommandError;
  warn(isKnown ? error.message : `something is wrong with the program itself (${toAppError(error).code})`);
  process.exitCode = isKnown ? error.status : INTERNAL;
} finally {
  await workshop.close();
}

async function findAgent(id: string): Promise<Agent> {
  const dir = loadEnvironment().AGENTS_DIR ?? './agents';
  const loaded = await loadAgents(createAgentFolder(dir)).catch(() => {
    throw new CommandError(66, `there is no folder ${dir} that can be read`);
  });
  const agent = loaded.agents.find((candidate) => candidate.id === id);
  if (agent) return agent;
  throw new CommandError(64, `there is no agent ${id}: ${loaded.agents.map((known) => known.id).join(', ')}`);
}
