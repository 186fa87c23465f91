import type { Rule } from '../review/rule.ts';
import { createSuggester } from '../review/similar-id.ts';
import { code } from '../review/wording.ts';
import { foldSpaces } from '../text/one-line.ts';

/** Advice without a model has no service that a contract could be of: each of its contracts is one too many. */
export const contractUnknownService: Rule = {
  id: 'contract-unknown-service',
  severity: 'error',
  appliesTo: ({ design }) => design.model !== null || design.contracts.length > 0,
  check: ({ design }) => {
    const nodes = design.model?.nodes ?? [];
    const ids = new Set(nodes.map((node) => node.id));
    const suggest = createSuggester(nodes);
    return design.contracts.flatMap(({ service, filename }, index) => {
      if (ids.has(service)) return [];
      const about = `${foldSpaces(filename)} is the contract of ${code(service)}`;
      const wrong =
        design.model === null
          ? 'and there is no model: add one, or leave the contract out'
          : `which the model does not have: ${toMend(suggest(service))}`;
      return [{ where: `contracts.${index}`, message: `${about}, ${wrong}.` }];
    });
  },
};

function toMend(ids: string): string {
  return ids === ''
    ? 'name the id of a node, or add that service'
    : `name the id of a node (${ids}) or add that service`;
}
