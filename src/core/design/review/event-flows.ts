import type { DesignLink } from '../document.ts';
import type { ModelGraph, PlacedLink, PlacedNode } from './graph.ts';

/** The events that a link carries: mostly one, at times a list in one text. */
export function eventsOf({ event = '' }: DesignLink): string[] {
  return event
    .split(/[,;|、，\n]|\s\/\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

type Flow = { broker: PlacedNode; event: string; link: PlacedLink };

/** Events that go into a broker and never come out of it. */
export function findUnheard(graph: ModelGraph): Flow[] {
  return findLoose(graph, 'to', 'from');
}

/** Events that come out of a broker and never went in. */
export function findUnsent(graph: ModelGraph): Flow[] {
  return findLoose(graph, 'from', 'to');
}

/**
 * Each event once per broker. A link on the other side that names no event may carry any of them, and a broker that is
 * there already has users that the design need not draw: then nothing is loose.
 */
function findLoose(graph: ModelGraph, here: 'from' | 'to', there: 'from' | 'to'): Flow[] {
  const brokers = graph.nodes.filter(({ node }) => node.kind === 'broker' && !node.existing);
  return brokers.flatMap((broker) => {
    const others = graph.links
      .filter((one) => one[there].node === broker.node)
      .map(({ link }) => eventsOf(link));
    if (others.some((events) => events.length === 0)) return [];
    const known = [...new Set(others.flat())];
    const flows = new Map<string, Flow>();
    for (const link of graph.links.filter((one) => one[here].node === broker.node)) {
      for (const event of eventsOf(link.link)) {
        if (!flows.has(event) && !known.some((other) => isSameEvent(event, other)))
          flows.set(event, { broker, event, link });
      }
    }
    return [...flows.values()];
  });
}

/** Either may be a pattern as brokers know them: `order.*`, `order.#`, `order.>`. */
function isSameEvent(a: string, b: string): boolean {
  return a === b || fits(a, b) || fits(b, a);
}

/** Compared part by part: no text of a model becomes a regular expression. A last `*` stands for all that follows. */
function fits(pattern: string, event: string): boolean {
  const names = event.split('.');
  const parts = pattern.split('.');
  for (const [index, part] of parts.entries()) {
    if (part === '#' || part === '>') return true;
    if (part === '*' && index === parts.length - 1) return names.length > index;
    if (names[index] === undefined || (part !== '*' && part !== names[index])) return false;
  }
  return parts.length === names.length;
}
