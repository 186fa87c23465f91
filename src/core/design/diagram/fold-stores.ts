import type { DesignModel, DesignNode } from '../document.ts';
import { type NodeKind, STORES } from './sketch.ts';

const HOSTS: ReadonlySet<NodeKind> = new Set(['service', 'gateway', 'frontend', 'worker']);

/**
 * Index of the node that hosts a store, by the index of the store. A store is hosted where one service alone uses or
 * owns it; one that is shared, or that feeds something itself, stays a box of its own.
 */
export function foldStores(model: DesignModel, indexOf: ReadonlyMap<string, number>): Map<number, number> {
  const users = new Map<number, Set<number>>();
  const use = (store: number | undefined, user: number | undefined) => {
    if (store === undefined || user === undefined || store === user) return;
    if (!STORES.has(model.nodes[store]?.kind ?? 'service')) return;
    users.set(store, (users.get(store) ?? new Set()).add(user));
  };
  for (const { from, to } of model.links) {
    use(indexOf.get(from), indexOf.get(to));
    use(indexOf.get(to), indexOf.get(from));
  }
  model.nodes.forEach((node, index) => {
    for (const owned of node.owns) use(indexOf.get(owned), index);
  });
  const hosts = new Map<number, number>();
  for (const [store, by] of users) {
    const [host] = by;
    if (by.size === 1 && host !== undefined && isHost(model.nodes[host])) hosts.set(store, host);
  }
  return hosts;
}

function isHost(node: DesignNode | undefined): boolean {
  return node !== undefined && HOSTS.has(node.kind);
}
