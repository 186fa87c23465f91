import { listNames, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const noContract = createModelRule({
  id: 'no-contract',
  severity: 'info',
  check: (graph, { design }) =>
    graph.nodes.flatMap((placed) => {
      const { node, index } = placed;
      if (node.kind !== 'service' || design.contracts.some(({ service }) => service === node.id)) return [];
      const calls = graph.links.filter(
        ({ link, from, to }) => link.kind === 'sync' && to.node === node && from.node !== node,
      );
      if (calls.length === 0) return [];
      const callers = [...new Set(calls.map(({ from }) => from))].map((one) => nameOf(graph, one));
      const message = `${nameOf(graph, placed)} is called by ${listNames(callers)} and has no contract: write down which operations it offers.`;
      return [{ where: `model.nodes.${index}`, message }];
    }),
});
