import { INK } from '../../design/diagram/palette.ts';
import type { Rect, Size } from '../../design/diagram/scene.ts';
import { fitLines } from '../../design/diagram/text/fit-lines.ts';
import type { Measure, Weight } from '../../design/diagram/text/measure.ts';
import { type Chart, type Counts, SERIES, type Series, sumOf } from './chart.ts';
import { agentRows, hasCourse } from './rows.ts';
import { shortNumber } from './short-number.ts';

export type ChartText = {
  text: string;
  x: number;
  /** Of the base line. */
  y: number;
  size: number;
  weight: Weight;
  colour: string;
  anchor: 'start' | 'middle' | 'end';
};

/** Everything of a chart in its place. */
export type ChartScene = Size & {
  bars: (Rect & { series: Series })[];
  /** Squares of the legend. */
  keys: (Rect & { series: Series })[];
  texts: ChartText[];
  /** Lines that hold the parts apart. */
  rules: Rect[];
};

type Area = { left: number; right: number };
type Parts = Pick<ChartScene, 'bars' | 'keys' | 'texts' | 'rules'>;

const SIZE = 13;
/** So that the days of a week have room side by side. */
const LABEL_SIZE = 12;
const LABEL_GAP = 6;
const FRAME = { width: 700, height: 208, margin: 22 };
const HEAD_Y = 36;
const KEY = { side: 10, gap: 7, between: 20 };
const PLOT = { top: 74, base: 164, labelY: 184 };
const MOST_BAR = 38;
const ROW = { top: 52, height: 29, titleY: 10, barY: 14, bar: 5 };
const TOTAL = { top: 54, height: 42, title: 84, number: 44, bar: 16 };
/** Of anything that is not zero. */
const LEAST_BAR = 2;
/** A single design must not look like a record. */
const LEAST_SCALE = 4;

/** Where everything is; `measure` has to be of the fonts that draw it. Nothing lies on anything else, or outside. */
export function placeChart(chart: Chart, measure: Measure): ChartScene {
  const { width, height, margin } = FRAME;
  const rows = agentRows(chart);
  const whole: Area = { left: margin, right: width - margin };
  const left: Area = rows.length > 0 ? { ...whole, right: 452 } : whole;
  const right: Area = { ...whole, left: 488 };
  const parts = [
    hasCourse(chart) ? placeCourse(chart, left, measure) : placeTotals(chart, left),
    ...(rows.length > 0 ? [placeAgents(rows, right, measure)] : []),
  ];
  return {
    width,
    height,
    bars: parts.flatMap(({ bars }) => bars),
    keys: parts.flatMap(({ keys }) => keys),
    texts: parts.flatMap(({ texts }) => texts),
    rules: parts.flatMap(({ rules }) => rules),
  };
}

function placeCourse({ totals, buckets }: Chart, area: Area, measure: Measure): Parts {
  const slot = (area.right - area.left) / buckets.length;
  const width = Math.min(MOST_BAR, slot * 0.62);
  const most = Math.max(LEAST_SCALE, ...buckets.map(sumOf));
  const bars: Parts['bars'] = [];
  const numbers: ChartText[] = [];
  buckets.forEach((bucket, index) => {
    const middle = area.left + (index + 0.5) * slot;
    let top = PLOT.base;
    for (const { series, length } of stack(bucket, most, PLOT.base - PLOT.top)) {
      top -= length;
      bars.push({ series, x: middle - width / 2, y: top, width, height: length });
    }
    const number = shortNumber(sumOf(bucket));
    if (sumOf(bucket) > 0 && measure(number, SIZE, 600) <= slot - 2)
      numbers.push(text(number, middle, top - 6, { weight: 600, anchor: 'middle', colour: INK.text }));
  });
  const key = placeKey(totals, area, measure);
  const base = { x: area.left, y: PLOT.base, width: area.right - area.left, height: 1 };
  const labels = placeLabels(
    buckets.map(({ label }) => label),
    area,
    measure,
  );
  return { bars, keys: key.keys, texts: [...key.texts, ...numbers, ...labels], rules: [base] };
}

