import { listersOf, writersOf } from '../review/ownership.ts';
import { nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const noOwner = createModelRule({
  id: 'no-owner',
  severity: 'info',
  check: (graph) =>
    graph.nodes.flatMap((store) => {
      if (store.node.kind !== 'database') return [];
      if (listersOf(graph, store).length + writersOf(graph, store).length > 0) return [];
      const message = `${nameOf(graph, store)} is owned by no service: list it under the service that writes to it, or leave it out.`;
      return [{ where: `model.nodes.${store.index}`, message }];
    }),
});
