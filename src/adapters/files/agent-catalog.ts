import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Agent, AgentProblem } from '../../core/agents/agent.ts';
import type { AgentCatalog } from '../../core/agents/catalog.ts';
import { identifyAgents } from '../../core/agents/identify-agents.ts';
import { loadDrafts } from '../../core/agents/load-agents.ts';
import type { AgentDraft } from '../../core/agents/parse-agent.ts';
import { createAgentFolder } from './agent-folder.ts';

export type CatalogOptions = {
  /** Hears of each problem once, and again when it comes back after it was mended. Must not throw. */
  onProblem: (problem: AgentProblem) => void;
  /** How often the folder is looked at where the file system tells nothing (network drives, some containers). */
  pollMs?: number;
};

/** Editors empty a file before they write it: what changed is read when it is the same after this long. */
const STILL_MS = 60;

/**
 * The agents of a folder, kept up to date. A file that becomes bad keeps its last good version; a file that is removed
 * takes its agent with it. Rejects when the folder cannot be read at the start.
 */
export async function createAgentCatalog(
  dir: string,
  { onProblem, pollMs = 2_000 }: CatalogOptions,
): Promise<AgentCatalog> {
  const folder = createAgentFolder(dir);
  const good = new Map<string, AgentDraft>();
  let agents: Agent[] = [];
  let known = new Set<string>();
  /** The folder as it was last read, and as it was last seen to be different. */
  let seen = '';
  let moving = '';
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let still: NodeJS.Timeout | undefined;

  function report(problems: AgentProblem[]): void {
    const now = new Set(problems.map((problem) => JSON.stringify(problem)));
    for (const problem of problems) if (!known.has(JSON.stringify(problem))) onProblem(problem);
    known = now;
  }

  async function reload(): Promise<void> {
    // Taken before reading: what changes meanwhile is another change.
    const before = await fingerprint(dir);
    const { files, drafts, problems } = await loadDrafts(folder);
    for (const file of good.keys()) if (!files.includes(file)) good.delete(file);
    for (const draft of drafts) good.set(draft.file, draft);
    const identified = identifyAgents([...good.values()]);
    agents = identified.agents;
    seen = before;
    report([...problems, ...identified.problems]);
  }

  async function refresh(): Promise<void> {
    try {
      const now = await fingerprint(dir);
      if (now === seen) return;
      if (now === moving) return await reload();
      moving = now;
      settle();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      report([
        { file: '.', line: 1, severity: 'error', message: `the agent folder cannot be read: ${reason}` },
      ]);
    }
  }

  /** One look at a time; a change during it is followed by another. */
  function look(): void {
    if (closed) return;
    if (running) {
      again = true;
      return;
    }
    running = refresh().finally(() => {
      running = undefined;
      if (again) {
        again = false;
        look();
      }
    });
  }

  function settle(): void {
    if (closed || still) return;
    still = setTimeout(() => {
      still = undefined;
      look();
    }, STILL_MS).unref();
  }

  await reload();
  const watcher = startWatching(dir, settle);
  const poll = setInterval(settle, pollMs).unref();

  return {
    list: () => agents,
    find: (id) => agents.find((agent) => agent.id === id),
    async close() {
      closed = true;
      clearInterval(poll);
      clearTimeout(still);
      watcher?.close();
      await running;
    },
  };
}

/** Absent where the system has no watcher left to give: the poll does the work then. */
function startWatching(dir: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(dir, { recursive: true, persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

/** Changes whenever a file of the folder does, through links as well. */
async function fingerprint(dir: string): Promise<string> {
  const names = (await readdir(dir, { recursive: true }))
    .filter((name) => /\.(md|markdown)$/i.test(name))
    .sort();
  const marks = await Promise.all(
    names.map((name) =>
      stat(path.join(dir, name), { bigint: true }).then(
        ({ mtimeNs, size, ino }) => `${name} ${mtimeNs} ${size} ${ino}`,
        () => `${name} gone`,
      ),
    ),
  );
  return marks.join('\n');
}
