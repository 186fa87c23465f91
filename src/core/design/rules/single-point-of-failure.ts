import { type DesignNode, STORE_KINDS } from '../document.ts';
import type { ModelGraph } from '../review/graph.ts';
import { listNames, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

const STATEFUL: readonly DesignNode['kind'][] = [...STORE_KINDS, 'broker'];

export const singlePointOfFailure = createModelRule({
  id: 'single-point-of-failure',
  severity: 'warning',
  check: (graph) => {
    const neighbours = joinNeighbours(graph);
    return graph.nodes.flatMap((placed) => {
      if (!STATEFUL.includes(placed.node.kind)) return [];
      const cutOff = findCutOff(neighbours, placed.node);
      if (cutOff.length < 2) return [];
      const names = cutOff.map((id) => graph.model.contexts.find((context) => context.id === id)?.name ?? id);
      const message = `The only path of ${listNames(names)} runs through ${nameOf(graph, placed)}, so its failure cuts them off: run it redundantly and say so, or give them a second path.`;
      return [{ where: `model.nodes.${placed.index}`, message }];
    });
  },
});

type Neighbours = ReadonlyMap<DesignNode, readonly DesignNode[]>;

/**
 * The contexts that could no longer reach the others without a node. Where some others still reach each other, they are
 * the rest of the system, and only what is severed from them counts.
 */
function findCutOff(neighbours: Neighbours, removed: DesignNode): string[] {
  const before = collectReachable(neighbours, removed, undefined);
  const contextsOf = (nodes: Iterable<DesignNode>): Set<string> =>
    new Set([...nodes].flatMap(({ context }) => (context === undefined ? [] : [context])));
  const left = new Set([...before].filter((node) => node !== removed));
  const all = contextsOf(left);
  let rest = new Set<string>();
  for (const node of left) {
    const part = collectReachable(neighbours, node, removed);
    const contexts = contextsOf(part);
    if (contexts.size > rest.size) rest = contexts;
    for (const reached of part) left.delete(reached);
  }
  return [...all].filter((context) => rest.size < 2 || !rest.has(context));
}

/** Whichever way a link points, it is a path; only what an outside system is called with leads nowhere. */
function joinNeighbours(graph: ModelGraph): Neighbours {
  const neighbours = new Map<DesignNode, DesignNode[]>(graph.nodes.map(({ node }) => [node, []]));
  for (const { from, to } of graph.links) {
    if (to.node.kind === 'external') continue;
    neighbours.get(from.node)?.push(to.node);
    neighbours.get(to.node)?.push(from.node);
  }
  return neighbours;
}

function collectReachable(
  neighbours: Neighbours,
  start: DesignNode,
  without: DesignNode | undefined,
): Set<DesignNode> {
  const reached = new Set([start]);
  for (const node of reached) {
    for (const next of neighbours.get(node) ?? []) if (next !== without) reached.add(next);
  }
  return reached;
}
