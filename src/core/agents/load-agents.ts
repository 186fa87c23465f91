import type { Agent, AgentProblem } from './agent.ts';
import { type AgentFolder, readFolderText } from './folder.ts';
import { identifyAgents } from './identify-agents.ts';
import { type AgentDraft, type ParsedAgent, parseAgent } from './parse-agent.ts';
import { readIncludes } from './read-includes.ts';

export type LoadedAgents = { agents: Agent[]; problems: AgentProblem[] };

const MOST_INSTRUCTIONS = 256 * 1024;

/** Reads every agent of a folder; one bad file costs nothing but itself. */
export async function loadAgents(folder: AgentFolder): Promise<LoadedAgents> {
  const { drafts, problems } = await loadDrafts(folder);
  const identified = identifyAgents(drafts);
  return { agents: identified.agents, problems: sortProblems([...problems, ...identified.problems]) };
}

/** As a reader goes through the files. */
function sortProblems(problems: AgentProblem[]): AgentProblem[] {
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** The files' drafts with their includes read, before ids are given out. */
export async function loadDrafts(
  folder: AgentFolder,
): Promise<{ files: string[]; drafts: AgentDraft[]; problems: AgentProblem[] }> {
  const files = await folder.list();
  const drafts: AgentDraft[] = [];
  const problems: AgentProblem[] = [];
  for (const file of files) {
    const loaded = await loadDraft(folder, file);
    problems.push(...loaded.problems);
    if (loaded.draft) drafts.push(loaded.draft);
  }
  return { files, drafts, problems };
}

async function loadDraft(folder: AgentFolder, file: string): Promise<ParsedAgent> {
  const read = await readFolderText(folder, file);
  if ('reason' in read) return { problems: [error(file, 1, `the file ${read.reason}`)] };
  const { draft, problems } = parseAgent(file, read.text);
  if (!draft) return { problems };
  const included = await readIncludes(folder, file, draft.includes);
  problems.push(...included.problems);
  if (included.problems.some((problem) => problem.severity === 'error')) return { problems };
  const instructions = [...included.texts, draft.instructions].filter((text) => text !== '').join('\n\n');
  if (instructions.length > MOST_INSTRUCTIONS) {
    return {
      problems: [...problems, error(file, 1, 'its includes make it longer than 256 KiB: include less')],
    };
  }
  return { draft: { ...draft, instructions }, problems };
}

function error(file: string, line: number, message: string): AgentProblem {
  return { file, line, severity: 'error', message };
}
