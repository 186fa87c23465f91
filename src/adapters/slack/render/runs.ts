import type { RichTextElement } from '@slack/types';
import { isSameAddress } from '../../../core/chat/prose/links.ts';
import { splitCharacters } from '../../../core/chat/prose/text.ts';
import { LEAF_RUNS } from './limits.ts';
import { escapedBytes } from './text.ts';

export type Style = { bold?: true; italic?: true; strike?: true; code?: true };

/** A stretch of text of one look. The text of a link is its label. Its words are literal: nothing in it is markup. */
export type Run = Style & { text: string; url?: string };

/** What the text fallback says of a run: a link is followed by where it leads, unless it says so itself. */
function plainRun(run: Run): string {
  if (run.url === undefined || isSameAddress(run.text, new URL(run.url))) return run.text;
  return `${run.text} (${run.url})`;
}

export function plainRuns(runs: readonly Run[]): string {
  return runs.map(plainRun).join('');
}

export function isBlank(runs: readonly Run[]): boolean {
  return runs.every((run) => run.text.trim() === '');
}

/** Rich text takes no empty text, so a blank comes back as one space. */
export function richElements(runs: readonly Run[], extra: Style = {}): RichTextElement[] {
  const elements = mergeRuns(runs)
    .filter((run) => run.text !== '')
    .map((run): RichTextElement => {
      const { text, url, ...style } = { ...run, ...extra };
      const look = Object.keys(style).length === 0 ? {} : { style };
      return url === undefined ? { type: 'text', text, ...look } : { type: 'link', url, text, ...look };
    });
  return elements.length === 0 ? [{ type: 'text', text: ' ' }] : elements;
}

function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.url === undefined && run.url === undefined && hasSameStyle(last, run)) {
      merged[merged.length - 1] = { ...last, text: last.text + run.text };
    } else merged.push(run);
  }
  return merged;
}

function hasSameStyle(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.code === b.code;
}

/** Without white space at either end. */
export function trimRuns(runs: readonly Run[]): Run[] {
  const trimmed = runs.map((run) => ({ ...run }));
  while (trimmed[0] && trimmed[0].text.trim() === '' && trimmed[0].url === undefined) trimmed.shift();
  while (trimmed.length > 0 && trimmed.at(-1)?.text.trim() === '' && trimmed.at(-1)?.url === undefined)
    trimmed.pop();
  const first = trimmed[0];
  if (first) first.text = first.text.trimStart();
  const last = trimmed.at(-1);
  if (last) last.text = last.text.trimEnd();
  return trimmed;
}

/** Words with the space after them; where a script has no spaces, clauses. */
const WORD = /[^\s。！？；，、]*[。！？；，、]+\s*|[^\s。！？；，、]+\s*|\s+/gu;
const SENTENCE_END = /(?:[.!?…:;]["'”’)\]]*\s|[。！？；]\s*|\n\s*)$/u;

/** Pieces of at most `mostBytes` of escaped plain text: at sentences where that leaves no tiny piece, else at words. */
export function splitRuns(runs: readonly Run[], mostBytes: number): Run[][] {
  if (escapedBytes(plainRuns(runs)) <= mostBytes && runs.length <= LEAF_RUNS) return [[...runs]];
  const pieces: Run[][] = [];
  let piece: { run: Run; bytes: number }[] = [];
  let size = 0;
  let changes = 0;
  const flush = (count: number): void => {
    pieces.push(trimRuns(piece.slice(0, count).map((atom) => atom.run)));
    piece = piece.slice(count);
    size = piece.reduce((sum, atom) => sum + atom.bytes, 0);
    changes = 0;
  };
  for (const run of runs.flatMap((item) => toAtoms(item, mostBytes))) {
    const bytes = escapedBytes(plainRun(run));
    if (piece.length > 0 && (size + bytes > mostBytes || changes >= LEAF_RUNS)) {
      const end = piece.findLastIndex((atom) => SENTENCE_END.test(atom.run.text));
      flush(end + 1 > piece.length / 2 ? end + 1 : piece.length);
    }
    const before = piece.at(-1)?.run;
    if (!before || run.url !== undefined || !hasSameStyle(before, run)) changes++;
    piece.push({ run, bytes });
    size += bytes;
  }
  if (piece.length > 0) flush(piece.length);
  return pieces.filter((part) => !isBlank(part)).map(mergeRuns);
}

function toAtoms(run: Run, mostBytes: number): Run[] {
  if (run.url !== undefined) {
    if (escapedBytes(plainRun(run)) <= mostBytes) return [run];
    // The label of such a link is a text of its own; the address keeps its own place after it.
    return [...toAtoms({ ...withoutUrl(run), text: `${run.text} ` }, mostBytes), { ...run, text: run.url }];
  }
  const words = run.text.match(WORD) ?? [];
  return words
    .flatMap((word) => splitCharacters(word, mostBytes, escapedBytes))
    .map((text) => ({ ...run, text }));
}

function withoutUrl(run: Run): Run {
  const { url: _, ...rest } = run;
  return rest;
}
