import type { PlacedNode } from '../review/graph.ts';
import { countApart, listersOf, readsOf, writersOf } from '../review/ownership.ts';
import { listNames, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** A copy that is made to be read by others. */
const FOR_READERS = /\breplica|\bread model|\bview|\bwarehouse|\bprojection|\bmart\b|副本|仓库/iu;

export const foreignRead = createModelRule({
  id: 'foreign-read',
  severity: 'info',
  check: (graph) =>
    graph.nodes.flatMap((store) => {
      const { kind, name, technology = '' } = store.node;
      if (kind !== 'database' || FOR_READERS.test(`${name} ${technology}`)) return [];
      const owners = [...new Set([...listersOf(graph, store), ...writersOf(graph, store)])];
      const isOwn = ({ node }: PlacedNode): boolean =>
        owners.some(
          (owner) =>
            owner.node === node ||
            (owner.node.context === node.context && (node.context !== undefined || node.kind === 'worker')),
        );
      return readsOf(graph, store).flatMap(({ link, index, from }) => {
        if (owners.length === 0 || isOwn(from) || FOR_READERS.test(link.label ?? '')) return [];
        const whose = listNames(countApart(owners).map((one) => nameOf(graph, one)));
        const message = `${nameOf(graph, from)} reads ${nameOf(graph, store)} past its owner, ${whose}, and breaks when its tables change: let it ask the owner or keep a copy of its own.`;
        return [{ where: `model.links.${index}`, message }];
      });
    }),
});
