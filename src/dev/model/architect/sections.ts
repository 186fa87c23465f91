import * as advice from './advice-text.ts';
import type { Blueprint } from './blueprint.ts';
import type { Option } from './options.ts';
import * as structure from './structure-text.ts';

type Writer = (blueprint: Blueprint, options: readonly Option[]) => string;

/** Which text a heading asks for; the first that matches. */
const writers: readonly [RegExp, Writer][] = [
  [/option|alternative|approach|trade-?off/i, advice.optionText],
  [/test|validat|verif/i, advice.testing],
  [/operation|deploy|monitor|observab|maint|runbook/i, advice.operations],
  [/future|evol|roadmap|outlook|next step/i, advice.future],
  [/compatib|migrat/i, advice.compatibility],
  [/ownership|data model|database|schema|storage/i, structure.ownership],
  [/communicat|messag|event|integration/i, structure.communication],
  [/interface|contract|\bapi\b|endpoint/i, structure.interfaces],
  [/similar|pattern/i, advice.patterns],
  [/decompos|diagram|boundar|context map|structure of services/i, structure.decomposition],
  [/existing|current|today|as-is/i, advice.existing],
  [/implement|guide|steps|code/i, advice.implementation],
  [/secur|privacy|complian/i, advice.security],
  [/resilien|failure|fault|reliab/i, structure.resilience],
  [/consisten|saga|transaction/i, structure.consistency],
  [/recommend|solution|proposed|design|architecture|decision/i, advice.recommendation],
  [/problem|analysis|understand|requirement|assess|context|overview|summary|domain/i, advice.analysis],
  [/risk/i, advice.risks],
  [/metric|measure|success|scal|capacity|performance|cost/i, advice.capacity],
];

const ownHeadings = [
  'Problem',
  'Decomposition',
  'Communication',
  'Data ownership',
  'Consistency',
  'Resilience',
  'Operations',
];

/** The agent's sections in its order; sensible ones of its own when it promises none. */
export function writeSections(
  blueprint: Blueprint,
  options: readonly Option[],
): { heading: string; markdown: string }[] {
  const headings = blueprint.profile.sections.length > 0 ? blueprint.profile.sections : ownHeadings;
  return headings.map((heading) => {
    const writer = writers.find(([pattern]) => pattern.test(heading))?.[1] ?? advice.analysis;
    return { heading: heading.slice(0, 160), markdown: writer(blueprint, options).slice(0, 19_000) };
  });
}
