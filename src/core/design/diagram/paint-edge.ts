import { LINE_HEIGHT, labelWeight } from './build-scene.ts';
import { num } from './num.ts';
import { badgeText, INK, linkColours } from './palette.ts';
import type { PlacedEdge, Point, Rect, SceneEdge } from './scene.ts';
import { outlineInset } from './shapes.ts';
import type { BoxKind } from './sketch.ts';
import { STYLES } from './style.ts';
import type { Measure } from './text/measure.ts';
import { svgText } from './text/svg-text.ts';

const CORNER = 10;
const ARROW = { length: 10, half: 5 };

export type End = { kind: BoxKind; rect: Rect };
export type Ends = { from: End; to: End };

export type Strand = { edge: SceneEdge; placed: PlacedEdge; ends: Ends };

/** The lines of a bundle as one, or a line alone, on a white halo that parts it from what it crosses. */
export function paintLines(strands: readonly Strand[]): string {
  const [first] = strands;
  if (!first) return '';
  const { kind, tone } = first.edge;
  const { line: colour } = linkColours(kind, tone);
  const isMarked = tone === 'added' || tone === 'changed' || tone === 'removed';
  const width = isMarked ? 2.4 : kind === 'data' ? 1.3 : 2;
  const dash = tone === 'removed' ? '3 4' : kind === 'async' ? '7 5' : '';
  const parts = strands.map(shape);
  const d = parts.map(({ shaft }) => shaft).join('');
  const heads = [...new Set(parts.map(({ head }) => head))].join('');
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  const calm = tone === 'calm' ? ' opacity="0.7"' : '';
  return [
    `<path d="${d}" fill="none" stroke="${INK.paper}" stroke-width="${width + 5}" stroke-linejoin="round"/>`,
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dashed}${calm}/>`,
    `<path d="${heads}" fill="${colour}"${calm}/>`,
  ].join('');
}

function shape({ placed, ends }: Strand): { shaft: string; head: string } {
  const points = touch(placed.points, ends);
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return { shaft: '', head: '' };
  const length = distance(before, tip) || 1;
  const unit = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
  const along = (by: number): Point => ({ x: tip.x - unit.x * by, y: tip.y - unit.y * by });
  const side = { x: -unit.y * ARROW.half, y: unit.x * ARROW.half };
  const foot = along(ARROW.length);
  const head = [tip, add(foot, side), along(ARROW.length - 2.5), subtract(foot, side)];
  // The stroke ends inside the arrowhead, so that its square end never shows beside the tip.
  const shaft = [...points.slice(0, -1), along(Math.min(ARROW.length - 2, length / 2))];
  // Dashes are counted from where a bundle is one line, so that they fall together there.
  const path = roundedPath(placed.bundle && !placed.bundle.atStart ? shaft.toReversed() : shaft);
  return { shaft: path, head: `M${head.map(pair).join('L')}Z` };
}

/** Words on a line stand on a patch of the ground they are on, which parts the line. */
export function paintLabel(
  edge: SceneEdge,
  rect: Rect,
  ground: string,
  profile: 'compact' | 'full',
  measure: Measure,
): string {
  const size = STYLES[profile].label;
  const { text: fill } = linkColours(edge.kind, edge.tone);
  const lineHeight = size * LINE_HEIGHT;
  const top = rect.y + (rect.height - edge.lines.length * lineHeight) / 2;
  const lines = edge.lines.map((line, index) =>
    svgText(line, {
      x: rect.x + rect.width / 2,
      y: top + index * lineHeight + size * 1.0,
      size,
      weight: labelWeight(edge.kind),
      fill,
      anchor: 'middle',
      measure,
      ...(edge.tone === 'removed' && line !== badgeText('removed') ? { decoration: 'line-through' } : {}),
    }),
  );
  return `<rect x="${num(rect.x)}" y="${num(rect.y)}" width="${num(rect.width)}" height="${num(rect.height)}" rx="4" fill="${ground}"/>${lines.join('')}`;
}

/** ELK ends lines at the box; what is drawn may be rounder. */
function touch(points: readonly Point[], { from, to }: Ends): Point[] {
  return points.map((point, index) => {
    if (index === 0) return reach(point, from);
    return index === points.length - 1 ? reach(point, to) : point;
  });
}

function reach(point: Point, { kind, rect }: End): Point {
  const inset = outlineInset(kind, rect, point.x);
  if (Math.abs(point.y - rect.y) < 1) return { x: point.x, y: point.y + inset };
  if (Math.abs(point.y - rect.y - rect.height) < 1) return { x: point.x, y: point.y - inset };
  return point;
}

function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${pair(point)}`;
      if (!after) return `L${pair(point)}`;
      const r = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
      return `L${pair(towards(point, before, r))}Q${pair(point)} ${pair(towards(point, after, r))}`;
    })
    .join('');
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const add = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
const subtract = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const pair = ({ x, y }: Point): string => `${num(x)} ${num(y)}`;
