import type { Operation } from '../sources/sources.ts';
import { checkRefs } from './check-refs.ts';
import { checkVersion, type Version } from './check-version.ts';
import type { Contract, Reading } from './contract.ts';
import { lint } from './lint.ts';
import { openDocuments } from './open-documents.ts';
import type { Documents } from './resolve-ref.ts';
import type { TextProblem } from './text-problem.ts';

/** What one specification has that others do not; `check` finds what its schema does not say. */
type Specification = {
  version: Version;
  check(documents: Documents): TextProblem[];
  listOperations(documents: Documents): Operation[];
};

/** Reads a contract as YAML or JSON; throws `UnreadableText`. What is not read well has no operations. */
export async function readBySpecification(
  contract: Contract,
  related: readonly Contract[],
  { version, check, listOperations }: Specification,
): Promise<Reading> {
  const documents = openDocuments(contract, related);
  const { root } = documents;
  const otherVersion = checkVersion(root, version);
  if (otherVersion) return { problems: [otherVersion], operations: [] };
  const refs = checkRefs(documents);
  if (refs.isCircular) return { problems: refs.problems, operations: [] };
  const problems = [...root.problems, ...refs.problems, ...(await lint(documents)), ...check(documents)];
  return { problems, operations: problems.length > 0 ? [] : listOperations(documents) };
}
