import { EMPTY_CELL, type TableLeaf } from '../../../core/chat/prose/leaf.ts';
import { isBlank, type Run } from '../../../core/chat/prose/runs.ts';
import type { CardElement } from './card.ts';
import { columnWidths } from './column-widths.ts';
import { richText } from './inlines.ts';

const ALIGN = { left: 'Left', center: 'Center', right: 'Right' } as const;

export function tableElement(leaf: TableLeaf): CardElement {
  const rows = [leaf.header.map((cell) => cell.map((run): Run => ({ ...run, bold: true }))), ...leaf.rows];
  const columns = Math.max(...rows.map((row) => row.length));
  const places = Array.from({ length: columns }, (_, column) => column);
  const widths = columnWidths(leaf) ?? [];
  return {
    type: 'Table',
    firstRowAsHeader: true,
    showGridLines: true,
    columns: places.map((column) => {
      const align = leaf.align[column] ?? 'left';
      return {
        width: widths[column] ?? 1,
        ...(align === 'left' ? {} : { horizontalCellContentAlignment: ALIGN[align] }),
      };
    }),
    rows: rows.map((row) => ({
      type: 'TableRow',
      cells: places.map((column) => {
        const cell = row[column] ?? [];
        return { type: 'TableCell', items: [richText(isBlank(cell) ? [{ text: EMPTY_CELL }] : cell)] };
      }),
    })),
  };
}
