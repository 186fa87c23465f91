import { buildGraph, type ModelGraph } from '../review/graph.ts';
import type { Problem, Rule, Subject } from '../review/rule.ts';

type ModelRule = Pick<Rule, 'id' | 'severity'> & {
  check(graph: ModelGraph, subject: Subject): Problem[];
};

/** A rule about structure: advice without a model has none. */
export function createModelRule({ id, severity, check }: ModelRule): Rule {
  return {
    id,
    severity,
    appliesTo: ({ design }) => design.model !== null,
    check: (subject) =>
      subject.design.model === null ? [] : check(buildGraph(subject.design.model), subject),
  };
}
