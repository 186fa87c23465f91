import type { Point, Size } from './scene.ts';

const GAP = 28;

/** Boxes without lines in rows and columns, about as wide as high, or as wide as there is room. */
export function layGrid<T extends Size>(
  items: readonly T[],
  room = 0,
): Size & { places: { item: T; at: Point }[] } {
  const area = items.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(0, ...items.map(({ width }) => width));
  const wanted = Math.max(room, Math.sqrt(area * 1.6));
  const columns = Math.max(1, Math.min(items.length, Math.round((wanted + GAP) / (widest + GAP))));
  const rows = Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
  const columnWidths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.width ?? 0)),
  );
  const places: { item: T; at: Point }[] = [];
  let y = 0;
  for (const row of rows) {
    const height = Math.max(0, ...row.map((item) => item.height));
    let x = 0;
    row.forEach((item, column) => {
      places.push({ item, at: { x, y: y + (height - item.height) / 2 } });
      x += (columnWidths[column] ?? 0) + GAP;
    });
    y += height + GAP;
  }
  const width = columnWidths.reduce((sum, each) => sum + each + GAP, 0) - GAP;
  return { width: Math.max(0, width), height: Math.max(0, y - GAP), places };
}
