import { isRightToLeft } from './bidi.ts';
import { cleanText } from './clean-text.ts';
import type { Measure, Weight } from './measure.ts';
import { graphemesOf } from './runs.ts';

export type Fit = { size: number; weight: Weight; maxWidth: number; maxLines: number; measure: Measure };

const RIGHT_TO_LEFT_MARK = '\u200f';

/** Scripts that are written without spaces may end a line at each character. */
const IDEOGRAPH = /^[\u3000-\u30ff\u3105-\u312f\u3400-\u9fff\uff01-\uff60\u{20000}-\u{3ffff}]/u;
/** What may not begin a line, and what may not end one (JIS X 4051, the common cases). */
const CLOSING =
  /^[、。，．・：；？！ー々〉》」』】〕）］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)\]}…%]/u;
const OPENING = /[〈《「『【〔（［｛([{]$/u;

/**
 * The text in lines of at most `maxWidth`. Words stay whole where one fits on a line; longer ones are broken after a
 * hyphen, dot, slash, underscore or before a capital, and only then anywhere. What is left over ends in an ellipsis.
 */
export function fitLines(text: string, fit: Fit): string[] {
  const clean = cleanText(text).trim();
  if (clean === '' || fit.maxLines < 1) return [];
  const words = wordsOf(clean);
  const lines: string[] = [];
  let rest = words;
  while (rest.length > 0) {
    if (lines.length === fit.maxLines - 1) {
      lines.push(lastLine(rest, fit));
      break;
    }
    const taken = takeLine(rest, fit);
    lines.push(taken.line);
    rest = taken.rest;
  }
  if (!isRightToLeft(clean)) return lines;
  // A line that begins with a Latin name still belongs to a text that runs to the left.
  return lines.map((line) => (isRightToLeft(line) ? line : RIGHT_TO_LEFT_MARK + line));
}

/** A piece that is kept whole where possible; `glue` is what stands between it and the piece before. */
type Word = { text: string; glue: '' | ' ' };

function wordsOf(text: string): Word[] {
  return text
    .split(' ')
    .flatMap((spaced) =>
      splitIdeographs(graphemesOf(spaced)).map(
        (piece, index): Word => ({ text: piece, glue: index === 0 ? ' ' : '' }),
      ),
    );
}

function splitIdeographs(graphemes: readonly string[]): string[] {
  const pieces: string[] = [];
  for (const grapheme of graphemes) {
    const last = pieces.at(-1);
    const meets = last !== undefined && (IDEOGRAPH.test(grapheme) || IDEOGRAPH.test(lastOf(last)));
    if (last === undefined || (meets && !CLOSING.test(grapheme) && !OPENING.test(last)))
      pieces.push(grapheme);
    else pieces[pieces.length - 1] = last + grapheme;
  }
  return pieces;
}

function lastOf(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function takeLine(words: readonly Word[], fit: Fit): { line: string; rest: Word[] } {
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word.text : line + word.glue + word.text;
    if (fits(longer, fit)) {
      line = longer;
      continue;
    }
    if (fits(word.text, fit)) return { line, rest: words.slice(index) };
    const start = line === '' ? '' : line + word.glue;
    const { head, tail } = breakWord(word.text, start, fit);
    const rest: Word[] = tail === '' ? [] : [{ text: tail, glue: head === '' ? word.glue : '' }];
    return { line: head === '' ? line : start + head, rest: [...rest, ...words.slice(index + 1)] };
  }
  return { line, rest: [] };
}

/** The most of a word that fits behind `start`; nothing only where the word can go on to a line of its own. */
function breakWord(word: string, start: string, fit: Fit): { head: string; tail: string } {
  let [head, tail] = longestHead(softPieces(word), start, fit);
  if (head === '' && start === '') [head, tail] = longestHead(graphemesOf(word), start, fit);
  if (head !== '' || start !== '') return { head, tail };
  const [first = '', ...others] = graphemesOf(word);
  return { head: first, tail: others.join('') };
}

function softPieces(word: string): string[] {
  return word.split(
    /(?<=[-./_:@,;+&])(?=[^-./_:@,;+&])|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u,
  );
}

function longestHead(pieces: readonly string[], start: string, fit: Fit): [head: string, tail: string] {
  let head = '';
  for (const [index, piece] of pieces.entries()) {
    if (!fits(start + head + piece, fit)) return [head, pieces.slice(index).join('')];
    head += piece;
  }
  return [head, ''];
}

function lastLine(words: readonly Word[], fit: Fit): string {
  const text = words.map(({ text, glue }, index) => (index === 0 ? text : glue + text)).join('');
  if (fits(text, fit)) return text;
  let kept = '';
  for (const grapheme of graphemesOf(text)) {
    if (!fits(`${kept}${grapheme}…`, fit)) break;
    kept += grapheme;
  }
  return `${kept.replace(/[\s\p{P}]+$/u, '')}…`;
}

function fits(text: string, { measure, size, weight, maxWidth }: Fit): boolean {
  return measure(text, size, weight) <= maxWidth;
}
