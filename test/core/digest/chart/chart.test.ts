import { describe, expect, it } from 'vitest';
import { createMeasure } from '../../../../src/adapters/workshop/measure.ts';
import type { Rect } from '../../../../src/core/design/diagram/scene.ts';
import { type Chart, chartOf } from '../../../../src/core/digest/chart/chart.ts';
import { chartWords } from '../../../../src/core/digest/chart/chart-words.ts';
import { paintChart } from '../../../../src/core/digest/chart/paint-chart.ts';
import { type ChartText, placeChart } from '../../../../src/core/digest/chart/place-chart.ts';
import type { DigestNumbers } from '../../../../src/core/digest/digest.ts';
import { aChart, CHARTS } from './charts.ts';

const measure = createMeasure();
/** Rounding is no overlap. */
const HAIR = 0.01;

describe.each(CHARTS)('the chart of %s', (_name, chart) => {
  const scene = placeChart(chart, measure);

  it('has nothing on anything else, and nothing outside', () => {
    expect(findProblems(chart)).toEqual([]);
  });

  it('shows a bar for each count that is not zero', () => {
    for (const { width, height } of scene.bars) expect(Math.min(width, height)).toBeGreaterThanOrEqual(2);
    const shown = new Set(scene.bars.map(({ series }) => series));
    const { totals } = chart;
    for (const series of ['designs', 'answers', 'decisions'] as const)
      if (totals[series] > 0) expect(shown).toContain(series);
  });

  it('becomes a sound SVG without foreign markup', () => {
    const svg = paintChart(scene, measure);
    expect(svg.match(/<[^>]*>/g)?.filter((tag) => !/^<\/?(?:svg|rect|text)\b[^<]*>$/.test(tag))).toEqual([]);
  });

  it('is told in words within the limit of chats', () => {
    const words = chartWords(chart);
    expect(words.length).toBeGreaterThan(0);
    expect(words.length).toBeLessThanOrEqual(1_000);
  });
});

describe('the chart of a digest', () => {
  const numbers = (change: Partial<DigestNumbers>): DigestNumbers => ({
    designs: 0,
    answers: 0,
    decisions: 0,
    inputTokens: 0,
    outputTokens: 0,
    byAgent: [],
    ...change,
  });

  it('is none where nothing happened', () => {
    expect(chartOf({ numbers: numbers({ inputTokens: 99 }) })).toBeUndefined();
  });

  it('is there for a decision alone', () => {
    const chart = chartOf({ numbers: numbers({ decisions: 1 }) });
    expect(chart && chartWords(chart)).toBe('Bar chart: 1 accepted decision.');
  });

  it('names its first agents and counts the others together', () => {
    const [, chart] = CHARTS.find(([name]) => name === 'twelve agents') ?? ['', aChart()];
    const texts = placeChart(chart, measure).texts.map(({ text }) => text);
    expect(texts).toContain('Architect 3');
    expect(texts).not.toContain('Architect 4');
    // Of eight agents: 8 + 7 + … + 1 designs, and an answer each.
    expect(texts.slice(texts.indexOf('8 others'))).toEqual(['8 others', '44']);
  });

  it('shows all days of a week by name', () => {
    const texts = placeChart(aChart(), measure).texts.map(({ text }) => text);
    for (const { label } of aChart().buckets) expect(texts).toContain(label);
  });

  it('leaves out names evenly where all have no room', () => {
    const [, chart] = CHARTS.find(([name]) => name === 'many parts') ?? ['', aChart()];
    const years = placeChart(chart, measure).texts.flatMap(({ text }) =>
      /^\d{4}$/.test(text) ? [Number(text)] : [],
    );
    const steps = new Set(years.slice(1).map((year, index) => year - (years[index] ?? 0)));
    expect(years.length).toBeGreaterThan(5);
    expect(steps.size).toBe(1);
  });

  it('moves the first and the last name inwards rather than leaving them out', () => {
    const [, chart] = CHARTS.find(([name]) => name === 'long labels') ?? ['', aChart()];
    const texts = placeChart(chart, measure).texts.filter(({ text }) => text === '26 Oct–12 Nov 2026');
    expect(texts[0] && rectOf(texts[0]).x).toBeCloseTo(22);
  });

  it('is as high for the same count in every part', () => {
    const { bars } = placeChart(aChart(), measure);
    const heights = bars.flatMap(({ series, height, width }) =>
      series === 'decisions' && width > 20 ? [height] : [],
    );
    expect(heights.length).toBeGreaterThan(1);
    for (const height of heights) expect(height).toBeCloseTo(heights[0] ?? 0);
  });
});

describe('the words of a chart', () => {
  it('say everything that it shows', () => {
    const words = chartWords(aChart());
    expect(words).toContain('12 designs, 21 answers, 4 accepted decisions');
    expect(words).toContain('Mon 16: nothing.');
    expect(words).toContain('Tue 17: 1 design, 1 answer, 1 accepted decision.');
    expect(words).toContain(
      'Microservices Architect: 7 designs, 9 answers; API Designer: 4 designs, 11 answers',
    );
  });

  it('are brief rather than cut where there are many', () => {
    const [, chart] = CHARTS.find(([name]) => name === 'many parts') ?? ['', aChart()];
    const words = chartWords({
      ...chart,
      agents: Array.from({ length: 3 }, () => ({ title: 'x'.repeat(500), designs: 1, answers: 0 })),
    });
    expect(words).toContain(', 1971 1/1/1, ');
    expect(words).not.toContain('1971: 1 design');
    expect(words.length).toBeLessThanOrEqual(1_000);
  });

  it('hide nothing that could reorder them', () => {
    const agents = [{ title: '\u202eevil\u2066 \u0000two\nlines', designs: 1, answers: 0 }];
    expect(chartWords(aChart({ agents }))).toContain('By agent – evil two lines: 1 design.');
  });
});

function findProblems(chart: Chart): string[] {
  const scene = placeChart(chart, measure);
  const { bars, keys, rules, texts } = scene;
  const things = [
    ...bars.map((rect, index) => ({ id: `bar ${index}`, rect })),
    ...keys.map((rect) => ({ id: `key of ${rect.series}`, rect })),
    ...texts.map((text) => ({ id: `“${text.text}”`, rect: rectOf(text) })),
    ...rules.map((rect, index) => ({ id: `rule ${index}`, rect })),
  ];
  const outside = things.filter(
    ({ rect }) =>
      rect.x < 21 || rect.y < 16 || rect.x + rect.width > 679 || rect.y + rect.height > scene.height - 16,
  );
  const overlaps = things.flatMap((a, index) =>
    things.slice(index + 1).flatMap((b) => (overlap(a.rect, b.rect) ? [`${a.id} on ${b.id}`] : [])),
  );
  return [...outside.map(({ id }) => `${id} outside`), ...overlaps];
}

/** With its descenders. */
function rectOf({ text, x, y, size, weight, anchor }: ChartText): Rect {
  const width = measure(text, size, weight);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - size * 0.75, width, height: size };
}

function overlap(a: Rect, b: Rect): boolean {
  return (
    a.x + HAIR < b.x + b.width &&
    b.x + HAIR < a.x + a.width &&
    a.y + HAIR < b.y + b.height &&
    b.y + HAIR < a.y + a.height
  );
}
