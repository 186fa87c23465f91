import { findComponents, findShortestPaths, walkBack } from '../review/graph.ts';
import { type Call, collectCalls } from '../review/sync-calls.ts';
import { listPath, nameOf } from '../review/wording.ts';
import { createModelRule } from './model-rule.ts';

/** With each hop the chance of a failure and the time that a caller waits add up. */
const MOST_HOPS = 3;

/** The longest chain to each end of the calls, told once however many callers lead into it. */
export const syncChain = createModelRule({
  id: 'sync-chain',
  severity: 'warning',
  check: (graph) =>
    findChains(collectCalls(graph)).flatMap((chain) => {
      const tooFar = chain[MOST_HOPS];
      const first = chain[0];
      if (tooFar === undefined || first === undefined) return [];
      const path = listPath(
        [first.placed.from, ...chain.map(({ placed }) => placed.to)].map((one) => nameOf(graph, one)),
      );
      const message = `${chain.length} synchronous calls follow on each other, more than ${MOST_HOPS}, and all have to succeed in time: ${path}; make one of them asynchronous, or keep a copy of what it asks for.`;
      return [{ where: `model.links.${tooFar.placed.index}`, message }];
    }),
});

/**
 * Component by component from the callers on, so that the work grows with nodes times links however many ways there
 * are. A circle is crossed by the shortest way, and one at the end counts as one place: `sync-cycle` tells of it.
 */
function findChains(calls: Map<string, Call[]>): Call[][] {
  const components = findComponents(calls).reverse();
  const placeOf = new Map(
    components.flatMap((members, place) => members.map((key) => [key, place] as const)),
  );
  const arriving = new Map<string, Call[]>();
  const chains: Call[][] = [];
  for (const [place, members] of components.entries()) {
    const inside = (key: string): boolean => placeOf.get(key) === place;
    const leaving = members.flatMap((key) => calls.get(key) ?? []).filter(({ to }) => !inside(to));
    const entered = members.map((key) => arriving.get(key) ?? []);
    if (leaving.length === 0) chains.push(longest(entered));
    for (const start of members) {
      const before = arriving.get(start) ?? [];
      const paths = findShortestPaths(calls, start, inside);
      for (const call of leaving) {
        const chain = [...before, ...walkBack(paths, call.from), call];
        if (chain.length > (arriving.get(call.to)?.length ?? 0)) arriving.set(call.to, chain);
      }
    }
  }
  return chains;
}

function longest(chains: readonly Call[][]): Call[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);
}
