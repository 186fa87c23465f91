import { bidiLevels, visualOrder } from './bidi.ts';
import { cleanText } from './clean-text.ts';
import { type FontName, fontOf, JOINERS } from './fonts.ts';

/** A piece of a line in one face, as it is to be written into one `<text>`. */
export type TextRun = { text: string; font: FontName };

type Grapheme = { text: string; font: FontName; level: number };

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

const LOOK_ALIKES: Record<string, string> = {
  '➔': '→',
  '➜': '→',
  '⟶': '→',
  '⟵': '←',
  '⟷': '↔',
  '⇑': '↑',
  '⇓': '↓',
  '⟳': '↻',
  '✕': '✗',
  '✘': '✗',
  '▸': '▶',
  '▴': '▲',
  '▾': '▼',
  '∙': '·',
  '⋅': '·',
};

/** What a reader takes for one character: never broken apart. */
export function graphemesOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/**
 * The line in runs of one face each, from left to right as it is read on the screen: the rasteriser does not choose
 * between faces within a `<text>`, and orders only what stands in the same one.
 */
export function splitRuns(line: string): TextRun[] {
  const text = cleanText(line);
  if (text === '') return [];
  if (/^[ -~]+$/.test(text)) return [{ text, font: 'Inter' }];

  const graphemes = joinSpaces(withFonts(graphemesOf(text)));
  const ordered = visualOrder(graphemes.map(({ level }) => level)).flatMap((index) => graphemes[index] ?? []);
  const groups: Grapheme[][] = [];
  for (const grapheme of ordered) {
    const last = groups.at(-1);
    if (last?.[0]?.font === grapheme.font && last[0].level % 2 === grapheme.level % 2) last.push(grapheme);
    else groups.push([grapheme]);
  }
  return groups.map(toRun);
}

function withFonts(texts: readonly string[]): Grapheme[] {
  const levels = bidiLevels(texts);
  return texts.flatMap((original, index) => {
    // A direction mark has done its work once the levels are known.
    const text = original.replace(/[\u200e\u200f]/g, '');
    if (text === '') return [];
    const { font, shown } = shownAs(text);
    return shown === '' ? [] : [{ text: shown, font, level: levels[index] ?? 0 }];
  });
}

/** Styled letters and rarer signs that no face has are shown as what they stand for. */
function shownAs(text: string): { shown: string; font: FontName } {
  const font = fontOf(text);
  if (font === 'Noto Sans Arabic' || font === 'Noto Emoji') return { shown: text, font };
  if (font !== 'sans-serif') return { shown: text.replace(JOINERS, ''), font };
  const plain = LOOK_ALIKES[text] ?? text.normalize('NFKC');
  const fonts = new Set(graphemesOf(plain).map(fontOf));
  const [only = font] = fonts;
  return fonts.size === 1 ? { shown: plain, font: only } : { shown: text, font };
}

/** A space between two words of one script is part of their run; between emoji it would be as wide as they are. */
function joinSpaces(graphemes: readonly Grapheme[]): Grapheme[] {
  return graphemes.map((grapheme, index) => {
    const [before, after] = [graphemes[index - 1], graphemes[index + 1]];
    if (grapheme.text !== ' ' || !before || before.font !== after?.font || before.font === 'Noto Emoji')
      return grapheme;
    return before.level === grapheme.level && after.level === grapheme.level
      ? { ...grapheme, font: before.font }
      : grapheme;
  });
}

/** Letters that run to the left are ordered and shaped by whoever draws them; marks alone would not be. */
function toRun(group: readonly Grapheme[]): TextRun {
  const { font, level } = group[0] ?? { font: 'Inter', level: 0 };
  const texts = group.map(({ text }) => text);
  if (level % 2 === 0) return { font, text: texts.join('') };
  if (font === 'Noto Sans Arabic' || font === 'sans-serif') return { font, text: texts.reverse().join('') };
  return { font, text: texts.map((text) => MIRRORED[text] ?? text).join('') };
}
