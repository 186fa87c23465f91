import { isRecord, type Json, toList, toText } from '../json.ts';
import {
  byType,
  type Check,
  chars,
  type Fields,
  type Findings,
  flag,
  integer,
  list,
  oneOf,
  report,
  shape,
} from './check.ts';
import { rawNumber } from './elements.ts';
import { filledRichText, richTextChars } from './rich-text.ts';

const MOST_CHARS = 10_000;
const rawText = shape({ text: chars(1, MOST_CHARS) });
const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: filledRichText });
const headerCell = byType({ raw_text: rawText, raw_number: rawNumber });
const row = list(cell, { least: 1, most: 20 });

const columnSetting: Check = (value, pointer, findings) => {
  // null skips a column.
  if (value === null) return;
  shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag })(value, pointer, findings);
};

export const TABLE_FIELDS: { required: Fields; optional: Fields } = {
  required: { rows: list(row, { least: 1, most: 100 }) },
  optional: { column_settings: list(columnSetting, { most: 20 }) },
};

export const DATA_TABLE_FIELDS: { required: Fields; optional: Fields } = {
  required: { caption: chars(1, 2_000), rows: list(row, { least: 2, most: 101 }) },
  optional: { page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
};

/** A message has one table of either kind, and 10,000 characters in it. */
export function countTable(block: Json, pointer: string, findings: Findings): void {
  findings.tables += 1;
  if (findings.tables > 1) {
    report(findings, pointer, 'only one table is allowed', 'only_one_table_allowed');
  }
  const before = findings.tableChars;
  for (const cells of toList(block.rows)) {
    for (const entry of toList(cells)) findings.tableChars += cellChars(entry);
  }
  if (before <= MOST_CHARS && findings.tableChars > MOST_CHARS) {
    report(findings, pointer, `tables must be less than ${MOST_CHARS + 1} characters`);
  }
}

export function checkDataTable(block: Json, pointer: string, findings: Findings): void {
  const rows = toList(block.rows).map(toList);
  const header = rows[0] ?? [];
  for (const [index, entry] of header.entries()) headerCell(entry, `${pointer}/rows/0/${index}`, findings);
  for (const [index, cells] of rows.entries()) {
    if (cells.length !== header.length) {
      report(findings, `${pointer}/rows/${index}`, `must have ${header.length} cells like the header`);
    }
  }
  const index = block.row_header_column_index;
  if (typeof index === 'number' && index >= header.length) {
    report(findings, `${pointer}/row_header_column_index`, 'must be a column of the table');
  }
}

function cellChars(value: unknown): number {
  if (!isRecord(value)) return 0;
  return value.type === 'rich_text' ? richTextChars(value) : toText(value.text).length;
}
