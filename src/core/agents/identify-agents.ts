import { createHash } from 'node:crypto';
import type { Agent, AgentProblem } from './agent.ts';
import type { AgentDraft } from './parse-agent.ts';

/**
 * Gives every draft its id: its name, or the file's name for all whose ids would meet. The ids do not depend on the
 * order of the drafts.
 */
export function identifyAgents(drafts: AgentDraft[]): { agents: Agent[]; problems: AgentProblem[] } {
  const ids = new Map(drafts.map((draft) => [draft.file, toId(draft.name ?? fileName(draft.file))]));
  // A file's name may meet another agent's name in turn: at most one round per file settles it.
  for (let round = 0; round < drafts.length; round++) {
    const meeting = drafts.filter((draft) => countOf(ids, draft.file) > 1);
    const changed = meeting.filter((draft) => ids.get(draft.file) !== toId(fileName(draft.file)));
    if (changed.length === 0) break;
    for (const draft of changed) ids.set(draft.file, toId(fileName(draft.file)));
  }

  const agents: Agent[] = [];
  const problems: AgentProblem[] = [];
  for (const draft of [...drafts].sort((a, b) => compare(a.file, b.file))) {
    const id = ids.get(draft.file) ?? toId(fileName(draft.file));
    const other = agents.find((agent) => agent.id === id);
    if (other) {
      const message = `its id "${id}" is already that of ${other.file}: rename one of the files`;
      problems.push({ file: draft.file, line: 1, severity: 'error', message });
    } else agents.push(toAgent(draft, id));
  }
  return { agents: agents.sort((a, b) => compare(a.id, b.id)), problems };
}

/** Lower case, and a `-` for every character that is no `a-z` or `0-9`. */
function toId(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/gu, '-');
}

function toAgent(draft: AgentDraft, id: string): Agent {
  const { name, title, heading, includes, ...rest } = draft;
  const kept = name !== undefined && toId(name) !== name ? name : undefined;
  const agent = { ...rest, id, title: title ?? kept ?? heading ?? name ?? id };
  return { ...agent, hash: hashOf(agent) };
}

/** Not the file, colour or hint: they change nothing of what is answered. */
function hashOf(agent: Omit<Agent, 'hash'>): string {
  const { id, title, model, tools, output, clarify, rules, instructions } = agent;
  const seen = [id, title, model, tools, output, clarify, rules, instructions];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 12);
}

function countOf(ids: Map<string, string>, file: string): number {
  const id = ids.get(file);
  return [...ids.values()].filter((other) => other === id).length;
}

function fileName(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.(md|markdown)$/i, '');
}

/** By code unit, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
