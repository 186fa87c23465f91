import { type ProseLeaf, proseText, type TableLeaf } from './leaf.ts';
import { plainRuns, type Room, type Run, splitRuns, trimRuns, weighRuns } from './runs.ts';
import { splitWords } from './text.ts';

/** What one leaf may hold on a platform, and the size of a table. A cell weighs more than its words. */
type LeafRoom = Room & { columns: number; rows: number; cell: number };

/** Pieces that each fit, and are valid by themselves. */
export function splitLeaf(leaf: ProseLeaf, room: LeafRoom): ProseLeaf[] {
  switch (leaf.kind) {
    case 'rule':
      return [leaf];
    case 'table':
      return splitTable(leaf, room);
    case 'code':
      return splitCode(leaf.value, room).map((value) => ({ kind: 'code', value }));
    default:
      return splitRuns(leaf.runs, room).map((runs, index): ProseLeaf => {
        if (leaf.kind === 'quote' || index === 0) return { ...leaf, runs };
        // What goes on after a heading or an item is a paragraph.
        const isHeading = leaf.kind === 'heading';
        return { kind: 'text', runs: isHeading ? runs.map((run) => ({ ...run, bold: true })) : runs };
      });
  }
}

function splitCode(value: string, { most, scale }: Room): string[] {
  if (scale.text(value) <= most) return [value];
  const pieces: string[] = [];
  let lines: string[] = [];
  let size = 0;
  const flush = (): void => {
    const piece = lines.join('\n');
    if (piece.trim() !== '') pieces.push(piece);
    lines = [];
    size = 0;
  };
  const lineEnd = scale.text('\n');
  for (const line of value.split('\n').flatMap((long) => splitWords(long, most - lineEnd, scale.text))) {
    const weight = scale.text(line) + lineEnd;
    if (size + weight > most) flush();
    lines.push(line);
    size += weight;
  }
  flush();
  return pieces;
}

/** By rows, the header again on each piece; a table that is too wide, or has a huge row or cell, becomes records. */
function splitTable(table: TableLeaf, room: LeafRoom): ProseLeaf[] {
  const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  const sizes = table.rows.map((row) => rowWeight(row, columns, room));
  const head = rowWeight(table.header, columns, room);
  const { runs: mostRuns = Number.POSITIVE_INFINITY } = room;
  const isCrowded = [table.header, ...table.rows].flat().some((cell) => cell.length > mostRuns);
  if (columns > room.columns || isCrowded || head + Math.max(0, ...sizes) > room.most) {
    return toRecords(table).flatMap((record) => splitLeaf(record, room));
  }
  const pieces: TableLeaf[] = [];
  let rows: Run[][][] = [];
  let size = head;
  table.rows.forEach((row, index) => {
    const weight = sizes[index] ?? 0;
    if (rows.length > 0 && (size + weight > room.most || rows.length >= room.rows)) {
      pieces.push({ ...table, rows });
      rows = [];
      size = head;
    }
    rows.push(row);
    size += weight;
  });
  return [...pieces, { ...table, rows }];
}

function rowWeight(row: readonly Run[][], columns: number, { scale, cell }: LeafRoom): number {
  return row.reduce((sum, runs) => sum + weighRuns(runs, scale), 0) + columns * cell;
}

function toRecords(table: TableLeaf): ProseLeaf[] {
  const headless = table.rows.length === 0;
  const rows = headless ? [table.header] : table.rows;
  const records = rows.map((row): ProseLeaf => {
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
  return records.filter((record) => proseText(record) !== '');
}
