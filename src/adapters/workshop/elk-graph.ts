import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Flow } from '../../core/design/diagram/flow.ts';
import { GROUP_PADDING } from '../../core/design/diagram/place.ts';
import type { Order } from '../../core/design/diagram/rows.ts';
import type { Layout, PlacedEdge, Point, Rect, Scene, SceneBox } from '../../core/design/diagram/scene.ts';

/** With more lines than this a picture is a thicket, on which no effort is spent. */
export const MOST_LINES = 120;

/** ELK does not hand these down: each group needs its own. */
const SPACING = {
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '16',
  'elk.spacing.edgeLabel': '6',
  'elk.spacing.labelNode': '14',
  'elk.spacing.nodeSelfLoop': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
};
const ROOT = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.separateConnectedComponents': 'false',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  ...SPACING,
};
/** Each loop of a box on a side of its own, so that none runs through the words of another. */
const LOOPS = { 'elk.layered.edgeRouting.selfLoopDistribution': 'EQUALLY' };
const WRAPPED = {
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.layered.wrapping.strategy': 'MULTI_EDGE',
  'elk.aspectRatio': '1',
};
const SLANT = 2.5;
/** How much is spent on a layout: with many lines, the best one takes minutes. */
const EFFORTS = [
  { most: 40, thoroughness: '40', placement: 'NETWORK_SIMPLEX' },
  { most: MOST_LINES, thoroughness: '10', placement: 'NETWORK_SIMPLEX' },
  { most: Number.POSITIVE_INFINITY, thoroughness: '1', placement: 'BRANDES_KOEPF' },
];

type Wish = {
  orders: readonly Order[];
  /** A long chain goes on in the next column. ELK fails on it where there are groups. */
  wrap: boolean;
};

/** The graph as ELK wants it: boxes inside their groups, labels measured. */
export function toElkGraph(scene: Scene, flows: readonly Flow[], { orders, wrap }: Wish): ElkNode {
  const ports = new Map<string, Set<string>>();
  for (const flow of flows) {
    if (!flow.bundle) continue;
    const box = flow[flow.bundle.end];
    ports.set(box, (ports.get(box) ?? new Set()).add(flow.bundle.id));
  }
  const toNode = ({ id, width, height }: SceneBox): ElkNode => {
    const own = [...(ports.get(id) ?? [])].map((port) => ({ id: port, width: 0, height: 0 }));
    return { id, width, height, layoutOptions: LOOPS, ...(own.length > 0 ? { ports: own } : {}) };
  };
  const effort = EFFORTS.find(({ most }) => flows.length <= most);
  const { top, side } = GROUP_PADDING;
  return {
    id: 'root',
    layoutOptions: {
      ...ROOT,
      'elk.layered.thoroughness': effort?.thoroughness ?? '1',
      'elk.layered.nodePlacement.strategy': effort?.placement ?? 'BRANDES_KOEPF',
      ...(wrap ? WRAPPED : {}),
    },
    children: [
      ...scene.groups.map((group) => ({
        id: group.id,
        layoutOptions: {
          ...SPACING,
          'elk.padding': `[top=${top},left=${side},bottom=${side},right=${side}]`,
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${group.width},60)`,
        },
        children: scene.boxes.filter((box) => box.group === group.id).map(toNode),
      })),
      ...scene.boxes.filter((box) => box.group === undefined).map(toNode),
    ],
    edges: [
      ...flows.map(toElkEdge),
      // Lines that are never drawn: they push rows apart.
      ...orders.map(({ above, below }, index) => ({
        id: `order${index}`,
        sources: [above],
        targets: [below],
      })),
    ],
  };
}

function toElkEdge({ edge, upper, lower, bundle }: Flow): ElkExtendedEdge {
  const label = {
    id: `${edge.id}-label`,
    text: edge.lines.join('\n'),
    width: edge.width,
    height: edge.height,
    layoutOptions: {
      'elk.edgeLabels.inline': 'true',
      // Where a bundle has parted, so that each label stands on its own branch.
      ...(bundle
        ? {
            'elk.layered.edgeLabels.centerLabelPlacementStrategy':
              bundle.end === 'upper' ? 'HEAD_LAYER' : 'TAIL_LAYER',
          }
        : {}),
    },
  };
  return {
    id: edge.id,
    sources: [bundle?.end === 'upper' ? bundle.id : upper],
    targets: [bundle?.end === 'lower' ? bundle.id : lower],
    ...(edge.lines.length > 0 ? { labels: [label] } : {}),
  };
}

/** Where ELK put everything, in the real direction of each line. */
export function readElkGraph(scene: Scene, flows: readonly Flow[], root: ElkNode): Layout {
  const rects = new Map<string, Rect>();
  const collect = (node: ElkNode) => {
    for (const child of node.children ?? []) {
      rects.set(child.id, rectOf(child));
      collect(child);
    }
  };
  collect(root);
  const edges = new Map<string, PlacedEdge>();
  const flowOf = new Map(flows.map((flow) => [flow.edge.id, flow]));
  for (const placed of root.edges ?? []) {
    const flow = flowOf.get(placed.id);
    const [section] = placed.sections ?? [];
    if (!flow || !section) continue;
    const points = straighten([section.startPoint, ...(section.bendPoints ?? []), section.endPoint]);
    const [label] = placed.labels ?? [];
    edges.set(flow.edge.id, {
      points: flow.reversed ? points.toReversed() : points,
      ...(label ? { label: rectOf(label) } : {}),
      ...(flow.bundle
        ? { bundle: { id: flow.bundle.id, atStart: (flow.bundle.end === 'upper') !== flow.reversed } }
        : {}),
    });
  }
  const groupIds = new Set(scene.groups.map(({ id }) => id));
  return {
    width: root.width ?? 0,
    height: root.height ?? 0,
    boxes: new Map([...rects].filter(([id]) => !groupIds.has(id))),
    groups: new Map([...rects].filter(([id]) => groupIds.has(id))),
    edges,
  };
}

/** Where lines enter a group ELK may be a pixel off, which shows as a slanted line. */
function straighten(points: readonly Point[]): Point[] {
  const straight: Point[] = [];
  for (const { x, y } of points) {
    const last = straight.at(-1);
    const isSameX = last !== undefined && Math.abs(last.x - x) < SLANT;
    const isSameY = last !== undefined && Math.abs(last.y - y) < SLANT;
    straight.push({ x: isSameX ? last.x : x, y: isSameY && !isSameX ? last.y : y });
  }
  return straight;
}

function rectOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Rect>): Rect {
  return { x, y, width, height };
}
