import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../../src/adapters/workshop/draw.ts';
import { createLayouter } from '../../../src/adapters/workshop/elk.ts';
import { createMeasure } from '../../../src/adapters/workshop/measure.ts';
import { buildScene } from '../../../src/core/design/diagram/build-scene.ts';
import type { Drawing } from '../../../src/core/design/diagram/drawing.ts';
import { drawingsOf } from '../../../src/core/design/diagram/drawings.ts';
import { findCollisions, findHiddenLines, findOverflow } from '../../core/design/diagram/geometry.ts';
import { large, SYSTEMS, shop, system } from '../../core/design/diagram/systems.ts';

const measure = createMeasure();
const layOut = createLayouter();

/** The first pictures of each system, and sixty boxes in one compact picture though a chat would get an overview. */
const DRAWINGS: [string, Drawing][] = [
  ...SYSTEMS.flatMap(({ name, model, marks }) =>
    drawingsOf(model, `The ${name} system`, marks)
      .slice(0, 3)
      .map((drawing): [string, Drawing] => [`${name}: ${drawing.name}`, drawing]),
  ),
  ['sixty boxes', { name: 'all', title: 'All', profile: 'compact', model: large() }],
];

describe.each(DRAWINGS)('%s', (_name, drawing) => {
  it('is placed so that nothing lies on anything else, and texts fit', { timeout: 120_000 }, async () => {
    const scene = buildScene(drawing, measure);
    const layout = await layOut(scene);
    expect(findCollisions(scene, layout)).toEqual([]);
    expect(findHiddenLines(scene, layout)).toEqual([]);
    expect(findOverflow(scene, measure)).toEqual([]);
  });

  it('becomes a clean SVG with readable letters, and a PNG within the limits of chats', {
    timeout: 120_000,
  }, async () => {
    const picture = await drawPicture(drawing);
    expect(foreignMarkup(picture.svg)).toEqual([]);
    expect(textsOutside(picture.svg)).toEqual([]);
    const sizes = [...picture.svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    if (drawing.profile === 'compact') expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13);
    const png = Buffer.from(picture.png, 'base64');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(picture.width);
    expect(png.readUInt32BE(20)).toBe(picture.height);
    expect(picture.width).toBeLessThanOrEqual(drawing.profile === 'compact' ? 1_400 : 2_000);
    if (drawing.profile === 'compact') expect(png.length).toBeLessThanOrEqual(1_000_000);
    expect(picture.altText.length).toBeGreaterThan(0);
    expect(picture.altText.length).toBeLessThanOrEqual(1_000);
  });
});

describe('a picture', () => {
  it('is the same each time', async () => {
    for (const profile of ['compact', 'full'] as const) {
      const drawing: Drawing = { name: 'diagram', title: 'Shop', profile, model: shop };
      expect((await drawPicture(drawing)).svg).toBe((await drawPicture(drawing)).svg);
    }
  });

  it('of ten boxes is narrow enough for a chat', async () => {
    const { svg } = await drawPicture({ name: 'diagram', title: 'Shop', profile: 'compact', model: shop });
    expect(Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])).toBeLessThanOrEqual(1_100);
  });

  it('breaks a row that is too wide instead of growing with it', async () => {
    const { model } = system('fan-out');
    const scene = buildScene({ name: 'diagram', title: 'Wide', profile: 'compact', model }, measure);
    const row = scene.boxes.reduce((sum, { width }) => sum + width, 0);
    expect((await layOut(scene)).width).toBeLessThan(row * 0.7);
  });

  it('keeps a long chain from becoming a strip', async () => {
    const { model } = system('pipeline');
    const layout = await layOut(
      buildScene({ name: 'diagram', title: 'Long', profile: 'compact', model }, measure),
    );
    expect(layout.height).toBeLessThan(layout.width * 2);
  });

  it('shows what people wrote as text, whatever it looks like', async () => {
    const { svg } = await drawPicture({
      name: 'x',
      title: '<b>&"\'',
      profile: 'full',
      model: system('hostile').model,
    });
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('<script');
  });

  it('leaves out links to parts that are not there', async () => {
    const scene = buildScene(
      { name: 'x', title: 'x', profile: 'full', model: system('hostile').model },
      measure,
    );
    expect(scene.edges).toHaveLength(2);
    expect(scene.boxes).toHaveLength(5);
  });
});

const ELEMENTS = new Set(['svg', 'rect', 'path', 'text', 'circle']);

/** Elements and attributes that none of our pictures needs; that the XML is sound is checked by the rasteriser. */
function foreignMarkup(svg: string): string[] {
  const tags = svg.match(/<[^>]*>/g) ?? [];
  return tags.filter((tag) => {
    const name = /^<\/?([\w:-]+)/.exec(tag)?.[1] ?? tag;
    const attributes = tag.replace(/"[^"]*"/g, '');
    return !ELEMENTS.has(name) || /\b(?:href|style|on\w+|xlink)\b/i.test(attributes);
  });
}

/** Texts of title, legend, cards and lines that are not wholly on the canvas. */
function textsOutside(svg: string): string[] {
  const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  return (svg.match(/<text[^>]*>[^<]*/g) ?? []).filter((element) => {
    const attribute = (name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(element)?.[1]);
    const text = element.replace(/^[^>]*>/, '').replace(/&\w+;/g, '&');
    const long = measure(text, attribute('font-size'), 400);
    const left = attribute('x') - (element.includes('text-anchor="middle"') ? long / 2 : 0);
    return !(left >= 0 && left + long <= width && attribute('y') > 0 && attribute('y') < height);
  });
}
