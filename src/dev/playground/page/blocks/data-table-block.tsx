import { useState } from 'react';
import { isRecord, type Json, toText } from '../json.ts';
import { LibraryBlock } from './library-block.tsx';

type Sort = { column: number; isDescending: boolean };

const DEFAULT_PAGE_SIZE = 10;

/** A table with a caption that can be sorted and turned page by page; the first row is its head. */
export function DataTableBlock({ block }: { block: Json }) {
  const [sort, setSort] = useState<Sort>();
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = toRows(block.rows);
  const size = typeof block.page_size === 'number' ? block.page_size : DEFAULT_PAGE_SIZE;
  const rowHeader = block.row_header_column_index;
  const sorted = sort ? sortRows(rows, sort) : rows;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = sorted.slice(page * size, page * size + size);

  const sortBy = (column: number) => {
    setPage(0);
    setSort((now) => ({ column, isDescending: now?.column === column && !now.isDescending }));
  };
  return (
    <div className="data-table">
      <section className="table-scroll" aria-label={toText(block.caption)}>
        <table>
          <caption>{toText(block.caption)}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => {
                const direction =
                  sort?.column === column ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <th key={column} scope="col" aria-sort={direction}>
                    <button type="button" onClick={() => sortBy(column)}>
                      {cellText(cell)}
                      <span aria-hidden="true">
                        {direction === 'none' ? '' : direction === 'ascending' ? ' ▲' : ' ▼'}
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rows.indexOf(row)}>
                {row.map((cell, column) =>
                  column === rowHeader ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                    <th key={column} scope="row">
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                    <td key={column} className={cell.type === 'raw_number' ? 'is-number' : undefined}>
                      <Cell cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <nav className="data-table-pages" aria-label="Pages of the table">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            {page + 1} of {pages}
          </span>
          <button type="button" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </nav>
      )}
    </div>
  );
}

function toRows(value: unknown): Json[][] {
  const rows: unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row) => (Array.isArray(row) ? row.filter(isRecord) : []));
}

function sortRows(rows: Json[][], sort: Sort): Json[][] {
  const sign = sort.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareCells(a[sort.column], b[sort.column]));
}

function compareCells(a: Json | undefined, b: Json | undefined): number {
  const [left, right] = [a?.value, b?.value];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return cellText(a ?? {}).localeCompare(cellText(b ?? {}), undefined, { numeric: true });
}

function cellText(cell: Json): string {
  const text = toText(cell.text);
  if (text) return text;
  if (cell.value !== undefined) return String(cell.value);
  return cell.type === 'rich_text' ? richText(cell.elements) : '';
}

function richText(elements: unknown): string {
  const list: unknown[] = Array.isArray(elements) ? elements : [];
  return list
    .filter(isRecord)
    .map((element) => toText(element.text) || toText(element.url) || richText(element.elements))
    .join('');
}

function Cell({ cell }: { cell: Json }) {
  return cell.type === 'rich_text' ? <LibraryBlock block={cell} /> : cellText(cell);
}
