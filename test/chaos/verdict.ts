import type { Wish } from './conversation-brain.ts';
import { judge, type RunResult } from './run.ts';
import type { Stage } from './stage.ts';

/** What can be seen of many conversations in the end. */
export type Verdict = { lost: number; doubled: number; other: number; problems: string[] };

const LOST = /was asked|was shown|were not shown|there 0 times|still says/;
const DOUBLED = /twice|there [1-9]\d* times/;

export const isDoubled = (problem: string): boolean => DOUBLED.test(problem) && !isLost(problem);
const isLost = (problem: string): boolean => LOST.test(problem);

export function toVerdict(runs: readonly string[][]): Verdict {
  const count = (is: (problem: string) => boolean) => runs.filter((problems) => problems.some(is)).length;
  return {
    lost: count(isLost),
    doubled: count(isDoubled),
    other: count((problem) => !isLost(problem) && !isDoubled(problem)),
    problems: runs.flat(),
  };
}

/** The problems of a run, judged again later: what came too late, and what is there twice, shows then. */
export function judgeAgain(stage: Stage, run: RunResult, wish: Wish): string[] {
  if (!run.at) return run.problems;
  const seen = judge(stage.threads.shown(run.at.channel, run.at.root), run.name, wish);
  return run.problems.length > 0 ? [...run.problems, ...seen.filter(isDoubled)] : seen;
}
