import { readContract } from '../contracts/read-contract.ts';
import type { Design } from '../document.ts';
import type { ComposeSchema } from '../snippets/compose.ts';
import { loadSnippetParsers, readSnippets } from '../snippets/read-snippets.ts';
import { listSourceTasks, placeOf, type SourceResult, type SourceTask, toSources } from './source-tasks.ts';
import type { Sources } from './sources.ts';

/** Reads all texts of a design, one after the other. Hostile texts may take any time and memory: see `Workshop`. */
export async function readSources(design: Design, composeSchema?: ComposeSchema): Promise<Sources> {
  const tasks = listSourceTasks(design);
  const results: SourceResult[] = [];
  for (const task of tasks) results.push(await readSource(task, composeSchema));
  return toSources(design, tasks, results);
}

/** Never rejects. Without the schema, of Compose files only the YAML is judged. */
export async function readSource(task: SourceTask, composeSchema?: ComposeSchema): Promise<SourceResult> {
  const where = placeOf(task);
  if (task.kind === 'section') {
    const problems = await readSnippets(task.markdown, composeSchema);
    return { problems: problems.map((problem) => ({ ...problem, where })), operations: [] };
  }
  const { problems, operations } = await readContract(task.contract, task.related);
  return {
    problems: problems.map((problem) => ({ rule: 'contract-invalid' as const, where, ...problem })),
    operations,
  };
}

/** So that the time this takes is not the text's. */
export async function loadParsers(task: SourceTask): Promise<void> {
  if (task.kind === 'section') await loadSnippetParsers(task.markdown);
}
