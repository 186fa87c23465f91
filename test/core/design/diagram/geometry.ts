import type { Layout, Point, Rect, Scene } from '../../../../src/core/design/diagram/scene.ts';
import type { Measure } from '../../../../src/core/design/diagram/text/measure.ts';

/** Rounding of a layout is no overlap. */
const HAIR = 0.5;

/** What is wrong with a placed scene, one line each: what lies on what, and what lies outside. */
export function findCollisions(scene: Scene, layout: Layout): string[] {
  const boxes = [...layout.boxes].map(([id, rect]) => ({ id, rect }));
  const labels = [...layout.edges].flatMap(([id, { label }]) =>
    label ? [{ id: `label ${id}`, rect: label }] : [],
  );
  const groups = [...layout.groups].map(([id, rect]) => ({ id, rect }));
  const canvas = { x: 0, y: 0, width: layout.width, height: layout.height };
  const problems: string[] = [];
  const things = [...boxes, ...labels];
  things.forEach((a, index) => {
    for (const b of things.slice(index + 1))
      if (overlaps(a.rect, b.rect)) problems.push(`${a.id} on ${b.id}`);
  });
  groups.forEach((a, index) => {
    for (const b of groups.slice(index + 1))
      if (overlaps(a.rect, b.rect)) problems.push(`${a.id} on ${b.id}`);
  });
  for (const { id, rect } of [...things, ...groups])
    if (!contains(canvas, rect)) problems.push(`${id} outside`);
  for (const { id, group } of scene.boxes) {
    const rect = layout.boxes.get(id);
    const panel = group === undefined ? canvas : layout.groups.get(group);
    if (!rect || !panel || !contains(panel, rect)) problems.push(`${id} not in ${group ?? 'the picture'}`);
    for (const other of groups) {
      if (rect && other.id !== group && overlaps(rect, other.rect)) problems.push(`${id} on ${other.id}`);
    }
  }
  for (const { id, lines } of scene.edges) {
    const edge = layout.edges.get(id);
    if (!edge || edge.points.length < 2) problems.push(`${id} is not drawn`);
    if (lines.length > 0 && !edge?.label) problems.push(`${id} has lost its label`);
  }
  return problems;
}

/** Lines that run over a box, or over the words of another line. */
export function findHiddenLines(scene: Scene, layout: Layout): string[] {
  return scene.edges.flatMap((edge) => {
    const points = layout.edges.get(edge.id)?.points ?? [];
    const hits = (rect: Rect) =>
      points.some((point, index) => {
        const next = points[index + 1];
        return next !== undefined && overlaps(spanOf(point, next), shrink(rect));
      });
    const boxes = [...layout.boxes].filter(([id, rect]) => id !== edge.from && id !== edge.to && hits(rect));
    const labels = [...layout.edges].filter(
      ([id, { label, bundle }]) =>
        id !== edge.id &&
        label !== undefined &&
        (bundle === undefined || bundle.id !== layout.edges.get(edge.id)?.bundle?.id) &&
        hits(label),
    );
    return [...boxes, ...labels].map(([id]) => `${edge.id} over ${id}`);
  });
}

function spanOf(a: Point, b: Point): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(1, Math.abs(a.x - b.x)), height: Math.max(1, Math.abs(a.y - b.y)) };
}

function shrink({ x, y, width, height }: Rect): Rect {
  return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 };
}

/** Texts that do not fit into what they stand in. */
export function findOverflow(scene: Scene, measure: Measure): string[] {
  return scene.boxes.flatMap((box) => {
    const badge = box.badge ? [{ ...box.badge.text, right: box.badge.x + box.badge.width }] : [];
    const texts = box.texts.map((text) => ({ ...text, right: box.width }));
    return [...texts, ...badge].flatMap(({ text, x, y, size, weight, right }) => {
      const fits = x >= 0 && x + measure(text, size, weight) <= right && y - size >= -2 && y <= box.height;
      const free =
        !box.badge ||
        text === box.badge.text.text ||
        !overlaps(textRect(x, y, measure(text, size, weight), size), box.badge);
      return fits && free ? [] : [`“${text}” in ${box.id}`];
    });
  });
}

function textRect(x: number, y: number, width: number, size: number): Rect {
  return { x, y: y - size * 0.75, width, height: size * 0.75 };
}

function overlaps(a: Rect, b: Rect): boolean {
  return (
    a.x + HAIR < b.x + b.width &&
    b.x + HAIR < a.x + a.width &&
    a.y + HAIR < b.y + b.height &&
    b.y + HAIR < a.y + a.height
  );
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x - HAIR &&
    inner.y >= outer.y - HAIR &&
    inner.x + inner.width <= outer.x + outer.width + HAIR &&
    inner.y + inner.height <= outer.y + outer.height + HAIR
  );
}
