import type { DesignModel, DesignNode } from '../document.ts';
import type { Drawing } from './drawing.ts';
import { countKinds, kindName } from './kind-names.ts';
import { mergeLinks } from './merge-links.ts';
import {
  type BoxKind,
  type Chip,
  type Sketch,
  type SketchEdge,
  type SketchNode,
  STORES,
  type Tone,
} from './sketch.ts';
import { indexNodes } from './sketch-system.ts';
import { type Tones, toneParts } from './tones.ts';

/** So many parts of one kind outside every context are drawn as themselves; more become one box. */
const MOST_LOOSE = 4;

const PLURALS = { sync: 'calls', async: 'events', data: 'data links' };

type Member = { node: DesignNode; index: number };

/** One box for each context, and one line for all that runs between two of them. */
export function sketchOverview({ model, profile, marks }: Drawing): Sketch {
  const indexOf = indexNodes(model);
  const tones = toneParts(model, indexOf, marks);
  const boxes = groupMembers(model);
  const boxOf = new Map(
    [...boxes].flatMap(([id, box]) => box.members.map(({ index }) => [index, id] as const)),
  );
  const nodes = [...boxes].map(([id, box]) => toNode(id, box, tones, profile === 'full'));
  return { nodes, groups: [], edges: sumLinks(model, tones, indexOf, boxOf, profile === 'full') };
}

type Box = { name: string; kind: BoxKind; members: Member[] };

function groupMembers(model: DesignModel): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const contexts = new Map(model.contexts.map(({ id, name }, index) => [id, { id: `g${index}`, name }]));
  const loose = new Map<DesignNode['kind'], Member[]>();
  model.nodes.forEach((node, index) => {
    const context = node.context === undefined ? undefined : contexts.get(node.context);
    if (!context) {
      loose.set(node.kind, [...(loose.get(node.kind) ?? []), { node, index }]);
      return;
    }
    const box = boxes.get(context.id) ?? { name: context.name, kind: 'context', members: [] };
    box.members.push({ node, index });
    boxes.set(context.id, box);
  });
  for (const [kind, members] of loose) {
    if (members.length > MOST_LOOSE) {
      boxes.set(`other-${kind}`, { name: `Other ${kindName(kind, 2)}`, kind: 'context', members });
    } else {
      for (const member of members) {
        boxes.set(`n${member.index}`, { name: member.node.name, kind, members: [member] });
      }
    }
  }
  return boxes;
}

function toNode(id: string, { name, kind, members }: Box, tones: Tones, withParts: boolean): SketchNode {
  const tone = commonTone(members.map(({ index }) => tones.node(index)));
  const [first] = members;
  if (kind !== 'context') {
    const details = [first?.node.technology?.trim() ?? ''].filter((detail) => detail !== '');
    return { id, kind, name, details, chips: [], tone };
  }
  const details = countKinds(members.map(({ node }) => node.kind));
  return { id, kind, name, details, chips: parts(members, tones, tone, withParts), tone };
}

/** The parts by name where there is room; what a version changed is always named. */
function parts(members: readonly Member[], tones: Tones, common: Tone, withParts: boolean): Chip[] {
  return members.flatMap(({ node, index }) => {
    const tone = tones.node(index);
    if (!isMark(tone) && (!withParts || STORES.has(node.kind))) return [];
    return [{ kind: node.kind, text: node.name, tone: tone === common ? 'plain' : tone }];
  });
}

function isMark(tone: Tone): boolean {
  return tone === 'added' || tone === 'changed' || tone === 'removed';
}

/** What holds for all parts holds for the context; otherwise, where something was marked, it has changed. */
function commonTone(tones: readonly Tone[]): Tone {
  const [first = 'plain'] = tones;
  if (tones.every((tone) => tone === first)) return first;
  return tones.some(isMark) ? 'changed' : 'plain';
}

function sumLinks(
  model: DesignModel,
  tones: Tones,
  indexOf: ReadonlyMap<string, number>,
  boxOf: ReadonlyMap<number, string>,
  withEvents: boolean,
): SketchEdge[] {
  const counts = new Map<string, number>();
  const strands = model.links.flatMap((link, index) => {
    const from = boxOf.get(indexOf.get(link.from) ?? -1);
    const to = boxOf.get(indexOf.get(link.to) ?? -1);
    if (from === undefined || to === undefined || from === to) return [];
    const tone = tones.link(index);
    const key = JSON.stringify([from, to, link.kind, tone]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    // Events keep their names where there is room, since contexts are told apart by what they publish.
    const text = withEvents && link.kind === 'async' ? (link.event ?? link.label ?? '').trim() : '';
    return [{ from, to, kind: link.kind, tone, text }];
  });
  return mergeLinks(strands).map((edge) => {
    const count = counts.get(JSON.stringify([edge.from, edge.to, edge.kind, edge.tone])) ?? 1;
    if (edge.lines.length > 0 || count < 2) return edge;
    return { ...edge, lines: [`${count} ${PLURALS[edge.kind]}`] };
  });
}
