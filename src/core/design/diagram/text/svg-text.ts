import { escapeXml } from './escape-xml.ts';
import type { Measure, Weight } from './measure.ts';
import { splitRuns } from './runs.ts';

export type TextStyle = {
  x: number;
  /** Of the baseline. */
  y: number;
  size: number;
  weight: Weight;
  fill: string;
  anchor: 'start' | 'middle' | 'end';
  measure: Measure;
  decoration?: 'line-through';
};

/** One line of any text as SVG: a `<text>` for each run of one face, since the rasteriser knows one face in each. */
export function svgText(line: string, style: TextStyle): string {
  const { size, weight, anchor, measure } = style;
  const runs = splitRuns(line.trim()).map(({ text, font }) => {
    const faceWeight: Weight = font === 'Inter' ? weight : 400;
    return { text, font, weight: faceWeight, width: measure(text, size, faceWeight) };
  });
  const [first] = runs;
  // A single run is anchored by whoever draws it, which is exact where the measure is only close.
  if (runs.length === 1 && first) return textElement(first, style.x, style);

  const total = runs.reduce((sum, run) => sum + run.width, 0);
  let x = style.x - (anchor === 'start' ? 0 : anchor === 'middle' ? total / 2 : total);
  return runs
    .map((run) => {
      // Spaces at the ends of a `<text>` are not drawn: they are kept as distance.
      const lead = run.text.startsWith(' ') ? measure(' ', size, run.weight) : 0;
      const element = textElement({ ...run, text: run.text.trim() }, x + lead, { ...style, anchor: 'start' });
      x += run.width;
      return element;
    })
    .join('');
}

type FaceRun = { text: string; font: string; weight: Weight };

function textElement(run: FaceRun, x: number, style: TextStyle): string {
  if (run.text === '') return '';
  const attributes = {
    x: round(x),
    y: round(style.y),
    'font-family': run.font === 'sans-serif' ? 'sans-serif' : `${run.font}, sans-serif`,
    'font-size': round(style.size),
    'font-weight': `${run.weight}`,
    fill: style.fill,
    ...(style.anchor === 'start' ? {} : { 'text-anchor': style.anchor }),
    ...(style.decoration ? { 'text-decoration': style.decoration } : {}),
  };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<text${written.join('')}>${escapeXml(run.text)}</text>`;
}

function round(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}
