import { nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const unreachable = createModelRule({
  id: 'unreachable',
  severity: 'warning',
  check: (graph) =>
    graph.nodes.flatMap((placed) => {
      const isReached = graph.links.some(
        ({ from, to }) => to.node === placed.node && from.node !== placed.node,
      );
      if (placed.node.kind !== 'service' || isReached) return [];
      const message = `Nothing calls ${nameOf(graph, placed)} and it consumes nothing: draw who calls it or what it hears, make it a worker if a schedule starts it, or leave it out.`;
      return [{ where: `model.nodes.${placed.index}`, message }];
    }),
});
