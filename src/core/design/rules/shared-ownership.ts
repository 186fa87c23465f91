import type { ModelGraph, PlacedNode } from '../review/graph.ts';
import { countApart, isOwner, isStore, writersOf } from '../review/ownership.ts';
import { fold, listNames, nameOf, quote } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

export const sharedOwnership = createModelRule({
  id: 'shared-ownership',
  severity: 'warning',
  check: (graph) =>
    [...groupOwners(graph).values()].flatMap(({ what, owners }) => {
      const apart = countApart(owners);
      const second = apart[1];
      if (second === undefined) return [];
      const names = listNames(apart.map((one) => nameOf(graph, one)));
      const message = `${names} own the same data, ${what}: make one of them its only owner, and let the others ask for it or keep a copy that its events feed.`;
      return [{ where: `model.nodes.${second.index}`, message }];
    }),
});

type Owned = { what: string; owners: PlacedNode[] };

/** By what is owned: a store by its node, other data by its name without case and marks. */
function groupOwners(graph: ModelGraph): Map<string, Owned> {
  const stores = new Map<string, PlacedNode>();
  for (const store of graph.nodes.filter((one) => isStore(one) || one.node.kind === 'broker')) {
    stores.set(fold(store.node.id), store);
    if (!stores.has(fold(store.node.name))) stores.set(fold(store.node.name), store);
  }
  const groups = new Map<string, Owned>();
  for (const owner of graph.nodes.filter(isOwner)) {
    for (const owned of owner.node.owns) {
      const store = stores.get(fold(owned));
      if (store && isLeftOut(graph, store)) continue;
      const key = store ? `store ${store.node.id}` : `data ${fold(owned)}`;
      const group = groups.get(key) ?? { what: store ? nameOf(graph, store) : quote(owned), owners: [] };
      if (!group.owners.includes(owner)) group.owners.push(owner);
      groups.set(key, group);
    }
  }
  return groups;
}

/** A broker is there for many; of a database with two writers `shared-database` tells. */
function isLeftOut(graph: ModelGraph, store: PlacedNode): boolean {
  if (store.node.kind === 'broker') return true;
  return store.node.kind === 'database' && countApart(writersOf(graph, store)).length > 1;
}
