import { buildGraph, type ModelGraph } from '../review/graph.ts';
import type { Problem, Rule, Subject } from '../review/rule.ts';

/** A rule that counts as checked only where the design has what it is about. */
export type ReviewRule = Rule & { appliesTo(subject: Subject): boolean };

type ModelRule = Pick<Rule, 'id' | 'severity'> & {
  check(graph: ModelGraph, subject: Subject): Problem[];
};

/** A rule about structure: advice without a model has none. */
export function createModelRule({ id, severity, check }: ModelRule): ReviewRule {
  return {
    id,
    severity,
    appliesTo: ({ design }) => design.model !== null,
    check: (subject) =>
      subject.design.model === null ? [] : check(buildGraph(subject.design.model), subject),
  };
}
