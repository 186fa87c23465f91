import type { AgentProblem } from './agent.ts';
import { readIncludeKey } from './agent-keys.ts';
import { type AgentFolder, readFolderText } from './folder.ts';
import { readFrontMatter } from './front-matter.ts';
import { findPrerequisites, type Include, resolveInclude } from './includes.ts';

/** What an agent includes, directly or through others: more than that is a maze. */
const MOST_INCLUDES = 40;
const MOST_DEPTH = 8;

export type IncludedTexts = { texts: string[]; problems: AgentProblem[] };

/** Where an include is asked for: the files that led to it, and the agent's own line that began it. */
type Place = { chain: readonly string[]; line: number };

/**
 * Reads what an agent's file includes, and what those include in turn: what is needed first stands first, each file
 * once. Includes that cannot be followed to an end give one error, in the agent's own file, and end the reading.
 */
export async function readIncludes(
  folder: AgentFolder,
  file: string,
  includes: readonly Include[],
): Promise<IncludedTexts> {
  const into: IncludedTexts & { paths: Set<string> } = { texts: [], problems: [], paths: new Set() };
  for (const include of includes) {
    if (!(await follow(include, { chain: [file], line: include.line }))) break;
  }
  return into;

  /** False once there is no sense in reading on. */
  async function follow({ target, line }: Include, { chain, line: begun }: Place): Promise<boolean> {
    const from = chain.at(-1) ?? file;
    const add = (severity: AgentProblem['severity'], message: string) =>
      into.problems.push({ file: from, line, severity, message });
    const giveUp = (message: string) => {
      into.problems.push({ file, line: begun, severity: 'error', message });
      return false;
    };
    const resolved = resolveInclude(from, target);
    if (resolved === 'web') {
      add('warning', `the include ${target} is on the web: only files of the agent folder can be included`);
      return true;
    }
    if (resolved === 'outside') {
      add('error', `the include ${target} leads out of the agent folder: copy the file into it`);
      return true;
    }
    const { path } = resolved;
    if (chain.includes(path)) return giveUp(describeCycle([...chain, path], line));
    if (into.paths.has(path)) return true;
    if (chain.length > MOST_DEPTH) {
      return giveUp(`its includes are more than ${MOST_DEPTH} deep: ${chain[1]} includes too much, split it`);
    }
    if (into.paths.size === MOST_INCLUDES) {
      return giveUp(`it includes more than ${MOST_INCLUDES} files: include less`);
    }
    into.paths.add(path);
    const read = await readFolderText(folder, path);
    if ('reason' in read) {
      add(read.missing ? 'warning' : 'error', `the include ${target} ${read.reason}`);
      return true;
    }
    const front = readFrontMatter(read.text);
    const own = 'refused' in front ? front : readIncludeKey(front);
    if ('refused' in front || 'refused' in own) {
      const refused = 'refused' in front ? front.refused.message : 'refused' in own ? own.refused : '';
      add('error', `the include ${target} cannot be used: ${refused}`);
      return true;
    }
    for (const next of [...own.includes, ...findPrerequisites(front.body, front.bodyLine)]) {
      if (!(await follow(next, { chain: [...chain, path], line: begun }))) return false;
    }
    into.texts.push(front.body.trim());
    return true;
  }
}

/** `chain` ends with the file that it meets again; `line` is where its last but one file asks for it. */
function describeCycle(chain: readonly string[], line: number): string {
  const again = chain.at(-1) ?? '';
  const cycle = chain.slice(chain.indexOf(again));
  const last = cycle.at(-2) ?? again;
  if (last === again) return `${again} includes itself: take that out of its line ${line}`;
  const advice = `take the include of ${again} out of ${last}, line ${line}, or put what both need into a third file`;
  return `its includes go in a circle, ${cycle.join(' → ')}: ${advice}`;
}
