import { nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** Services without links are `unreachable`, databases without an owner have `no-owner`. */
export const unusedNode = createModelRule({
  id: 'unused-node',
  severity: 'info',
  check: (graph) =>
    graph.nodes.flatMap((placed) => {
      const { node, index } = placed;
      if (graph.nodes.length < 2 || node.kind === 'service' || node.kind === 'database') return [];
      const isUsed =
        graph.links.some(({ from, to }) => from.node === node || to.node === node) ||
        graph.nodes.some((other) => other.node.owns.includes(node.id));
      if (isUsed) return [];
      return [
        {
          where: `model.nodes.${index}`,
          message: `${nameOf(graph, placed)} is linked with nothing: draw what it is there for, or leave it out.`,
        },
      ];
    }),
});
