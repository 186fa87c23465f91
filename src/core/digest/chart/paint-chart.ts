import { num } from '../../design/diagram/num.ts';
import { INK } from '../../design/diagram/palette.ts';
import type { Rect } from '../../design/diagram/scene.ts';
import type { Measure } from '../../design/diagram/text/measure.ts';
import { svgText } from '../../design/diagram/text/svg-text.ts';
import type { Series } from './chart.ts';
import type { ChartScene } from './place-chart.ts';

/** Dark, light and warm: told apart without colours too. */
const FILLS: Record<Series, string> = { designs: '#2563eb', answers: '#a9c7f9', decisions: '#f0a42e' };
const LINE = '#e2e8f0';

/** The placed chart as SVG, on an opaque panel, so that it reads in light and dark themes. */
export function paintChart(
  { width, height, bars, keys, texts, rules }: ChartScene,
  measure: Measure,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="12" fill="${INK.paper}" stroke="${LINE}" stroke-width="1"/>`,
    ...rules.map((rule) => rect(rule, LINE)),
    ...bars.map((bar) => rect(bar, FILLS[bar.series])),
    ...keys.map((key) => rect(key, FILLS[key.series], 2.5)),
    ...texts.map(({ text, x, y, size, weight, anchor, colour }) =>
      svgText(text, { x: num(x), y: num(y), size, weight, anchor, fill: colour, measure }),
    ),
    '</svg>',
  ].join('\n');
}

function rect({ x, y, width, height }: Rect, fill: string, radius = 0): string {
  const round = radius > 0 ? ` rx="${radius}"` : '';
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"${round} fill="${fill}"/>`;
}
