import type { Agent, AgentProblem } from './agent.ts';
import { readAgentKeys, readIncludeKey } from './agent-keys.ts';
import { splitDescription } from './description.ts';
import { readFrontMatter } from './front-matter.ts';
import { findPrerequisites, type Include } from './includes.ts';
import { firstHeading } from './markdown.ts';

/** An agent before its includes are read and its id is known to be its own. */
export type AgentDraft = Omit<Agent, 'id' | 'title' | 'hash'> & {
  name?: string;
  title?: string;
  heading?: string;
  includes: Include[];
};

export type ParsedAgent = { draft?: AgentDraft; problems: AgentProblem[] };

const MOST_BYTES = 64 * 1024;

/** The text of a Markdown file with `\n` line ends and no byte-order mark, or why it is none. */
export function decodeMarkdown(bytes: Uint8Array): { text: string } | { reason: string } {
  if (bytes.length > MOST_BYTES) {
    return { reason: `is ${Math.ceil(bytes.length / 1024)} KiB: it may have 64 KiB` };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
    if (text.includes('\u0000')) return { reason: 'is no text: it holds a zero byte' };
    return { text };
  } catch {
    return { reason: 'is no UTF-8 text: save it as UTF-8' };
  }
}

/** One file, without what it includes. An error leaves no draft; a warning leaves one that works without that part. */
export function parseAgent(file: string, text: string): ParsedAgent {
  if (text.trim() === '') {
    return { problems: [error(file, 1, 'the file is empty: write what the architect has to do')] };
  }
  const front = readFrontMatter(text);
  if ('refused' in front) return { problems: [error(file, front.refused.line, front.refused.message)] };
  const { keys, problems } = readAgentKeys(file, front);
  if (!keys) return { problems };

  const instructions = front.body.trim();
  if (instructions === '') {
    problems.push({
      file,
      line: front.bodyLine,
      severity: 'warning',
      message: 'there are no instructions below the front matter: say there what the architect has to do',
    });
  }
  const { prose, examples } = splitDescription(keys.description ?? '');
  const heading =
    firstHeading(front.body, 1) ?? (keys.name === undefined ? firstHeading(front.body) : undefined);
  const included = readIncludeKey(front);
  const draft: AgentDraft = {
    ...(keys.name !== undefined && { name: keys.name }),
    ...(keys.title !== undefined && { title: keys.title }),
    ...(heading !== undefined && { heading }),
    description: prose,
    examples: [...new Set([...(keys.examples ?? []), ...examples])],
    model: !keys.model || keys.model === 'inherit' ? 'sonnet' : keys.model,
    ...(keys.color !== undefined && { color: keys.color }),
    ...(keys['argument-hint'] !== undefined && { argumentHint: keys['argument-hint'] }),
    ...(keys.tools !== undefined && { tools: keys.tools }),
    output: {
      sections: keys.output?.sections ?? [],
      ...(keys.output?.options !== undefined && { options: keys.output.options }),
      deliverables: keys.output?.deliverables ?? [],
      languages: keys.output?.languages ?? [],
    },
    clarify: { rounds: keys.clarify?.rounds ?? 2, topics: keys.clarify?.topics ?? [] },
    rules: keys.rules ?? {},
    instructions,
    file,
    includes: [
      ...('includes' in included ? included.includes : []),
      ...findPrerequisites(front.body, front.bodyLine),
    ],
  };
  return { draft, problems };
}

function error(file: string, line: number, message: string): AgentProblem {
  return { file, line, severity: 'error', message };
}
