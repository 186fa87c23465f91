import { EMPTY_CELL, type ItemLeaf, itemMark, type TableLeaf } from '../../../core/chat/prose/leaf.ts';
import { isBlank, plainRuns, type Run } from '../../../core/chat/prose/runs.ts';
import type { CardElement } from './card.ts';
import { richText } from './inlines.ts';
import type { Leaf } from './leaf.ts';
import { isPlain } from './safe-text.ts';

/** How a person is shown: as it is written inside of `<at>`. */
export type MarkOf = (personId: string, calls: boolean) => string;

/** The elements of one card. */
export function buildElements(leaves: readonly Leaf[], markOf: MarkOf): CardElement[] {
  const elements: CardElement[] = [];
  let isParted = false;
  for (const leaf of leaves) {
    if (leaf.kind === 'rule') {
      isParted = elements.length > 0;
      continue;
    }
    const [first, ...more] = build(leaf, markOf);
    if (!first) continue;
    elements.push(isParted ? { ...first, separator: true, spacing: 'Large' } : first, ...more);
    isParted = false;
  }
  return elements;
}

function build(leaf: Exclude<Leaf, { kind: 'rule' }>, markOf: MarkOf): CardElement[] {
  switch (leaf.kind) {
    case 'heading':
      return [heading(leaf.level, leaf.runs)];
    case 'text':
      return [richText(leaf.runs)];
    case 'item':
      return [item(leaf)];
    case 'quote':
      return [box(richText(leaf.runs))];
    case 'code':
      return [box(richText([{ text: leaf.value, code: true }], { size: 'Small' }))];
    case 'table':
      return [table(leaf)];
    case 'block':
      return leaf.elements;
    case 'person': {
      const mark = markOf(leaf.personId, leaf.calls ?? false);
      return [{ type: 'TextBlock', text: `${leaf.before}<at>${mark}</at>${leaf.after}`, wrap: true }];
    }
    default:
      return leaf satisfies never;
  }
}

const SIZES = ['Large', 'Medium'] as const;

/** Only a `TextBlock` can be a heading to a screen reader; words that it would take for markup are bold text. */
function heading(level: number, runs: readonly Run[]): CardElement {
  const text = plainRuns(runs).replace(/\s+/g, ' ').trim();
  const size = SIZES[level - 1];
  const isText = runs.every((run) => run.url === undefined && !run.code);
  const element = isText && isPlain(text) ? headingBlock(text) : richText(runs, { bold: true });
  const sized = size === undefined ? element : withSize(element, size);
  return { ...sized, spacing: level <= 2 ? 'Large' : 'Medium' };
}

function headingBlock(text: string): CardElement {
  return { type: 'TextBlock', text, style: 'heading', size: 'Default', weight: 'Bolder', wrap: true };
}

function withSize(element: CardElement, size: (typeof SIZES)[number]): CardElement {
  if (!Array.isArray(element.inlines)) return { ...element, size };
  const inlines: CardElement[] = element.inlines;
  return { ...element, inlines: inlines.map((inline) => ({ ...inline, size })) };
}

/** Every 20 px a level; lines below the first stay beside the mark. */
const INDENT_PX = 20;

function item(leaf: ItemLeaf): CardElement {
  const indent: CardElement[] =
    leaf.indent === 0 ? [] : [{ type: 'Column', width: `${leaf.indent * INDENT_PX}px`, items: [] }];
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      ...indent,
      { type: 'Column', width: 'auto', items: [richText([{ text: itemMark(leaf) }])] },
      { type: 'Column', width: 'stretch', spacing: 'Small', items: [richText(leaf.runs)] },
    ],
  };
}

function box(element: CardElement): CardElement {
  return { type: 'Container', style: 'emphasis', items: [element] };
}

/** Widths go by the longest text of a column, within these, so that no column starves another. */
const LEAST_WIDTH = 6;
const MOST_WIDTH = 30;

const ALIGN = { left: 'Left', center: 'Center', right: 'Right' } as const;

function table(leaf: TableLeaf): CardElement {
  const rows = [leaf.header.map((cell) => cell.map((run): Run => ({ ...run, bold: true }))), ...leaf.rows];
  const columns = Math.max(...rows.map((row) => row.length));
  const places = Array.from({ length: columns }, (_, column) => column);
  return {
    type: 'Table',
    firstRowAsHeader: true,
    showGridLines: true,
    columns: places.map((column) => {
      const longest = Math.max(...rows.map((row) => plainRuns(row[column] ?? []).length));
      const align = leaf.align[column] ?? 'left';
      return {
        width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, longest)),
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
