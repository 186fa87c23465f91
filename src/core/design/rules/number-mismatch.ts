import { type Design, type DesignNode, STORE_KINDS } from '../document.ts';
import { type Claim, readClaims } from '../review/claimed-numbers.ts';
import type { ModelGraph } from '../review/graph.ts';
import { code, quote } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const numberMismatch = createModelRule({
  id: 'number-mismatch',
  severity: 'info',
  check: (graph, { design }) =>
    readTexts(design).flatMap(({ where, place, claims }) =>
      claims.flatMap((claim) => {
        const counts = countParts(design, graph, claim.noun);
        if (isRight(claim, counts, graph)) return [];
        const message = `${place} says ${quote(claim.text)} and the ${claim.noun === 'options' ? 'design' : 'model'} has ${code(`${counts[0] ?? 0}`)}: make them agree.`;
        return [{ where, message }];
      }),
    ),
});

type Text = { where: string; place: string; claims: Claim[] };

/** Sections speak of alternatives too: there only what sums up is a claim, and none under such a heading. */
function readTexts({ title, summary, sections }: Design): Text[] {
  return [
    { where: 'title', place: 'The title', claims: readClaims(title) },
    { where: 'summary', place: 'The summary', claims: readClaims(summary) },
    ...sections.map(({ heading, markdown }, index) => ({
      where: `sections.${index}`,
      place: `The section ${quote(heading)}`,
      claims: /option|alternative|trade-?off|existing|current|future|pattern/i.test(heading)
        ? []
        : readClaims(markdown.replace(/(`{3,}|~{3,})[\s\S]*?(?:\1|$)/g, '\n')).filter(
            ({ isTotal }) => isTotal,
          ),
    })),
  ];
}

/**
 * A text may leave out workers, the gateway, or what is there already: any such count is right. A number that counts
 * some of the parts is wrong only when there are fewer in all, and nothing of the system is there already.
 */
function isRight({ number, isTotal }: Claim, counts: readonly number[], graph: ModelGraph): boolean {
  if (counts.every((one) => one === 0) || counts.includes(number)) return true;
  if (isTotal) return false;
  return (
    number <= Math.max(...counts) || graph.nodes.some(({ node }) => node.existing && node.kind !== 'external')
  );
}

/** What people may call all of them, the plainest first. */
function countParts({ options }: Design, { model, nodes }: ModelGraph, noun: Claim['noun']): number[] {
  const count = (...kinds: DesignNode['kind'][]): number[] => {
    const all = nodes.filter(({ node }) => kinds.includes(node.kind));
    const added = all.filter(({ node }) => !node.existing).length;
    return [all.length, added, all.length - added];
  };
  switch (noun) {
    case 'options':
      return [options.length];
    case 'contexts':
      return [model.contexts.length, new Set(nodes.flatMap(({ node }) => node.context ?? [])).size];
    case 'databases':
      return [...count('database'), ...count(...STORE_KINDS), ...count('database', 'cache')];
    case 'services':
      return [
        ...count('service'),
        ...count('service', 'worker'),
        ...count('service', 'gateway'),
        ...count('service', 'worker', 'gateway'),
      ];
    default:
      return noun satisfies never;
  }
}
