import { layGrid } from './grid.ts';
import type { Layout, PlacedEdge, Point, Rect, Scene, SceneBox, SceneGroup, Size } from './scene.ts';

/** Room of a group around its boxes; its title stands in the upper part. */
export const GROUP_PADDING = { top: 42, side: 20 };
const GAP = 48;

/** A part of a scene that has no lines: a box, or a group with its boxes in a grid. */
export function placeWithoutLines(scene: Scene): Layout {
  const [group] = scene.groups;
  const inner = layGrid(scene.boxes);
  const at = group ? { x: GROUP_PADDING.side, y: GROUP_PADDING.top } : { x: 0, y: 0 };
  const size = group ? groupSize(group, inner) : { width: inner.width, height: inner.height };
  return {
    ...size,
    boxes: new Map(inner.places.map(({ item, at: place }) => [item.id, toRect(item, shift(place, at))])),
    groups: new Map(group ? [[group.id, { x: 0, y: 0, ...size }]] : []),
    edges: new Map(),
  };
}

function groupSize(group: SceneGroup, inner: Size): Size {
  return {
    width: Math.max(group.width, inner.width + 2 * GROUP_PADDING.side),
    height: inner.height + GROUP_PADDING.top + GROUP_PADDING.side,
  };
}

/** Parts with lines first, then groups without, then boxes that are alone, in rows beneath each other. */
export function packLayouts(joined: readonly Layout[], alone: readonly Layout[]): Layout {
  const groups = alone.filter((layout) => layout.groups.size > 0);
  const area = alone.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const room = Math.max(Math.sqrt(area * 1.6), ...[...joined, ...groups].map(({ width }) => width));
  const rows = [...shelve(joined, room), ...shelve(groups, room)];
  const grid = layGrid(
    alone.filter((layout) => layout.groups.size === 0),
    room,
  );
  const width = Math.max(grid.width, ...rows.map((row) => row.width));
  const placed: { layout: Layout; at: Point }[] = [];
  let y = 0;
  for (const row of rows) {
    const left = (width - row.width) / 2;
    for (const { layout, x } of row.items) placed.push({ layout, at: { x: left + x, y } });
    y += row.height + GAP;
  }
  const left = (width - grid.width) / 2;
  for (const { item, at } of grid.places) placed.push({ layout: item, at: { x: left + at.x, y: y + at.y } });
  return merge(placed, { width, height: grid.height > 0 ? y + grid.height : Math.max(0, y - GAP) });
}

type Row = Size & { items: { layout: Layout; x: number }[] };

function shelve(layouts: readonly Layout[], room: number): Row[] {
  const rows: Row[] = [];
  for (const layout of layouts) {
    const fit = rows.find((row) => row.width + GAP + layout.width <= room);
    const row = fit ?? { items: [], width: 0, height: 0 };
    if (!fit) rows.push(row);
    const x = row.items.length > 0 ? row.width + GAP : 0;
    row.items.push({ layout, x });
    row.width = x + layout.width;
    row.height = Math.max(row.height, layout.height);
  }
  return rows;
}

function merge(placed: readonly { layout: Layout; at: Point }[], size: Size): Layout {
  const boxes = new Map<string, Rect>();
  const groups = new Map<string, Rect>();
  const edges = new Map<string, PlacedEdge>();
  for (const { layout, at } of placed) {
    for (const [id, rect] of layout.boxes) boxes.set(id, { ...rect, ...shift(rect, at) });
    for (const [id, rect] of layout.groups) groups.set(id, { ...rect, ...shift(rect, at) });
    for (const [id, edge] of layout.edges) {
      edges.set(id, {
        ...edge,
        points: edge.points.map((point) => shift(point, at)),
        ...(edge.label ? { label: { ...edge.label, ...shift(edge.label, at) } } : {}),
      });
    }
  }
  return { ...size, boxes, groups, edges };
}

export function shift(point: Point, by: Point): Point {
  return { x: point.x + by.x, y: point.y + by.y };
}

function toRect({ width, height }: SceneBox, at: Point): Rect {
  return { ...at, width, height };
}
