import type { Layout, Rect, Scene, Size } from './scene.ts';

/** `below` has to stand lower than `above`. */
export type Order = { above: string; below: string };

/** What a box takes with the space around it. */
const SPACE = { x: 60, y: 110 };

/** How wide a picture may be before its rows are broken: it grows with what is in it. */
export function roomFor(scene: Scene): number {
  const area = scene.boxes.reduce(
    (sum, { width, height }) => sum + (width + SPACE.x) * (height + SPACE.y),
    0,
  );
  return Math.max(scene.profile === 'compact' ? 1_000 : 1_600, Math.sqrt(area * 1.7));
}

/** The width of a frame that is filled with the picture, as a part of its height: chats are narrow, files are not. */
const FRAME = { compact: 0.85, full: 1.4 };

/** How much smaller than life a picture has to be shown; the least is the best. */
export function extentOf({ width, height }: Size, profile: Scene['profile']): number {
  return Math.max(width / FRAME[profile], height);
}

/** Which boxes have to move down, so that no row is wider than `room`. Empty where every row fits. */
export function breakRows(scene: Scene, layout: Layout, room: number): Order[] {
  const top = [
    ...scene.groups.map(({ id }) => ({ id, rect: layout.groups.get(id) })),
    ...scene.boxes
      .filter(({ group }) => group === undefined)
      .map(({ id }) => ({ id, rect: layout.boxes.get(id) })),
  ];
  const orders = breakContainer(top, room);
  for (const group of scene.groups) {
    const inside = scene.boxes.filter((box) => box.group === group.id);
    const items = inside.map(({ id }) => ({ id, rect: layout.boxes.get(id) }));
    orders.push(...breakContainer(items, Math.max(700, room * 0.5)));
  }
  return orders;
}

function breakContainer(items: readonly { id: string; rect: Rect | undefined }[], room: number): Order[] {
  const placed = items.flatMap(({ id, rect }) => (rect ? [{ id, rect }] : []));
  return rowsOf(placed).flatMap((row) => {
    const width = row.reduce((sum, { rect }) => sum + rect.width + SPACE.x, -SPACE.x);
    const count = Math.min(row.length, Math.ceil(width / room));
    if (count < 2) return [];
    const perRow = Math.ceil(row.length / count);
    const sorted = row.toSorted((a, b) => a.rect.x - b.rect.x);
    // Neighbours go to different rows, so that each column keeps its place and lines find their way between.
    const rows = Array.from({ length: count }, (_, at) =>
      sorted.filter((_item, index) => index % count === at),
    );
    return rows.slice(1).flatMap((lower, at) =>
      lower.map((item, index) => {
        const upper = rows[at] ?? [];
        const above = upper[Math.min(index, upper.length - 1, perRow)];
        return { above: above?.id ?? item.id, below: item.id };
      }),
    );
  });
}

/** Layers never overlap in height; boxes of one layer do. */
function rowsOf<T extends { rect: Rect }>(items: readonly T[]): T[][] {
  const rows: { bottom: number; items: T[] }[] = [];
  for (const item of items.toSorted((a, b) => a.rect.y - b.rect.y)) {
    const last = rows.at(-1);
    const bottom = item.rect.y + item.rect.height;
    if (last && item.rect.y < last.bottom) {
      last.items.push(item);
      last.bottom = Math.max(last.bottom, bottom);
    } else rows.push({ bottom, items: [item] });
  }
  return rows.map((row) => row.items);
}
