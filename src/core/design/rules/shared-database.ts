import { countApart, listersOf, writersOf } from '../review/ownership.ts';
import { listNames, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/**
 * Who lists a database among what it owns is taken to write to it, drawn or not, once somebody else writes too. Several
 * that only list it are a matter of `shared-ownership`.
 */
export const sharedDatabase = createModelRule({
  id: 'shared-database',
  severity: 'warning',
  check: (graph) =>
    graph.nodes.flatMap((store) => {
      if (store.node.kind !== 'database') return [];
      const listers = listersOf(graph, store);
      const writers = writersOf(graph, store);
      const isWrittenByOthers = writers.length > 1 || writers.some((one) => !listers.includes(one));
      const all = countApart(isWrittenByOthers ? [...new Set([...listers, ...writers])] : []);
      if (all.length < 2) return [];
      const names = listNames(all.map((one) => nameOf(graph, one)));
      const message = `${names} write to one database, ${nameOf(graph, store)}: let one of them own it, and the others call that one or hear its events.`;
      return [{ where: `model.nodes.${store.index}`, message }];
    }),
});
