import { isSameAddress } from './links.ts';
import { splitCharacters, type Weigh } from './text.ts';

export type Style = { bold?: true; italic?: true; strike?: true; code?: true };

/** A stretch of text of one look. The text of a link is its label. Its words are literal: nothing in it is markup. */
export type Run = Style & { text: string; url?: string };

/** What a platform's form of runs weighs: that of a text, and what each run adds to its text. */
export type Scale = { text: Weigh; run(run: Run): number };

/** What may stand in one place of a platform: its weight, and how many runs, where those are counted. */
export type Room = { most: number; scale: Scale; runs?: number };

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

export function weighRuns(runs: readonly Run[], scale: Scale): number {
  return runs.reduce((sum, run) => sum + scale.text(run.text) + scale.run(run), 0);
}

/** Neighbours of one look as one run. */
export function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && isSameLook(last, run)) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged;
}

/** Links stay apart: each leads to its own place. */
function isSameLook(a: Run, b: Run): boolean {
  const hasLink = a.url !== undefined || b.url !== undefined;
  return !hasLink && a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.code === b.code;
}

/** Without white space at either end. */
export function trimRuns(runs: readonly Run[]): Run[] {
  const trimmed = runs.map((run) => ({ ...run }));
  const isSpace = (run: Run | undefined) =>
    run !== undefined && run.text.trim() === '' && run.url === undefined;
  let start = 0;
  while (isSpace(trimmed[start])) start++;
  let end = trimmed.length;
  while (end > start && isSpace(trimmed[end - 1])) end--;
  const kept = trimmed.slice(start, end);
  const first = kept[0];
  if (first) first.text = first.text.trimStart();
  const last = kept.at(-1);
  if (last) last.text = last.text.trimEnd();
  return kept;
}

/** Words with the space after them; where a script has no spaces, clauses. */
const WORD = /[^\s。！？；，、]*[。！？；，、]+\s*|[^\s。！？；，、]+\s*|\s+/gu;
const SENTENCE_END = /(?:[.!?…:;]["'”’)\]]*\s|[。！？；]\s*|\n\s*)$/u;

/** A word and the like, with what its text weighs. */
type Atom = { run: Run; weight: number };

/** Pieces that each find room: parted at sentences where that leaves no tiny piece, else at words. */
export function splitRuns(runs: readonly Run[], room: Room): Run[][] {
  const { most, scale, runs: mostRuns = Number.POSITIVE_INFINITY } = room;
  const merged = mergeRuns(runs);
  if (merged.length <= mostRuns && weighRuns(merged, scale) <= most) return [merged];
  const pieces: Run[][] = [];
  let piece: Atom[] = [];
  let size = 0;
  let count = 0;
  const begins = ({ run }: Atom): boolean => {
    const before = piece.at(-1)?.run;
    return !before || !isSameLook(before, run);
  };
  const sizeOf = (atom: Atom): number => atom.weight + (begins(atom) ? scale.run(atom.run) : 0);
  const add = (atom: Atom): void => {
    size += sizeOf(atom);
    if (begins(atom)) count++;
    piece.push(atom);
  };
  const flush = (end: number): void => {
    const rest = piece.splice(end);
    pieces.push(trimRuns(piece.map(({ run }) => run)));
    piece = [];
    size = 0;
    count = 0;
    rest.forEach(add);
  };
  const hasRoom = (atom: Atom): boolean => size + sizeOf(atom) <= most && (!begins(atom) || count < mostRuns);
  for (const run of merged.flatMap((item) => toAtoms(item, most, scale))) {
    const atom = { run, weight: scale.text(run.text) };
    // What is left after a sentence may still be too much.
    while (piece.length > 0 && !hasRoom(atom)) {
      const end = piece.findLastIndex((before) => SENTENCE_END.test(before.run.text)) + 1;
      flush(end > piece.length / 2 ? end : piece.length);
    }
    add(atom);
  }
  flush(piece.length);
  return pieces.filter((part) => !isBlank(part)).map(mergeRuns);
}

function toAtoms(run: Run, most: number, scale: Scale): Run[] {
  const room = most - scale.run(run);
  if (run.url !== undefined) {
    if (scale.text(run.text) <= room) return [run];
    // The label of such a link is a text of its own; the address keeps its own place after it, as words where not
    // even that finds room.
    const { url, ...label } = run;
    const address = { ...run, text: url };
    const isLight = weighRuns([address], scale) <= most;
    return [
      ...toAtoms({ ...label, text: `${run.text} ` }, most, scale),
      ...(isLight ? [address] : toAtoms({ ...label, text: url }, most, scale)),
    ];
  }
  const words = run.text.match(WORD) ?? [];
  return words.flatMap((word) => splitCharacters(word, room, scale.text)).map((text) => ({ ...run, text }));
}
