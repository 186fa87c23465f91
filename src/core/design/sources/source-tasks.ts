import { baseName } from '../contracts/base-name.ts';
import type { Contract } from '../contracts/contract.ts';
import { TOO_BIG, toSentence } from '../contracts/text-problem.ts';
import type { Design } from '../document.ts';
import { hasSnippets } from '../snippets/has-snippets.ts';
import type { Operation, SourceProblem, Sources } from './sources.ts';

/** One text of a design, with all that is needed to read it. */
export type SourceTask =
  | { kind: 'contract'; index: number; contract: Contract; related: Contract[] }
  | { kind: 'section'; index: number; markdown: string };

export type SourceResult = { problems: SourceProblem[]; operations: Operation[] };

/** The texts of a design, without a parser of any: whoever only hands them out loads none. */
export function listSourceTasks({ contracts, sections }: Design): SourceTask[] {
  return [
    ...contracts.map((contract, index) => ({
      kind: 'contract' as const,
      index,
      contract: toContract(contract),
      related: relatedTo(contract, contracts).map(toContract),
    })),
    ...sections.flatMap(({ markdown }, index) =>
      hasSnippets(markdown) ? [{ kind: 'section' as const, index, markdown }] : [],
    ),
  ];
}

/** The result for a text that nobody finished to read. */
export function refuseSource(task: SourceTask, reason: string = TOO_BIG): SourceResult {
  const rule =
    task.kind === 'contract'
      ? 'contract-invalid'
      : /[`~]\s*mermaid/i.test(task.markdown)
        ? 'mermaid-invalid'
        : /^\s*services:/m.test(task.markdown)
          ? 'compose-invalid'
          : 'kubernetes-invalid';
  return { problems: [{ rule, where: placeOf(task), message: toSentence(reason) }], operations: [] };
}

export function toSources(
  { contracts }: Design,
  tasks: readonly SourceTask[],
  results: readonly SourceResult[],
): Sources {
  const operations: Operation[][] = contracts.map(() => []);
  for (const [at, task] of tasks.entries()) {
    if (task.kind === 'contract') operations[task.index] = results[at]?.operations ?? [];
  }
  return { problems: results.flatMap(({ problems }) => problems), operations };
}

export function placeOf({ kind, index }: SourceTask): string {
  return `${kind}s.${index}`;
}

function toContract({ format, filename, content }: Contract): Contract {
  return { format, filename, content };
}

/** Those that a contract names, and those that they name. */
function relatedTo(contract: Contract, contracts: readonly Contract[]): Contract[] {
  const found = new Set([contract]);
  for (const { content } of found) {
    for (const other of contracts) if (content.includes(baseName(other.filename))) found.add(other);
  }
  found.delete(contract);
  return [...found];
}
