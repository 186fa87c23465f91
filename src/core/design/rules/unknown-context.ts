import { createSuggester } from '../review/similar-id.ts';
import { code, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const unknownContext = createModelRule({
  id: 'unknown-context',
  severity: 'warning',
  check: (graph) => {
    const ids = new Set(graph.model.contexts.map((context) => context.id));
    const suggest = createSuggester(graph.model.contexts);
    return graph.model.nodes.flatMap((node, index) => {
      if (node.context === undefined || ids.has(node.context)) return [];
      const known = suggest(node.context);
      const right =
        known === ''
          ? 'add it to the contexts'
          : `use the id of one that it has (${known}) or add it to the contexts`;
      const message = `${nameOf(graph, { node, index })} is put into the context ${code(node.context)}, which the model does not have: ${right}.`;
      return [{ where: `model.nodes.${index}`, message }];
    });
  },
});
