import { createSuggester } from '../review/similar-id.ts';
import { code, oneLine } from '../review/wording.ts';
import { createModelRule } from './review-rule.ts';

export const contractUnknownService = createModelRule({
  id: 'contract-unknown-service',
  severity: 'error',
  check: ({ model, byId }, { design }) => {
    const suggest = createSuggester(model.nodes);
    return design.contracts.flatMap(({ service, filename }, index) => {
      if (byId.has(service)) return [];
      const ids = suggest(service);
      const right =
        ids === ''
          ? 'name the id of a node, or add that service'
          : `name the id of a node (${ids}) or add that service`;
      const message = `${oneLine(filename)} is the contract of ${code(service)}, which the model does not have: ${right}.`;
      return [{ where: `contracts.${index}`, message }];
    });
  },
});
