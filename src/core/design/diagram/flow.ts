import type { Scene, SceneEdge } from './scene.ts';

/** A line as it is laid: from its upper end to its lower one, whichever way its arrow points. */
export type Flow = {
  edge: SceneEdge;
  upper: string;
  lower: string;
  /** The arrow points up. */
  reversed: boolean;
  /** Lines of a bundle leave one point of this end, and part on their way. */
  bundle?: { id: string; end: 'upper' | 'lower' };
};

/** So many alike lines at one box are drawn as one that branches. */
const LEAST_BUNDLED = 4;

/**
 * Lines between a broker and others are laid down to the broker, so that it becomes a bar beneath those that it joins.
 * With `hearersBelow`, parts that do nothing but hear stand under it instead.
 */
export function flowsOf(scene: Scene, hearersBelow: boolean): Flow[] {
  const brokers = new Set(scene.boxes.filter(({ kind }) => kind === 'broker').map(({ id }) => id));
  const hearers = hearersBelow ? findHearers(scene, brokers) : new Set<string>();
  const flows = scene.edges.map((edge): Flow => {
    const reversed = brokers.has(edge.from) && !brokers.has(edge.to) && !hearers.has(edge.to);
    return { edge, reversed, upper: reversed ? edge.to : edge.from, lower: reversed ? edge.from : edge.to };
  });
  return bundle(flows, brokers);
}

/** Parts that nobody calls and that say nothing themselves: all they have comes from a broker. */
function findHearers(scene: Scene, brokers: ReadonlySet<string>): Set<string> {
  const hearers = new Set(scene.edges.filter(({ from }) => brokers.has(from)).map(({ to }) => to));
  for (const { from, to } of scene.edges) {
    if (!brokers.has(from)) hearers.delete(to);
    if (brokers.has(to)) hearers.delete(from);
  }
  return hearers;
}

function bundle(flows: readonly Flow[], brokers: ReadonlySet<string>): Flow[] {
  const ends = ['upper', 'lower'] as const;
  const keyOf = (flow: Flow, end: 'upper' | 'lower') =>
    JSON.stringify([flow[end], end, flow.edge.kind, flow.edge.tone, flow.reversed]);
  const counts = new Map<string, number>();
  for (const flow of flows) {
    if (flow.upper === flow.lower) continue;
    for (const end of ends) counts.set(keyOf(flow, end), (counts.get(keyOf(flow, end)) ?? 0) + 1);
  }
  return flows.map((flow) => {
    if (flow.upper === flow.lower) return flow;
    const best = ends
      .filter((end) => {
        const least = brokers.has(flow[end]) ? 2 * LEAST_BUNDLED : LEAST_BUNDLED;
        return (counts.get(keyOf(flow, end)) ?? 0) >= least;
      })
      .toSorted((a, b) => (counts.get(keyOf(flow, b)) ?? 0) - (counts.get(keyOf(flow, a)) ?? 0))[0];
    return best ? { ...flow, bundle: { id: keyOf(flow, best), end: best } } : flow;
  });
}
