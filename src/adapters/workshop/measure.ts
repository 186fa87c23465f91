import { readFileSync } from 'node:fs';
import opentype from 'opentype.js';
import type { FontName } from '../../core/design/diagram/text/fonts.ts';
import { joinArabic } from '../../core/design/diagram/text/join-arabic.ts';
import type { Measure, Weight } from '../../core/design/diagram/text/measure.ts';
import { graphemesOf, splitRuns, type TextRun } from '../../core/design/diagram/text/runs.ts';
import { fontFile } from './fonts.ts';

type Face = { advanceOf: (character: string) => number };

/**
 * Widths of the big faces in ems. All their letters are as wide as each other, so nothing of ten megabytes has to be
 * read for them; an emoji is one glyph, however many code points join to it. What no face has is given a full em.
 */
const FIXED: Record<Exclude<FontName, 'Inter' | 'Noto Sans Arabic'>, { grapheme: number; space: number }> = {
  'Noto Sans SC': { grapheme: 1, space: 0.23 },
  'Noto Sans KR': { grapheme: 0.92, space: 0.23 },
  'Noto Emoji': { grapheme: 1.27, space: 1.27 },
  'sans-serif': { grapheme: 1, space: 0.3 },
};

/**
 * Widths from the fonts that draw the text, glyph by glyph: kerning and ligatures only make a line narrower. Fonts are
 * read when first needed.
 */
export function createMeasure(): Measure {
  const faces = new Map<string, Face | undefined>();
  const faceOf = (font: 'Inter' | 'Noto Sans Arabic', weight: Weight): Face | undefined => {
    const key = `${font} ${weight}`;
    if (!faces.has(key)) faces.set(key, loadFace(fontFile(font, weight)));
    return faces.get(key);
  };
  const widthOf = ({ text, font }: TextRun, weight: Weight): number => {
    if (font !== 'Inter' && font !== 'Noto Sans Arabic') return fixedWidth(text, FIXED[font]);
    const face = faceOf(font, font === 'Inter' ? weight : 400);
    if (!face) return fixedWidth(text, FIXED['sans-serif']);
    const drawn = font === 'Inter' ? text : joinArabic(text);
    return Array.from(drawn).reduce((sum, character) => sum + face.advanceOf(character), 0);
  };
  return (text, size, weight) => splitRuns(text).reduce((sum, run) => sum + widthOf(run, weight), 0) * size;
}

function fixedWidth(text: string, widths: { grapheme: number; space: number }): number {
  return graphemesOf(text).reduce((sum, each) => sum + (each === ' ' ? widths.space : widths.grapheme), 0);
}

function loadFace(file: string | undefined): Face | undefined {
  if (file === undefined) return undefined;
  const font = opentype.parse(new Uint8Array(readFileSync(file)).buffer, { lowMemory: true });
  const advances = new Map<string, number>();
  // `getAdvanceWidth` throws on Inter, whose substitutions it does not know.
  const read = (character: string): number =>
    (font.charToGlyph(character).advanceWidth ?? font.unitsPerEm) / font.unitsPerEm;
  return {
    advanceOf(character) {
      const known = advances.get(character);
      if (known !== undefined) return known;
      const advance = read(character);
      advances.set(character, advance);
      return advance;
    },
  };
}
