import type { Design } from '../document.ts';
import type { Operation } from '../sources/sources.ts';
import type { TextProblem } from './text-problem.ts';

export type Contract = Pick<Design['contracts'][number], 'format' | 'filename' | 'content'>;

/** What was read of a contract: its operations where nothing is wrong with it. */
export type Reading = { problems: TextProblem[]; operations: Operation[] };
