import type { DesignLink } from '../document.ts';
import type { LinkKind, SketchEdge, Tone } from './sketch.ts';

/** A link between two boxes of the picture. */
type Strand = { from: string; to: string; kind: LinkKind; tone: Tone; text: string };

/** Links of one kind and one direction between the same two boxes become one line that lists them. */
export function mergeLinks(strands: readonly Strand[]): SketchEdge[] {
  const edges = new Map<string, SketchEdge>();
  for (const { text, ...strand } of strands) {
    const key = JSON.stringify([strand.from, strand.to, strand.kind, strand.tone]);
    const edge = edges.get(key) ?? { ...strand, lines: [] };
    edges.set(key, edge);
    if (text !== '' && !edge.lines.includes(text)) edge.lines.push(text);
  }
  return [...edges.values()];
}

/** `order.payment.captured` without its service, which the line begins at. */
const SERVICE_OF_EVENT = /^[^.\s]+\.(?=[^.\s]+\.[^.\s]+$)/;

/** What is written beside a link. The protocol is named only where somebody waits for the answer. */
export function linkText(
  link: DesignLink,
  { protocols, shortEvents }: { protocols: boolean; shortEvents: boolean },
): string {
  const event = shortEvents ? link.event?.trim().replace(SERVICE_OF_EVENT, '') : link.event;
  const words = (event ?? link.label ?? '').trim();
  const protocol = (link.protocol ?? '').trim();
  if (link.kind !== 'sync' || !protocols || protocol === '') return words;
  if (words === '') return protocol;
  return words.toLowerCase().includes(protocol.toLowerCase()) ? words : `${words} · ${protocol}`;
}
