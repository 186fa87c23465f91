import * as advice from './advice-text.ts';
import type { Blueprint } from './blueprint.ts';
import * as delivery from './delivery-text.ts';
import type { Option } from './options.ts';
import * as structure from './structure-text.ts';

type Writer = (blueprint: Blueprint, options: readonly Option[]) => string;

/** Which text a heading asks for; the first that matches. */
const writers: readonly [RegExp, Writer][] = [
  [/option|alternative|approach|trade-?off/i, advice.optionText],
  [/non-?functional|qualit/i, delivery.qualities],
  [/test|validat|verif/i, delivery.testing],
  [/operation|deploy|monitor|observab|maint|runbook/i, delivery.operations],
  [/future|evol|roadmap|outlook|next step/i, advice.future],
  [/compatib|migrat/i, delivery.compatibility],
  [/ownership|data model|database|schema|storage/i, structure.ownership],
  [/communicat|messag|event|integration/i, structure.communication],
  [/interface|contract|\bapi\b|endpoint/i, structure.interfaces],
  [/similar|pattern/i, delivery.patterns],
  [/decompos|diagram|boundar|context map|structure of services/i, structure.decomposition],
  [/existing|current|today|as-is/i, delivery.existing],
  [/implement|guid|steps|code/i, delivery.implementation],
  [/secur|privacy|complian/i, delivery.security],
  [/resilien|failure|fault|reliab/i, structure.resilience],
  [/consisten|saga|transaction/i, structure.consistency],
  [/recommend|solution|proposed|design|architecture|decision/i, advice.recommendation],
  [/problem|analysis|understand|requirement|assess|context|overview|summary|domain/i, advice.analysis],
  [/risk/i, delivery.risks],
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
  return headings.map((heading, index) => {
    const writer = writers.find(([pattern]) => pattern.test(heading))?.[1] ?? advice.analysis;
    const news = index === 0 ? advice.newsText(blueprint) : '';
    const markdown = [news, writer(blueprint, options)].filter((text) => text !== '').join('\n\n');
    return { heading: heading.slice(0, 160), markdown: markdown.slice(0, 19_000) };
  });
}
