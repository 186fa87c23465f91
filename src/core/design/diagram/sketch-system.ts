import type { DesignModel } from '../document.ts';
import type { Drawing } from './drawing.ts';
import { foldStores } from './fold-stores.ts';
import { linkText, mergeLinks } from './merge-links.ts';
import { type Chip, type Sketch, type SketchGroup, STORES } from './sketch.ts';
import { toneParts } from './tones.ts';

/** Above this many boxes the compact picture leaves words to the full one, so that what it says can be read in a chat. */
const MOST_IN_FULL_WORDS = 10;

/** Every part of the system; in the compact profile without contexts, and with stores inside their service. */
export function sketchSystem({ model, profile, marks }: Drawing): Sketch {
  const compact = profile === 'compact';
  const indexOf = indexNodes(model);
  const tones = toneParts(model, indexOf, marks);
  const hosts = compact ? foldStores(model, indexOf) : new Map<number, number>();
  const boxOf = (id: string): number | undefined => {
    const index = indexOf.get(id);
    return index === undefined ? undefined : (hosts.get(index) ?? index);
  };
  const chips = new Map<number, Chip[]>();
  for (const [store, host] of [...hosts].toSorted(([a], [b]) => a - b)) {
    const node = model.nodes[store];
    if (!node) continue;
    const text = node.technology?.trim() || node.name;
    const tone = tones.node(store);
    const loud = tone === tones.node(host) && (tone === 'new' || tone === 'calm') ? 'plain' : tone;
    chips.set(host, [...(chips.get(host) ?? []), { kind: node.kind, text, tone: loud }]);
  }

  const groups: SketchGroup[] = compact ? [] : groupsOf(model);
  const groupIds = new Map(model.contexts.map(({ id }, index) => [id, `g${index}`]));
  const nodes = model.nodes.flatMap((node, index) => {
    if (hosts.has(index)) return [];
    const group = compact || node.context === undefined ? undefined : groupIds.get(node.context);
    return {
      id: `n${index}`,
      kind: node.kind,
      name: node.name,
      details: detailsOf(node, compact),
      chips: chips.get(index) ?? [],
      tone: tones.node(index),
      ...(group === undefined ? {} : { group }),
    };
  });

  const brief = compact && nodes.length > MOST_IN_FULL_WORDS;
  const published = new Set(model.links.flatMap((link) => (isBroker(model, link.to) ? [link.event] : [])));
  const strands = model.links.flatMap((link, index) => {
    const from = boxOf(link.from);
    const to = boxOf(link.to);
    if (from === undefined || to === undefined) return [];
    // A link of a service with its own folded store is shown by the chip.
    if (from === to && link.from !== link.to) return [];
    // An event is named where it is published: whoever hears it is on the same broker.
    const isRepeated = link.event !== undefined && isBroker(model, link.from) && published.has(link.event);
    const isQuiet = brief && isRepeated && tones.link(index) === 'plain';
    const text = isQuiet ? '' : linkText(link, { protocols: !brief, shortEvents: compact });
    return { from: `n${from}`, to: `n${to}`, kind: link.kind, tone: tones.link(index), text };
  });
  return { nodes, groups, edges: mergeLinks([...strands, ...ownership(model, indexOf, boxOf)]) };
}

function isBroker(model: DesignModel, id: string): boolean {
  return model.nodes.find((node) => node.id === id)?.kind === 'broker';
}

/** The first node of an id is the one that links mean. */
export function indexNodes(model: DesignModel): Map<string, number> {
  const indexOf = new Map<string, number>();
  model.nodes.forEach(({ id }, index) => {
    if (!indexOf.has(id)) indexOf.set(id, index);
  });
  return indexOf;
}

function groupsOf(model: DesignModel): SketchGroup[] {
  const used = new Set(model.nodes.map((node) => node.context));
  const seen = new Set<string>();
  // Of contexts with the same id the last one counts, as in the map of their ids.
  return model.contexts
    .map(({ id, name }, index) => ({ id, name, index }))
    .toReversed()
    .filter(({ id }) => used.has(id) && !seen.has(id) && seen.add(id))
    .toReversed()
    .map(({ name, index }) => ({ id: `g${index}`, name, tone: 'plain' }));
}

function detailsOf(node: DesignModel['nodes'][number], compact: boolean): string[] {
  const port = !compact && node.port !== undefined ? `:${node.port}` : '';
  return [node.technology?.trim() ?? '', port].filter((detail) => detail !== '');
}

/** A store that is owned but never named in a link would stand alone: who owns it is linked with it. */
function ownership(
  model: DesignModel,
  indexOf: ReadonlyMap<string, number>,
  boxOf: (id: string) => number | undefined,
) {
  const linked = new Set(
    model.links.flatMap(({ from, to }) => [
      `${indexOf.get(from)} ${indexOf.get(to)}`,
      `${indexOf.get(to)} ${indexOf.get(from)}`,
    ]),
  );
  return model.nodes.flatMap((owner, index) =>
    owner.owns.flatMap((id) => {
      const store = indexOf.get(id);
      const box = boxOf(id);
      if (store === undefined || store === index || box !== store) return [];
      if (!STORES.has(model.nodes[store]?.kind ?? 'service') || linked.has(`${index} ${store}`)) return [];
      return { from: `n${index}`, to: `n${store}`, kind: 'data' as const, tone: 'plain' as const, text: '' };
    }),
  );
}
