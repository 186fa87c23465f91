import type { TableLeaf } from '../../../core/chat/prose/leaf.ts';
import { plainRuns } from '../../../core/chat/prose/runs.ts';
import { splitLeaf } from '../../../core/chat/prose/split.ts';
import { columnWidths } from './column-widths.ts';
import { SCALE } from './inlines.ts';
import type { Leaf } from './leaf.ts';
import { CELL_BYTES, LEAF_BYTES, TABLE_ROWS } from './limits.ts';

/** Whether the columns of a table find room is not a matter of their number. */
const ANY = Number.POSITIVE_INFINITY;
const ROOM = { most: LEAF_BYTES, scale: SCALE, columns: ANY, rows: TABLE_ROWS, cell: CELL_BYTES };
const RECORD_ROOM = { ...ROOM, columns: 0 };

/** Pieces that each fit; a table whose columns would break words, or with a huge row, becomes a list of records. */
export function splitLeaves(leaves: readonly Leaf[]): Leaf[] {
  return leaves.flatMap((leaf): Leaf[] => {
    if (leaf.kind === 'block' || leaf.kind === 'built' || leaf.kind === 'person') return [leaf];
    const pieces = splitLeaf(leaf, ROOM);
    if (leaf.kind !== 'table') return pieces;
    return columnWidths(leaf) && pieces.every(({ kind }) => kind === 'table') ? pieces : toRecords(leaf);
  });
}

/** Pieces of one table that came to stand on one card are one again. Together they weigh less. */
export function joinTables(leaves: readonly Leaf[]): Leaf[] {
  const joined: Leaf[] = [];
  for (const leaf of leaves) {
    const last = joined.at(-1);
    if (leaf.kind === 'table' && last?.kind === 'table' && isMore(last, leaf)) {
      joined[joined.length - 1] = { ...last, rows: [...last.rows, ...leaf.rows] };
    } else joined.push(leaf);
  }
  return joined;
}

function isMore(last: TableLeaf, next: TableLeaf): boolean {
  return last.header === next.header && last.rows.length + next.rows.length <= TABLE_ROWS;
}

/** A row says only what it has; a column that is empty in all of them is named in the first. */
function toRecords(table: TableLeaf): Leaf[] {
  const { header, rows } = table;
  if (rows.length === 0) return splitLeaf(table, RECORD_ROOM);
  const isSaid = (row: TableLeaf['header'], column: number) => plainRuns(row[column] ?? []).trim() !== '';
  return rows.flatMap((row, index) => {
    const width = Math.max(row.length, index === 0 ? header.length : 0);
    const kept = Array.from({ length: width }, (_, column) => column).filter(
      (column) => isSaid(row, column) || (index === 0 && !rows.some((other) => isSaid(other, column))),
    );
    if (kept.length === 0) return [];
    const only = (cells: TableLeaf['header']) => kept.map((column) => cells[column] ?? []);
    return splitLeaf({ ...table, header: only(header), rows: [only(row)] }, RECORD_ROOM);
  });
}
