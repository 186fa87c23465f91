import type { DesignLink, DesignModel, DesignNode } from '../document.ts';

/** A node with its place in the document. */
export type PlacedNode = { node: DesignNode; index: number };

export type PlacedLink = { link: DesignLink; index: number; from: PlacedNode; to: PlacedNode };

/** The model as far as it hangs together: without dangling links; where an id is used twice, the first node has it. */
export type ModelGraph = {
  model: DesignModel;
  nodes: PlacedNode[];
  byId: ReadonlyMap<string, PlacedNode>;
  links: PlacedLink[];
};

export function buildGraph(model: DesignModel): ModelGraph {
  const byId = new Map<string, PlacedNode>();
  model.nodes.forEach((node, index) => {
    if (!byId.has(node.id)) byId.set(node.id, { node, index });
  });
  const links = model.links.flatMap((link, index) => {
    const from = byId.get(link.from);
    const to = byId.get(link.to);
    return from && to ? [{ link, index, from, to }] : [];
  });
  return { model, nodes: [...byId.values()], byId, links };
}

export type Edge = { from: string; to: string };

/** By the node where they start; every key that an edge names is there. */
export function groupByStart<E extends Edge>(edges: readonly E[]): Map<string, E[]> {
  const starts = new Map<string, E[]>();
  for (const edge of edges) {
    const others = starts.get(edge.from);
    if (others) others.push(edge);
    else starts.set(edge.from, [edge]);
    if (!starts.has(edge.to)) starts.set(edge.to, []);
  }
  return starts;
}

/** Strongly connected components (Tarjan), each after those that it leads to. */
export function findComponents<E extends Edge>(starts: ReadonlyMap<string, readonly E[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();

  const visit = (key: string): number => {
    const own = order.size;
    order.set(key, own);
    open.push(key);
    isOpen.add(key);
    let low = own;
    for (const { to } of starts.get(key) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (isOpen.has(to)) low = Math.min(low, order.get(to) ?? low);
    }
    if (low === own) {
      const component = open.splice(open.indexOf(key));
      for (const member of component) isOpen.delete(member);
      found.push(component);
    }
    return low;
  };

  for (const key of starts.keys()) if (!order.has(key)) visit(key);
  return found;
}

/** The shortest ways from a key to all that can be reached, within `isInside`; the key itself by no edge. */
export function findShortestPaths<E extends Edge>(
  starts: ReadonlyMap<string, readonly E[]>,
  start: string,
  isInside: (key: string) => boolean,
): Map<string, E | undefined> {
  const arrivals = new Map<string, E | undefined>([[start, undefined]]);
  const queue = [start];
  for (const key of queue) {
    for (const edge of starts.get(key) ?? []) {
      if (arrivals.has(edge.to) || !isInside(edge.to)) continue;
      arrivals.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return arrivals;
}

/** The edges of a way that `findShortestPaths` found. */
export function walkBack<E extends Edge>(arrivals: ReadonlyMap<string, E | undefined>, end: string): E[] {
  const path: E[] = [];
  for (let edge = arrivals.get(end); edge !== undefined; edge = arrivals.get(edge.from)) path.unshift(edge);
  return path;
}
