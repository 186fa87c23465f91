import type { TextProblem } from '../contracts/text-problem.ts';
import type { SourceProblem } from '../sources/sources.ts';

export type SnippetProblem = TextProblem & { rule: Exclude<SourceProblem['rule'], 'contract-invalid'> };
