import { createAgentFolder } from '../adapters/files/agent-folder.ts';
import { createWorkshop } from '../adapters/workshop/workshop.ts';
import { loadEnvironment } from '../config.ts';
import type { Agent } from '../core/agents/agent.ts';
import { loadAgents } from '../core/agents/load-agents.ts';
import { draftDecisions } from '../core/decisions/draft-decisions.ts';
import type { Design } from '../core/design/document.ts';
import { presentDesign } from '../core/design/present-design.ts';
import type { Review } from '../core/design/review/finding.ts';
import { reviewDesign } from '../core/design/review/review.ts';
import { CommandError, parseReviewArgs, readDesign } from './review-input.ts';
import { makeFolder, writeFiles } from './write-files.ts';

const workshop = createWorkshop();
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`review: ${error.message}\n`);
  process.exitCode = error.status;
} finally {
  await workshop.close();
}

async function main(args: string[]): Promise<void> {
  const options = parseReviewArgs(args);
  const design = await readDesign(options.file);
  const agent = options.agent === undefined ? undefined : await findAgent(options.agent);
  const sources = await workshop.readSources(design);
  const review = reviewDesign(design, { agent, sources });
  for (const { rule, severity, where, message } of review.findings) {
    process.stdout.write(`${JSON.stringify({ rule, severity, where, message })}\n`);
  }
  if (options.artifacts !== undefined) await writeArtifacts(options.artifacts, design, review);
}

async function writeArtifacts(dir: string, design: Design, review: Review): Promise<void> {
  const fail = (error: NodeJS.ErrnoException): never => {
    throw new CommandError(73, `the folder ${dir} can't be written (${error.code})`);
  };
  await makeFolder(dir).catch(fail);
  // Without a log of decisions, they are counted from 1.
  const numbers = draftDecisions(design).map((_, i) => i + 1);
  const { files } = await presentDesign({ design, version: 1, review, numbers }, workshop, 'all');
  await writeFiles(dir, files).catch(fail);
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
