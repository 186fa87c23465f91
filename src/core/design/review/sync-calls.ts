import { type Edge, groupByStart, type ModelGraph, type PlacedLink } from './graph.ts';

export type Call = Edge & { placed: PlacedLink };

/** More than anything a model may use in an id, so that no node has this key. */
const CALLS_IN = ' '.repeat(100);

/**
 * Synchronous calls by who makes them; a call of oneself is left out. An outside system that is called and calls back
 * (a webhook) begins a request of its own: it counts as two, of which one is called and the other calls.
 */
export function collectCalls({ links }: ModelGraph): Map<string, Call[]> {
  const calls = links
    .filter(({ link, from, to }) => link.kind === 'sync' && from.node !== to.node)
    .map((placed) => {
      const { from, to } = placed;
      return {
        from: from.node.kind === 'external' ? from.node.id + CALLS_IN : from.node.id,
        to: to.node.id,
        placed,
      };
    });
  return groupByStart(calls);
}