/** Each second or third label where all of them have no room. */
function placeLabels(labels: readonly string[], area: Area, measure: Measure): ChartText[] {
  const slot = (area.right - area.left) / labels.length;
  const widest = Math.max(...labels.map((label) => measure(label, LABEL_SIZE, 400)));
  const stride = Math.ceil((widest + LABEL_GAP) / slot);
  const placed: ChartText[] = [];
  let taken = area.left - LABEL_GAP;
  labels.forEach((label, index) => {
    const half = measure(label, LABEL_SIZE, 400) / 2;
    const wanted = area.left + (index + 0.5) * slot;
    const middle = Math.min(Math.max(wanted, area.left + half), area.right - half);
    if (index % stride !== 0 || middle - half < taken + LABEL_GAP) return;
    taken = middle + half;
    placed.push({ ...text(label, middle, PLOT.labelY, { anchor: 'middle' }), size: LABEL_SIZE });
  });
  return placed;
}

function placeKey(totals: Counts, area: Area, measure: Measure): Pick<Parts, 'keys' | 'texts'> {
  const keys: Parts['keys'] = [];
  const texts: ChartText[] = [];
  let x = area.left;
  for (const series of SERIES) {
    const words = `${shortNumber(totals[series])} ${totals[series] === 1 ? series.slice(0, -1) : series}`;
    keys.push({ series, x, y: HEAD_Y - KEY.side, width: KEY.side, height: KEY.side });
    x += KEY.side + KEY.gap;
    texts.push(text(words, x, HEAD_Y, { weight: 500, colour: INK.text }));
    x += measure(words, SIZE, 500) + KEY.between;
  }
  return { keys, texts };
}

function placeTotals({ totals }: Chart, area: Area): Parts {
  const room = area.right - area.left - TOTAL.title - TOTAL.number;
  const most = Math.max(LEAST_SCALE, ...SERIES.map((series) => totals[series]));
  const bars: Parts['bars'] = [];
  const texts: ChartText[] = [];
  SERIES.forEach((series, index) => {
    const y = TOTAL.top + index * TOTAL.height;
    const x = area.left + TOTAL.title;
    const length = lengthOf(totals[series], most, room);
    if (length > 0) bars.push({ series, x, y, width: length, height: TOTAL.bar });
    const name = series.charAt(0).toUpperCase() + series.slice(1);
    texts.push(text(name, area.left, y + 12.5, { weight: 500, colour: INK.text }));
    const number = shortNumber(totals[series]);
    texts.push(text(number, x + length + 8, y + 12.5, { weight: 600, colour: INK.text }));
  });
  return { bars, keys: [], texts, rules: [] };
}

function placeAgents(rows: ReturnType<typeof agentRows>, area: Area, measure: Measure): Parts {
  const most = Math.max(LEAST_SCALE, ...rows.map(({ counts }) => sumOf(counts)));
  const bars: Parts['bars'] = [];
  const texts = [text('By agent', area.left, HEAD_Y, { weight: 600, colour: INK.soft })];
  rows.forEach(({ title, counts }, index) => {
    const y = ROW.top + index * ROW.height;
    const number = shortNumber(sumOf(counts));
    const maxWidth = area.right - area.left - measure(number, SIZE, 600) - 8;
    const [line = ''] = fitLines(title, { size: SIZE, weight: 400, maxWidth, maxLines: 1, measure });
    texts.push(text(line, area.left, y + ROW.titleY, { colour: INK.text }));
    texts.push(text(number, area.right, y + ROW.titleY, { weight: 600, anchor: 'end', colour: INK.text }));
    let x = area.left;
    for (const { series, length } of stack(counts, most, area.right - area.left)) {
      bars.push({ series, x, y: y + ROW.barY, width: length, height: ROW.bar });
      x += length;
    }
  });
  const middle = { x: area.left - 18, y: FRAME.margin, width: 1, height: FRAME.height - 2 * FRAME.margin };
  return { bars, keys: [], texts, rules: [middle] };
}

/** What is not zero, so that all of it together is at most `room` long. */
function stack(counts: Counts, most: number, room: number): { series: Series; length: number }[] {
  return SERIES.filter((series) => counts[series] > 0).map((series) => ({
    series,
    length: lengthOf(counts[series], most, room - (SERIES.length - 1) * LEAST_BAR),
  }));
}

function lengthOf(count: number, most: number, room: number): number {
  return count > 0 ? LEAST_BAR + (count / most) * (room - LEAST_BAR) : 0;
}

function text(
  words: string,
  x: number,
  y: number,
  {
    weight = 400,
    anchor = 'start',
    colour = INK.soft,
  }: Partial<Pick<ChartText, 'weight' | 'anchor' | 'colour'>>,
): ChartText {
  return { text: words, x, y, size: SIZE, weight, anchor, colour };
}
