import type { Agent, AgentProblem } from './agent.ts';
import { readFrontMatter } from './front-matter.ts';
import { identifyAgents } from './identify-agents.ts';
import { findPrerequisites, type Include, resolveInclude } from './includes.ts';
import { type AgentDraft, decodeMarkdown, type ParsedAgent, parseAgent } from './parse-agent.ts';

/** What a folder answers for one path; `outside` when the file is really elsewhere. */
export type FolderFile =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'missing' }
  | { kind: 'outside' }
  | { kind: 'unreadable'; reason: string };

/** Where agent files are. Paths are relative to the folder, with `/`. */
export type AgentFolder = {
  /** The agents' own files, sorted; without what they include. */
  list(): Promise<string[]>;
  /** Never rejects for what a single file is like. */
  read(path: string): Promise<FolderFile>;
};

export type LoadedAgents = { agents: Agent[]; problems: AgentProblem[] };

/** Includes of includes: more than that is a maze. */
const MOST_INCLUDES = 40;
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
  const read = await readText(folder, file);
  if ('reason' in read) return { problems: [error(file, 1, `the file ${read.reason}`)] };
  const { draft, problems } = parseAgent(file, read.text);
  if (!draft) return { problems };
  const included: Included = { texts: [], paths: new Set(), problems: [] };
  await include(folder, file, draft.includes, [file], included, (line) => ({ file, line }));
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

type Included = { texts: string[]; paths: Set<string>; problems: AgentProblem[] };

/** Depth first, so that what an include needs stands before it; each file once. */
async function include(
  folder: AgentFolder,
  from: string,
  includes: Include[],
  chain: string[],
  into: Included,
  where: (line: number) => { file: string; line: number },
): Promise<void> {
  for (const { target, line } of includes) {
    const add = (severity: AgentProblem['severity'], message: string) =>
      into.problems.push({ ...where(line), severity, message });
    const resolved = resolveInclude(from, target);
    if (resolved === 'web') {
      add('warning', `the include ${target} is on the web: only files of the agent folder can be included`);
      continue;
    }
    if (resolved === 'outside') {
      add('error', `the include ${target} leads out of the agent folder: copy the file into it`);
      continue;
    }
    const { path } = resolved;
    if (chain.includes(path)) {
      add('error', `the include ${target} leads back to itself: ${[...chain, path].join(' → ')}`);
      continue;
    }
    if (into.paths.has(path)) continue;
    into.paths.add(path);
    if (into.paths.size > MOST_INCLUDES) {
      add('error', `it includes more than ${MOST_INCLUDES} files: include less`);
      return;
    }
    const read = await readText(folder, path);
    if ('reason' in read) {
      add(read.missing ? 'warning' : 'error', `the include ${target} ${read.reason}`);
      continue;
    }
    const front = readFrontMatter(read.text);
    if ('refused' in front) {
      add('error', `the include ${target} cannot be used: ${front.refused.message}`);
      continue;
    }
    await include(
      folder,
      path,
      findPrerequisites(front.body, front.bodyLine),
      [...chain, path],
      into,
      (at) => ({
        file: path,
        line: at,
      }),
    );
    into.texts.push(front.body.trim());
  }
}

async function readText(
  folder: AgentFolder,
  path: string,
): Promise<{ text: string } | { reason: string; missing: boolean }> {
  const file = await folder.read(path);
  switch (file.kind) {
    case 'missing':
      return { reason: 'is not there', missing: true };
    case 'outside':
      return { reason: 'leads out of the agent folder: copy the file into it', missing: false };
    case 'unreadable':
      return { reason: file.reason, missing: false };
    case 'file': {
      const decoded = decodeMarkdown(file.bytes);
      return 'text' in decoded ? decoded : { reason: decoded.reason, missing: false };
    }
    default:
      return file satisfies never;
  }
}

function error(file: string, line: number, message: string): AgentProblem {
  return { file, line, severity: 'error', message };
}
