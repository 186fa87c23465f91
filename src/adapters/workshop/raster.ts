import { Resvg } from '@resvg/resvg-js';
import { graphemesOf } from '../../core/design/diagram/text/runs.ts';
import { AppError } from '../../core/errors.ts';
import { availableFonts, fontFile, type InstalledFont } from './fonts.ts';

export type Raster = { png: Buffer; width: number; height: number };

/** Beyond these the rasteriser's memory grows to gigabytes. */
const MOST_UNITS = 10_000;
const MOST_PIXELS = 40_000_000;

const WEIGHTS = [400, 500, 600, 700] as const;

/**
 * An SVG of our own as PNG, `widthPx` wide. Throws `picture-refused` for one that could reach out of itself (the
 * rasteriser reads the files that an image names) or can't be read, `picture-too-large` before it takes the memory.
 */
export function rasterize(svg: string, { widthPx }: { widthPx: number }): Raster {
  if (reachesOut(svg)) throw refused('picture-refused');
  const parsed = parse(withoutMissingFaces(svg), widthPx);
  const pixels = (widthPx * widthPx * parsed.height) / parsed.width;
  if (Math.max(parsed.width, parsed.height) > MOST_UNITS || !(pixels <= MOST_PIXELS))
    throw refused('picture-too-large');
  const image = parsed.render();
  // The pixels are freed with the image's object, and only the engine's count of memory brings the collector that soon:
  // this garbage stands for them in it. Without it a hundred pictures take a gigabyte.
  Buffer.allocUnsafeSlow(image.width * image.height * 4);
  return { png: image.asPng(), width: image.width, height: image.height };
}

function parse(svg: string, widthPx: number): Resvg {
  try {
    return new Resvg(svg, {
      fitTo: { mode: 'width', value: widthPx },
      font: {
        loadSystemFonts: false,
        fontFiles: filesFor(svg),
        defaultFontFamily: 'Inter',
        sansSerifFamily: 'Inter',
      },
    });
  } catch (error) {
    throw refused('picture-refused', error);
  }
}

/** Whether there is an image, a reference or a declaration; what stands in texts and values does not count. */
function reachesOut(svg: string): boolean {
  if (/<[!?]/.test(svg)) return true;
  const tags = svg.match(/<(?:"[^"]*"|'[^']*'|[^"'>])*>/g) ?? [];
  return tags.some((tag) =>
    /^<(?:[\w-]+:)?image\b|[\s:]href\s*=/i.test(tag.replace(/"[^"]*"|'[^']*'/g, '""')),
  );
}

const TEXT = /(<text\b[^>]*\bfont-family=")([^",]+)([^>]*>)([^<]*)/g;

/** What no installed face has is drawn as one empty box a character; the SVG keeps the words. */
function withoutMissingFaces(svg: string): string {
  const installed = new Set<string>(availableFonts());
  return svg.replace(TEXT, (whole, before: string, family: string, after: string, text: string) => {
    if (installed.has(family)) return whole;
    const boxes = graphemesOf(text.replace(/&[^;]*;/g, '.')).map((each) => (each === ' ' ? ' ' : '□'));
    return `${before}Inter${after}${boxes.join('')}`;
  });
}

function filesFor(svg: string): string[] {
  const used = availableFonts().filter((font) => svg.includes(font));
  const weightsOf = (font: InstalledFont) =>
    font === 'Inter'
      ? WEIGHTS.filter((weight) => weight === 400 || svg.includes(`"${weight}"`))
      : [400 as const];
  return [...new Set<InstalledFont>(['Inter', ...used])].flatMap((font) =>
    weightsOf(font).flatMap((weight) => fontFile(font, weight) ?? []),
  );
}

function refused(code: 'picture-refused' | 'picture-too-large', cause?: unknown): AppError {
  return new AppError(code, { retry: 'never', cause });
}
