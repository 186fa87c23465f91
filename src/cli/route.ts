import { createInterface } from 'node:readline';
import { createAgentFolder } from '../adapters/files/agent-folder.ts';
import { loadEnvironment } from '../config.ts';
import { loadAgents } from '../core/agents/load-agents.ts';
import { createRouter } from '../core/agents/router.ts';

process.exitCode = await main(process.argv[2] ?? loadEnvironment().AGENTS_DIR ?? './agents');

async function main(dir: string): Promise<number> {
  const loaded = await loadAgents(createAgentFolder(dir)).catch(() => undefined);
  if (!loaded) {
    process.stderr.write(`route: there is no folder ${dir} that can be read\n`);
    return 66;
  }
  for (const { file, line, severity, message } of loaded.problems) {
    process.stderr.write(`${file}:${line}: ${severity}: ${message}\n`);
  }
  const router = createRouter(loaded.agents);
  let status = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const question = parseQuestion(text);
    if (!question) {
      process.stderr.write(`route: line ${number} is no JSON object with an id and a text\n`);
      status = 65;
      continue;
    }
    const { agent, score } = router.route(question.text);
    process.stdout.write(`${JSON.stringify({ id: question.id, agent, score })}\n`);
  }
  return status;
}

function parseQuestion(line: string): { id: string | number; text: string } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('text' in value))
      return undefined;
    const { id, text } = value;
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string') return undefined;
    return { id, text };
  } catch {
    return undefined;
  }
}
