import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { availableFonts } from '../../../src/adapters/workshop/fonts.ts';
import { createMeasure } from '../../../src/adapters/workshop/measure.ts';
import { rasterize } from '../../../src/adapters/workshop/raster.ts';
import { svgText } from '../../../src/core/design/diagram/text/svg-text.ts';
import { AppError } from '../../../src/core/errors.ts';

const measure = createMeasure();

function svgOf(content: string, width: number | string = 200, height: number | string = 40): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${content}</svg>`;
}

function pictureOf(text: string, weight: 400 | 700 = 400): string {
  const line = svgText(text, { x: 5, y: 28, size: 20, weight, fill: '#000', anchor: 'start', measure });
  return rasterize(svgOf(line, 400), { widthPx: 400 }).png.toString('base64');
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const BLANK = pictureOf('');
const SCRIPTS = [
  ['Latin', 'Inter', ['O', 'r', 'é', 'ß', '→', '✓']],
  ['Greek and Cyrillic', 'Inter', ['Ω', 'λ', 'Ж', 'я']],
  ['Chinese', 'Noto Sans SC', ['订', '单', '服', '，', '⇄']],
  ['Japanese', 'Noto Sans SC', ['日', 'か', 'カ', '語', '「']],
  ['Korean', 'Noto Sans KR', ['주', '문', '알', 'ㄱ']],
  ['Arabic', 'Noto Sans Arabic', ['خ', 'د', 'م', '٣']],
  ['emoji', 'Noto Emoji', ['🚀', '👩‍💻', '🇩🇪', '❤️', '1️⃣']],
] as const;

describe('text in a PNG', () => {
  it.each(SCRIPTS)('%s: each character is drawn, as itself', (_, font, characters) => {
    expect(availableFonts()).toContain(font);
    const pictures = characters.map((character) => pictureOf(character));
    // A missing glyph is the same box, or the same nothing, for all.
    expect(new Set([...pictures, BLANK, pictureOf('□')]).size).toBe(characters.length + 2);
  });

  it('scripts in one label are all drawn', () => {
    const all = ['Order', '订单', '주문', 'خدمة', '🚀'];
    const pictures = all.map((_, left) => pictureOf(all.filter((_, index) => index !== left).join(' '), 700));
    expect(new Set([...pictures, pictureOf(all.join(' '), 700)]).size).toBe(all.length + 1);
  });

  it('a script of which no face is there is shown as one box a character', () => {
    expect(pictureOf('ไทย')).toBe(pictureOf('□□□'));
    const missing = '<text x="5" y="28" font-family="Missing Face, sans-serif" font-size="20">a&amp;b</text>';
    const boxes = '<text x="5" y="28" font-family="Inter, sans-serif" font-size="20">□□□</text>';
    expect(rasterize(svgOf(missing), { widthPx: 200 }).png.toString('base64')).toBe(
      rasterize(svgOf(boxes), { widthPx: 200 }).png.toString('base64'),
    );
  });

  it('the weights differ', () => {
    expect(pictureOf('Order', 700)).not.toBe(pictureOf('Order', 400));
  });
});

describe('the rasteriser', () => {
  it('gives a PNG of the width that was asked for', () => {
    const { png, width, height } = rasterize(svgOf('', 100, 50), { widthPx: 400 });
    expect({ width, height }).toEqual({ width: 400, height: 200 });
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([400, 200]);
  });

  it('reads no file that a picture names', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raster-'));
    try {
      const file = path.join(folder, 'secret.png');
      await writeFile(file, Buffer.from(pictureOf('secret'), 'base64'));
      const url = pathToFileURL(file).href;
      for (const content of [
        `<image href="${file}" width="200" height="40"/>`,
        `<image xlink:href='${url}' width="200" height="40"/>`,
        `<IMAGE\nhref = "${file}"/>`,
        `<filter id="f"><feImage href="${file}"/></filter><rect filter="url(#f)" width="9" height="9"/>`,
        `<rect title=">" /><use xlink:href="${file}#a"/>`,
        `<!-- comment --><rect/>`,
      ])
        expect(codeOf(() => rasterize(svgOf(content), { widthPx: 200 }))).toBe('picture-refused');
      const entity = `<!DOCTYPE svg [<!ENTITY x SYSTEM "${url}">]>${svgOf('&x;')}`;
      expect(codeOf(() => rasterize(entity, { widthPx: 200 }))).toBe('picture-refused');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('lets labels say what pictures must not do', () => {
    expect(pictureOf('<image href="x"/>')).not.toBe(BLANK);
    const labelled = svgOf(
      '<g aria-label="image href=&quot;x&quot; &lt;image"><rect width="1" height="1"/></g>',
    );
    expect(codeOf(() => rasterize(labelled, { widthPx: 200 }))).toBeUndefined();
  });

  it.each([
    ['a side of 60,000 units', 60_000, 100, 500],
    ['a tall side', 100, 10_001, 100],
    ['too many pixels', 1_000, 1_000, 7_000],
    ['a thin strip that would be stretched', 1, 10_000, 5_000],
  ])('refuses %s', (_, width, height, widthPx) => {
    expect(codeOf(() => rasterize(svgOf('', width, height), { widthPx }))).toBe('picture-too-large');
  });

  it.each(['', 'no svg', '<svg', '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="5"/>'])(
    'refuses %j, which is no picture',
    (svg) => {
      expect(codeOf(() => rasterize(svg, { widthPx: 200 }))).toBe('picture-refused');
    },
  );
});
