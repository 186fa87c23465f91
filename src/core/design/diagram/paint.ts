import { type LegendEntry, paintLegend } from './legend.ts';
import { num } from './num.ts';
import { paintBox, paintGroupTitle, paintPanel } from './paint-box.ts';
import { paintLabel, paintLines, type Strand } from './paint-edge.ts';
import { INK } from './palette.ts';
import { shift } from './place.ts';
import type { Layout, Rect, Scene, SceneBox, Size } from './scene.ts';
import { fitLines } from './text/fit-lines.ts';
import type { Measure } from './text/measure.ts';
import { svgText } from './text/svg-text.ts';

const MARGIN = 34;
const TITLE = { size: 21, line: 28, after: 26 };
const BEFORE_LEGEND = 30;
/** Narrower pictures would break their title and legend into a column. */
const LEAST_WIDTH = 460;
/** Larger ones are shown smaller: some viewers and rasterisers refuse them. */
const MOST_SIDE = 8_000;

/** The placed scene as SVG, on an opaque panel, so that it reads in light and dark themes. */
export function paint(
  scene: Scene,
  layout: Layout,
  legend: readonly LegendEntry[],
  measure: Measure,
): Size & { svg: string } {
  const room = Math.max(layout.width, LEAST_WIDTH);
  const title = fitLines(scene.title, {
    size: TITLE.size,
    weight: 700,
    maxWidth: room,
    maxLines: 2,
    measure,
  });
  const top = MARGIN + title.length * TITLE.line + TITLE.after;
  const origin = { x: MARGIN + (room - layout.width) / 2, y: top };
  const below = top + layout.height + BEFORE_LEGEND;
  const key = paintLegend(legend, { x: MARGIN, y: below, room }, measure);
  const width = Math.ceil(Math.max(room, key.width) + 2 * MARGIN);
  const height = Math.ceil((key.height > 0 ? below + key.height : below - BEFORE_LEGEND) + MARGIN - 6);

  const boxes = new Map(scene.boxes.map((box) => [box.id, box]));
  const rectOf = (id: string): Rect | undefined => {
    const rect = layout.boxes.get(id);
    return rect && { ...rect, ...shift(rect, origin) };
  };
  const end = (id: string) => {
    const box: SceneBox | undefined = boxes.get(id);
    const rect = rectOf(id);
    return box && rect && { kind: box.kind, rect };
  };
  const panels = [...layout.groups.values()];
  const bundles = new Map<string, Strand[]>();
  const labels: string[] = [];
  for (const edge of scene.edges) {
    const placed = layout.edges.get(edge.id);
    const from = end(edge.from);
    const to = end(edge.to);
    if (!placed || !from || !to) continue;
    const points = placed.points.map((point) => shift(point, origin));
    const key = placed.bundle?.id ?? edge.id;
    bundles.set(key, [
      ...(bundles.get(key) ?? []),
      { edge, placed: { ...placed, points }, ends: { from, to } },
    ]);
    const { label } = placed;
    if (!label || edge.lines.length === 0) continue;
    const ground = panels.some((panel) => contains(panel, label)) ? INK.panel : INK.paper;
    labels.push(paintLabel(edge, { ...label, ...shift(label, origin) }, ground, scene.profile, measure));
  }
  const groups = scene.groups.flatMap((group) => {
    const rect = layout.groups.get(group.id);
    return rect ? [{ group, rect: { ...rect, ...shift(rect, origin) } }] : [];
  });
  const cards = scene.boxes.map((box) => {
    const rect = rectOf(box.id);
    return rect ? paintBox(box, rect, measure) : '';
  });
  const heading = title.map((line, index) =>
    svgText(line, {
      x: MARGIN,
      y: MARGIN + index * TITLE.line + TITLE.size * 0.95,
      size: TITLE.size,
      weight: 700,
      fill: INK.title,
      anchor: 'start',
      measure,
    }),
  );
  const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
  const shown = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shown.width}" height="${shown.height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<rect x="0.75" y="0.75" width="${num(width - 1.5)}" height="${num(height - 1.5)}" rx="18" fill="${INK.paper}" stroke="#e2e8f0" stroke-width="1.5"/>`,
    ...heading,
    ...groups.map(({ group, rect }) => paintPanel(group, rect)),
    ...[...bundles.values()].map(paintLines),
    ...groups.map(({ group, rect }) => paintGroupTitle(group, rect, measure)),
    ...cards,
    ...labels,
    key.svg,
    '</svg>',
  ].join('\n');
  return { ...shown, svg };
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
