import { buildBox } from './build-box.ts';
import type { Drawing } from './drawing.ts';
import { badgeText, INK } from './palette.ts';
import type { Scene, SceneEdge, SceneGroup } from './scene.ts';
import type { Sketch, SketchEdge, SketchGroup, SketchNode } from './sketch.ts';
import { sketchContext } from './sketch-context.ts';
import { sketchOverview } from './sketch-overview.ts';
import { sketchSystem } from './sketch-system.ts';
import { STYLES, type Style } from './style.ts';
import { fitLines } from './text/fit-lines.ts';
import type { Measure } from './text/measure.ts';

const MOST_LINES = 3;
const LABEL_PAD = { x: 5, y: 2 };
export const LINE_HEIGHT = 1.28;

/** Everything a picture shows, measured. */
export function buildScene(drawing: Drawing, measure: Measure): Scene {
  const sketch = sketchOf(drawing);
  const style = STYLES[drawing.profile];
  const edges = sketch.edges.map((edge, index) => measureEdge(edge, `e${index}`, style, measure));
  return {
    title: drawing.title,
    profile: drawing.profile,
    boxes: sketch.nodes.map((node) => buildBox(node, style, measure, barWidth(node, edges, drawing.profile))),
    groups: sketch.groups.map((group) => measureGroup(group, measure)),
    edges,
  };
}

export function sketchOf(drawing: Drawing): Sketch {
  const view = drawing.view ?? { kind: 'system' };
  switch (view.kind) {
    case 'system':
      return sketchSystem(drawing);
    case 'overview':
      return sketchOverview(drawing);
    case 'context':
      return sketchContext(drawing, view.id);
    default:
      return view satisfies never;
  }
}

function measureEdge(edge: SketchEdge, id: string, style: Style, measure: Measure): SceneEdge {
  const lines = withMark(
    fitLabel(edge.lines, style, measure),
    badgeText(edge.tone),
    (text) => measure(text, style.label, 500) <= style.labelWidth,
  );
  const weight = labelWeight(edge.kind);
  const width = Math.max(0, ...lines.map((line) => measure(line, style.label, weight)));
  const hasLabel = lines.length > 0;
  return {
    ...edge,
    id,
    lines,
    width: hasLabel ? Math.ceil(width + 2 * LABEL_PAD.x) : 0,
    height: hasLabel ? Math.ceil(lines.length * style.label * LINE_HEIGHT + 2 * LABEL_PAD.y) : 0,
  };
}

export function labelWeight(kind: SceneEdge['kind']): 400 | 500 {
  return kind === 'async' ? 500 : 400;
}

/** What is called and how: two lines where one is too short. */
function fitOne(text: string, style: Style, measure: Measure): string[] {
  const fit = { size: style.label, weight: 500 as const, maxWidth: style.labelWidth, measure };
  const parts = measure(text, fit.size, fit.weight) > fit.maxWidth ? text.split(' · ') : [text];
  return parts.flatMap((part, index) => fitLines(part, { ...fit, maxLines: index === 0 ? 2 : 1 }));
}

/** One thing may take two lines; several take one each, and what is over is counted. */
function fitLabel(lines: readonly string[], style: Style, measure: Measure): string[] {
  const [only = ''] = lines;
  if (lines.length < 2) return fitOne(only, style, measure);
  const shorten = (text: string) => shortenLine(text, style, measure);
  if (lines.length <= MOST_LINES) return lines.flatMap(shorten);
  return [...lines.slice(0, MOST_LINES - 1).flatMap(shorten), `+${lines.length - MOST_LINES + 1} more`];
}

/** How something is called goes before a part of its name does. */
function shortenLine(text: string, style: Style, measure: Measure): string[] {
  const fit = { size: style.label, weight: 500 as const, maxWidth: style.listWidth, measure };
  const [what = text] = measure(text, fit.size, fit.weight) > fit.maxWidth ? text.split(' · ') : [text];
  return fitLines(what, { ...fit, maxLines: 1 });
}

/** Colour alone would not tell everybody what a version changed. */
function withMark(lines: readonly string[], mark: string, fits: (text: string) => boolean): string[] {
  const last = lines.at(-1);
  if (last === undefined) return mark === '' ? [] : [mark];
  // What is struck through needs no word.
  if (mark === '' || mark === 'removed') return [...lines];
  const longer = `${last} · ${mark}`;
  return fits(longer) ? [...lines.slice(0, -1), longer] : [...lines, mark];
}

/** A broker is as wide as what hangs on it, so that its lines run straight. */
function barWidth(node: SketchNode, edges: readonly SceneEdge[], profile: Drawing['profile']): number {
  if (node.kind !== 'broker') return 0;
  const own = edges.filter(({ from, to }) => from === node.id || to === node.id);
  const needed = own.reduce((sum, edge) => sum + Math.max(edge.width, 40) + 24, 0);
  return Math.max(1, Math.min(needed * 0.7, profile === 'compact' ? 620 : 1100));
}

function measureGroup(group: SketchGroup, measure: Measure): SceneGroup {
  const [text = ''] = fitLines(group.name, {
    size: 14,
    weight: 600,
    maxWidth: 340,
    maxLines: 1,
    measure,
  });
  const colour = group.tone === 'faint' ? INK.faint : INK.mute;
  return {
    id: group.id,
    tone: group.tone,
    title: { text, x: 16, y: 25, size: 14, weight: 600, colour },
    width: Math.ceil(measure(text, 14, 600) + 32),
  };
}
