import type { Design, DesignLink } from '../../design/document.ts';
import { isOffered, readCalledOperations } from '../../design/review/called-operation.ts';
import { eventsOf } from '../../design/review/event-flows.ts';
import { buildGraph, type ModelGraph, type PlacedLink } from '../../design/review/graph.ts';
import { fold, nameOf } from '../../design/review/wording.ts';
import type { BrokenOperation } from './contract-changes.ts';

type Called = Pick<BrokenOperation, 'serviceId' | 'format' | 'operation'>;

/**
 * Who uses an operation of a service, by name: who calls the service, or is at the other end of the event that it sends
 * or receives. A link that names other operations or events is about those.
 */
export function callersOf({ model }: Design, called: Called): string[] {
  if (!model) return [];
  const graph = buildGraph(model);
  const links = called.format === 'asyncapi' ? partnersOf(graph, called) : callsOf(graph, called);
  return [...new Set(links.map((placed) => nameOf(graph, placed)))].sort();
}

function callsOf(graph: ModelGraph, { serviceId, operation }: Called): PlacedLink['from'][] {
  return graph.links
    .filter(({ link, from, to }) => link.kind === 'sync' && to.node.id === serviceId && from.node !== to.node)
    .filter(({ link }) => {
      const named = readCalledOperations(link.label ?? '');
      return named.length === 0 || named.some((one) => isOffered(one, [operation]));
    })
    .map(({ from }) => from);
}

/** `send order.placed` has consumers, `receive order.placed` has producers; a broker in between only passes it on. */
function partnersOf(graph: ModelGraph, { serviceId, operation }: Called): PlacedLink['to'][] {
  const [action = '', address = ''] = operation.id.split(' ');
  const isSent = action !== 'receive';
  const [own, other] = isSent ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const carries = ({ link }: PlacedLink): boolean =>
    link.kind === 'async' && isAbout(link, [address, operation.name ?? '']);
  const first = graph.links.filter((placed) => placed[own].node.id === serviceId && carries(placed));
  return first.flatMap((placed) => {
    const next = placed[other];
    if (next.node.kind !== 'broker') return [next];
    return graph.links
      .filter((onward) => onward[own].node === next.node && onward[other].node.id !== serviceId)
      .filter(carries)
      .map((onward) => onward[other]);
  });
}

/** A link that names no event may carry any. */
function isAbout(link: DesignLink, names: readonly string[]): boolean {
  const events = eventsOf(link);
  return (
    events.length === 0 ||
    events
      .map(withoutVersion)
      .some((event) => names.map(withoutVersion).some((name) => isSameEvent(event, name)))
  );
}

function isSameEvent(a: string, b: string): boolean {
  const shortest = Math.min(a.length, b.length);
  return a === b || (shortest > 3 && (a.endsWith(b) || b.endsWith(a)));
}

/** `order.placed.v1`, `OrderPlaced` and `orders/order-placed` are one event to people. */
function withoutVersion(name: string): string {
  return fold(name.replace(/[._/-]v\d+$/i, ''));
}
