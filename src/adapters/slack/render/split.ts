import { splitWords } from '../../../core/chat/prose/text.ts';
import { type Leaf, leafText, type TableLeaf } from './leaf.ts';
import { LEAF_BYTES, LEAF_RUNS, TABLE_COLUMNS, TABLE_ROWS } from './limits.ts';
import { plainRuns, type Run, splitRuns, trimRuns } from './runs.ts';
import { escapedBytes } from './text.ts';

/** Room for the mark, fence or quotation marks that a piece gets beside its words. */
const MARGIN = 100;

/** Pieces that each fit a message and are valid by themselves. A finished block can't be parted. */
export function splitLeaf(leaf: Leaf): Leaf[] {
  if (leaf.kind === 'table') return splitTable(leaf);
  if (leaf.kind === 'block' || leaf.kind === 'rule') return [leaf];
  const isSmall = escapedBytes(leafText(leaf)) <= LEAF_BYTES;
  if (leaf.kind === 'code')
    return isSmall ? [leaf] : splitCode(leaf.value).map((value) => ({ kind: 'code', value }));
  if (isSmall && leaf.runs.length <= LEAF_RUNS) return [leaf];
  return splitRuns(leaf.runs, LEAF_BYTES - MARGIN).map((runs, index): Leaf => {
    if (leaf.kind === 'quote') return { kind: 'quote', runs };
    if (leaf.kind === 'heading') return { kind: 'text', runs: runs.map((run) => ({ ...run, bold: true })) };
    return index === 0 ? { ...leaf, runs } : { kind: 'text', runs };
  });
}

function splitCode(value: string): string[] {
  const most = LEAF_BYTES - MARGIN;
  const pieces: string[] = [];
  let lines: string[] = [];
  let size = 0;
  const flush = (): void => {
    const piece = lines.join('\n');
    if (piece.trim() !== '') pieces.push(piece);
    lines = [];
    size = 0;
  };
  for (const line of value.split('\n').flatMap((long) => splitWords(long, most - 1, escapedBytes))) {
    const bytes = escapedBytes(line) + 1;
    if (size + bytes > most) flush();
    lines.push(line);
    size += bytes;
  }
  flush();
  return pieces;
}

/** By rows, the header again on each piece; a table that is too wide, or has a huge row, becomes a list of records. */
function splitTable(table: TableLeaf): Leaf[] {
  const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  const most = LEAF_BYTES - MARGIN;
  const sizes = table.rows.map((row) => rowBytes(row, columns));
  const head = rowBytes(table.header, columns);
  const isCrowded = [table.header, ...table.rows].flat().some((cell) => cell.length > LEAF_RUNS);
  if (columns > TABLE_COLUMNS || isCrowded || head + Math.max(0, ...sizes) > most) {
    return toRecords(table).flatMap(splitLeaf);
  }
  const pieces: TableLeaf[] = [];
  let rows: Run[][][] = [];
  let size = head;
  table.rows.forEach((row, index) => {
    const bytes = sizes[index] ?? 0;
    if (rows.length > 0 && (size + bytes > most || rows.length >= TABLE_ROWS - 1)) {
      pieces.push({ ...table, rows });
      rows = [];
      size = head;
    }
    rows.push(row);
    size += bytes;
  });
  return [...pieces, { ...table, rows }];
}

function rowBytes(row: readonly Run[][], columns: number): number {
  return row.reduce((sum, cell) => sum + escapedBytes(plainRuns(cell)), 0) + columns * 6;
}

function toRecords(table: TableLeaf): Leaf[] {
  const headless = table.rows.length === 0;
  const rows = headless ? [table.header] : table.rows;
  return rows.map((row): Leaf => {
    const width = Math.max(row.length, headless ? 0 : table.header.length);
    const fields = Array.from({ length: width }, (_, column): Run[] => {
      const cell = row[column] ?? [];
      const name = headless ? [] : (table.header[column] ?? []);
      const title = name.map((run): Run => ({ ...run, bold: true }));
      return plainRuns(name) === '' ? cell : [...title, { text: ': ', bold: true }, ...cell];
    });
    const lines = fields.filter((field) => plainRuns(field).trim() !== '');
    return { kind: 'text', runs: trimRuns(lines.flatMap((line) => [...line, { text: '\n' }])) };
  });
}
