import type { TableLeaf } from '../../../core/chat/prose/leaf.ts';
import { plainRuns, type Run } from '../../../core/chat/prose/runs.ts';

/** What is left for a table inside of a card of 430 px, as wide as a chat shows it. */
const CARD_PX = 412;

/** The padding of a cell on both sides, and its line. */
const CELL_PX = 19;

/** Below this, a column of sentences is a word a line. */
const SENTENCE_PX = 90;

/** Longer texts all count as this long: none may take the room of the others. */
const MOST_PX = 1_500;

/** By the letters of a text of 14 px, on the wide side: each client has a font of its own. */
const NARROW = /[\s.,:;'’|!()[\]{}ijlftrI·-]/;
const BROAD = /[mwMW@%…—★→]/;
const SQUARE = /[\u2e80-\ufffd]/;
const BOLD = 1.07;
const CODE_PX = 8.5;

/** What a word never breaks at is no gap: clients break after spaces and hyphens, and between signs of Chinese. */
const WORDS = /[\u2e80-\ufffd]|[^\s\u2e80-\ufffd–—-]*[–—-]|[^\s\u2e80-\ufffd–—-]+/g;

/**
 * The widths of the columns in a card of a chat, in pixels: room for the longest word of each, the rest by the amount of
 * text. Undefined where the card is too narrow for that.
 */
export function columnWidths({ header, rows }: TableLeaf): number[] | undefined {
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  const needs = Array.from({ length: columns }, (_, column) => {
    const title = (header[column] ?? []).map((run): Run => ({ ...run, bold: true }));
    return needOf([title, ...rows.map((row) => row[column] ?? [])]);
  });
  const least = sum(needs.map((need) => need.least));
  if (least > CARD_PX) return undefined;
  const wish = sum(needs.map((need) => need.most - need.least));
  const share = wish === 0 ? 0 : Math.min(1, (CARD_PX - least) / wish);
  return needs.map((need) => Math.round(need.least + (need.most - need.least) * share));
}

/** Between having every word whole, and having every text in a line. */
function needOf(cells: readonly Run[][]): { least: number; most: number } {
  const most = Math.min(MOST_PX, Math.max(...cells.map(widthOf)));
  const words = Math.max(...cells.map(longestWord));
  return {
    least: CELL_PX + Math.max(words, Math.min(most, SENTENCE_PX)),
    most: CELL_PX + Math.max(most, words),
  };
}

/** Of the longest line of a cell. */
function widthOf(cell: readonly Run[]): number {
  let widest = 0;
  let line = 0;
  for (const run of cell) {
    for (const [index, text] of plainRuns([run]).split('\n').entries()) {
      line = (index === 0 ? line : 0) + textPx(text, run);
      widest = Math.max(widest, line);
    }
  }
  return widest;
}

function longestWord(cell: readonly Run[]): number {
  const words = cell.flatMap((run) => (plainRuns([run]).match(WORDS) ?? []).map((word) => textPx(word, run)));
  return Math.max(0, ...words);
}

function textPx(text: string, { bold, code }: Run): number {
  let px = 0;
  for (const letter of text) px += letterPx(letter, code);
  return bold ? px * BOLD : px;
}

function letterPx(letter: string, code: true | undefined): number {
  if (SQUARE.test(letter) || letter.length > 1) return 15;
  if (code) return CODE_PX;
  if (NARROW.test(letter)) return 5;
  if (BROAD.test(letter)) return 13;
  return /\p{Lu}/u.test(letter) ? 10 : 8;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
