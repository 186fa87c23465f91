import { drawIcon } from './icons.ts';
import { num } from './num.ts';
import { badgeColours, boxColours, INK } from './palette.ts';
import type { Rect, SceneBox, SceneGroup, SceneText } from './scene.ts';
import { drawShape } from './shapes.ts';
import type { Measure } from './text/measure.ts';
import { svgText } from './text/svg-text.ts';

export function paintBox(box: SceneBox, rect: Rect, measure: Measure): string {
  const at = { ...rect, x: num(rect.x), y: num(rect.y) };
  const marked = box.tone === 'added' || box.tone === 'changed' || box.tone === 'removed';
  const stroke = { width: marked ? 2.6 : 1.6, dash: box.tone === 'removed' ? '6 4' : '' };
  return [
    drawShape(box.kind, at, boxColours(box.kind, box.tone), stroke),
    ...box.icons.map((icon) =>
      drawIcon(icon.kind, { ...icon, x: num(at.x + icon.x), y: num(at.y + icon.y) }),
    ),
    ...box.texts.map((text) => paintText(text, at, measure)),
    box.badge ? paintBadge(box.badge, at, measure) : '',
  ].join('');
}

export function paintPanel(group: SceneGroup, rect: Rect): string {
  const edge = group.tone === 'faint' ? '#e6ebf1' : '#d3dbe6';
  return `<rect x="${num(rect.x)}" y="${num(rect.y)}" width="${num(rect.width)}" height="${num(rect.height)}" rx="16" fill="${INK.panel}" stroke="${edge}" stroke-width="1.4"/>`;
}

/** Over the lines that run into the group, so that it can be read where they cross it. */
export function paintGroupTitle({ title, width }: SceneGroup, rect: Rect, measure: Measure): string {
  const patch = { x: num(rect.x + 12), y: num(rect.y + 9), width: num(width - 24) };
  return `<rect x="${patch.x}" y="${patch.y}" width="${patch.width}" height="22" fill="${INK.panel}"/>${paintText(title, rect, measure)}`;
}

function paintText(text: SceneText, at: { x: number; y: number }, measure: Measure): string {
  return svgText(text.text, {
    x: num(at.x + text.x),
    y: num(at.y + text.y),
    size: text.size,
    weight: text.weight,
    fill: text.colour,
    anchor: 'start',
    measure,
    ...(text.struck ? { decoration: 'line-through' } : {}),
  });
}

function paintBadge(badge: NonNullable<SceneBox['badge']>, at: Rect, measure: Measure): string {
  const colours = badgeColours(badge.tone);
  if (!colours) return '';
  return `<rect x="${num(at.x + badge.x)}" y="${num(at.y + badge.y)}" width="${num(badge.width)}" height="${badge.height}" rx="${badge.height / 2}" fill="${INK.paper}" stroke="${colours.edge}" stroke-width="1.2"/>${paintText(badge.text, at, measure)}`;
}
