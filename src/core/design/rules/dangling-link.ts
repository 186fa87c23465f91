import type { ModelGraph } from '../review/graph.ts';
import { createSuggester } from '../review/similar-id.ts';
import { code, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const danglingLink = createModelRule({
  id: 'dangling-link',
  severity: 'error',
  check: (graph) => {
    const suggest = createSuggester(graph.model.nodes);
    return graph.model.links.flatMap((link, index) => {
      const missing = [...new Set([link.from, link.to])].filter((id) => !graph.byId.has(id));
      if (missing.length === 0) return [];
      const ends = missing.map((id) => describeEnd(graph, id, suggest(id))).join(', and ');
      const message = `The link from ${endName(graph, link.from)} to ${endName(graph, link.to)} has an end that is no node: ${ends}.`;
      return [{ where: `model.links.${index}`, message }];
    });
  },
});

function endName(graph: ModelGraph, id: string): string {
  const placed = graph.byId.get(id);
  return placed ? nameOf(graph, placed) : code(id);
}

function describeEnd({ model }: ModelGraph, id: string, ids: string): string {
  const isContext = model.contexts.some((context) => context.id === id);
  const right =
    ids === ''
      ? 'add that node or use the id of one there is'
      : `use the id of a node (${ids}) or add that node`;
  return `${code(id)} is ${isContext ? 'a bounded context' : 'not in the model'}, so ${right}`;
}
