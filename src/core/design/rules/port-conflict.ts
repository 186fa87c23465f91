import type { DesignNode } from '../document.ts';
import type { ModelGraph, PlacedNode } from '../review/graph.ts';
import type { Problem } from '../review/rule.ts';
import { listNames, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** What listens on a host of ours. Two stores on their usual port run on hosts of their own. */
const LISTENERS: readonly DesignNode['kind'][] = ['service', 'worker', 'gateway', 'frontend'];

export const portConflict = createModelRule({
  id: 'port-conflict',
  severity: 'warning',
  check: (graph) => {
    const ports = new Map<number, PlacedNode[]>();
    for (const one of graph.nodes) {
      if (one.node.port === undefined || one.node.kind === 'external') continue;
      ports.set(one.node.port, [...(ports.get(one.node.port) ?? []), one]);
    }
    return [...ports].flatMap(([port, all]) => findConflict(graph, port, all));
  },
});

function findConflict(graph: ModelGraph, port: number, all: readonly PlacedNode[]): Problem[] {
  const listeners = all.filter(({ node }) => LISTENERS.includes(node.kind));
  const added = listeners.filter(({ node }) => !node.existing);
  const taken = all.filter(({ node }) => node.existing);
  const names = (nodes: readonly PlacedNode[]): string => listNames(nodes.map((one) => nameOf(graph, one)));
  const last = added.at(-1) ?? listeners.at(-1);
  if (last === undefined) return [];
  const where = `model.nodes.${last.index}`;
  if (added.length > 0 && taken.length > 0) {
    return [
      {
        where,
        message: `Port ${port} of ${names(added)} is already taken by ${names(taken)}: choose a free one.`,
      },
    ];
  }
  if (listeners.length < 2) return [];
  return [{ where, message: `${names(listeners)} are on one port, ${port}: give each its own.` }];
}
