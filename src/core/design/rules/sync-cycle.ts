import { findComponents, findShortestPaths, type ModelGraph, walkBack } from '../review/graph.ts';
import type { Problem } from '../review/rule.ts';
import { type Call, collectCalls } from '../review/sync-calls.ts';
import { count, listPath, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** Cycles that share nodes are one problem, told by the shortest of them. */
export const syncCycle = createModelRule({
  id: 'sync-cycle',
  severity: 'warning',
  check: (graph) => {
    const calls = collectCalls(graph);
    const circles = findComponents(calls).filter((component) => component.length > 1);
    return [...circles.map((circle) => describeCircle(graph, calls, circle)), ...findCallsOfOneself(graph)];
  },
});

function describeCircle(graph: ModelGraph, calls: Map<string, Call[]>, members: readonly string[]): Problem {
  const cycle = findShortestCycle(calls, members);
  const [first] = cycle;
  const nodes = [...(first ? [first.placed.from] : []), ...cycle.map(({ placed }) => placed.to)];
  const others = members.length - cycle.length;
  const more =
    others === 0 ? '' : `, and ${count(others, 'other node')} ${others === 1 ? 'is' : 'are'} caught in it`;
  const path = listPath(nodes.map((one) => nameOf(graph, one)));
  return {
    where: `model.links.${Math.max(...cycle.map(({ placed }) => placed.index))}`,
    message: `These calls go round in a circle, so each waits for itself${more}: ${path}; turn one of them into an event or a callback.`,
  };
}

function findShortestCycle(calls: Map<string, Call[]>, members: readonly string[]): Call[] {
  const inside = new Set(members);
  let shortest: Call[] | undefined;
  for (const start of members) {
    const arrivals = findShortestPaths(calls, start, (key) => inside.has(key));
    for (const key of arrivals.keys()) {
      const last = calls.get(key)?.find(({ to }) => to === start);
      if (last === undefined) continue;
      const cycle = [...walkBack(arrivals, key), last];
      if (shortest === undefined || cycle.length < shortest.length) shortest = cycle;
      // Keys come by their distance: the first way back is the shortest from here.
      break;
    }
  }
  return shortest ?? [];
}

function findCallsOfOneself(graph: ModelGraph): Problem[] {
  return graph.links.flatMap(({ link, index, from, to }) => {
    if (link.kind !== 'sync' || from.node !== to.node || from.node.kind === 'external') return [];
    const message = `${nameOf(graph, from)} calls itself synchronously and waits for itself: leave the call out or make it asynchronous.`;
    return [{ where: `model.links.${index}`, message }];
  });
}
