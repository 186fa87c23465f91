import { readAsyncApi } from './asyncapi.ts';
import type { Contract, Reading } from './contract.ts';
import { readOpenApi } from './openapi.ts';
import { readProtobuf } from './protobuf.ts';
import { type TextProblem, toSentence, toTextProblem, UnreadableText } from './text-problem.ts';

/** As many as help to mend a contract; more would be the same fault over and over. */
const MOST_PROBLEMS = 12;

/** Reads a contract as its format; `related` are the contracts that it may import or refer to. Never rejects. */
export async function readContract(contract: Contract, related: readonly Contract[]): Promise<Reading> {
  try {
    if (/^\s*<(!doctype|html|\?xml)/i.test(contract.content))
      throw new UnreadableText('the text is HTML or XML and no contract', 1);
    const { problems, operations } = await read(contract, related);
    return { problems: tidy(problems), operations };
  } catch (error) {
    return { problems: tidy([toTextProblem(error)]), operations: [] };
  }
}

async function read(contract: Contract, related: readonly Contract[]): Promise<Reading> {
  switch (contract.format) {
    case 'openapi':
      return readOpenApi(contract, related);
    case 'asyncapi':
      return readAsyncApi(contract, related);
    case 'protobuf':
      return readProtobuf(contract, related);
    default:
      return contract.format satisfies never;
  }
}

/** In the order of the text, each once. */
function tidy(problems: readonly TextProblem[]): TextProblem[] {
  const once = new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem]));
  const sorted = [...once.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const shown = sorted.slice(0, MOST_PROBLEMS);
  const [first] = sorted.slice(MOST_PROBLEMS);
  if (first) {
    const message = `${sorted.length - MOST_PROBLEMS} more problems follow from here`;
    shown.push(first.line === undefined ? { message } : { line: first.line, message });
  }
  return shown.map((problem) => ({ ...problem, message: toSentence(problem.message) }));
}
