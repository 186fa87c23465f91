import { createAgentFolder } from '../adapters/files/agent-folder.ts';
import { loadEnvironment } from '../config.ts';
import type { Agent, AgentProblem } from '../core/agents/agent.ts';
import { loadAgents } from '../core/agents/load-agents.ts';

const HEADINGS = ['ID', 'TITLE', 'MODEL', 'SECTIONS', 'TOOLS'];

process.exitCode = await main(process.argv[2] ?? loadEnvironment().AGENTS_DIR ?? './agents');

async function main(dir: string): Promise<number> {
  const loaded = await loadAgents(createAgentFolder(dir)).catch(() => undefined);
  if (!loaded) {
    process.stderr.write(`agents: there is no folder ${dir} that can be read\n`);
    return 66;
  }
  const { agents, problems } = loaded;
  process.stdout.write(formatTable(agents));
  if (problems.length > 0) process.stdout.write(`\n${problems.map(formatProblem).join('')}`);
  return problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

function formatTable(agents: Agent[]): string {
  const rows = agents.map((agent) => [
    agent.id,
    agent.title,
    agent.model,
    agent.output.sections.join(' · ') || '-',
    agent.tools === undefined ? 'all' : agent.tools.join(' ') || 'none',
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADINGS, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function formatProblem({ file, line, severity, message }: AgentProblem): string {
  return `${file}:${line}: ${severity}: ${message}\n`;
}
