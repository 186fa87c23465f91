import type {
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextSection,
  TableBlock,
} from '@slack/types';
import { EMPTY_CELL, type ItemLeaf, itemRuns, type TableLeaf } from '../../../core/chat/prose/leaf.ts';
import { isBlank, plainRuns, type Run } from '../../../core/chat/prose/runs.ts';
import type { Leaf } from './leaf.ts';
import { HEADER_CHARS } from './limits.ts';
import { listParts, literalItems } from './lists.ts';
import { richElements } from './rich-elements.ts';

/** The blocks of one message. Items that stand together share one block. */
export function buildBlocks(leaves: readonly Leaf[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  const literal = literalItems(leaves);
  for (let index = 0; index < leaves.length; ) {
    const items = takeItems(leaves, index);
    const leaf = leaves[index];
    if (items.length > 0)
      blocks.push(richText(...listParts(items).map((part) => listElement(part, literal))));
    else if (leaf && leaf.kind !== 'item') blocks.push(buildBlock(leaf));
    index += Math.max(1, items.length);
  }
  return blocks;
}

/** Whether a leaf adds a block to those before it. */
export function startsBlock(leaf: Leaf, before: Leaf | undefined): boolean {
  return !(leaf.kind === 'item' && before?.kind === 'item');
}

export function richText(...elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

export function richSection(runs: readonly Run[]): RichTextSection {
  return { type: 'rich_text_section', elements: richElements(runs) };
}

function takeItems(leaves: readonly Leaf[], from: number): ItemLeaf[] {
  const items: ItemLeaf[] = [];
  for (const leaf of leaves.slice(from)) {
    if (leaf.kind !== 'item') break;
    items.push(leaf);
  }
  return items;
}

function buildBlock(leaf: Exclude<Leaf, ItemLeaf>): KnownBlock {
  switch (leaf.kind) {
    case 'heading':
      return headingBlock(leaf.level, leaf.runs);
    case 'text':
      return richText(richSection(leaf.runs));
    case 'quote':
      return richText({ type: 'rich_text_quote', elements: richElements(leaf.runs) });
    case 'code':
      return richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: leaf.value }] });
    case 'table':
      return tableBlock(leaf);
    case 'rule':
      return { type: 'divider' };
    case 'block':
      return leaf.block;
    default:
      return leaf satisfies never;
  }
}

function headingBlock(level: number, runs: readonly Run[]): KnownBlock {
  const text = plainRuns(runs).replace(/\s+/g, ' ').trim();
  const isPlain = runs.every((run) => run.url === undefined);
  if (level <= 2 && isPlain && text.length > 0 && text.length <= HEADER_CHARS) {
    return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
  }
  return richText(richSection(runs.map((run) => ({ ...run, bold: true }))));
}

/** A column of short cells keeps its words whole; a table that gets too wide for that scrolls. */
const UNWRAPPED_CHARS = 24;

function tableBlock(table: TableLeaf): TableBlock {
  const rows = [table.header.map(embolden), ...table.rows];
  const columns = Math.max(...rows.map((row) => row.length));
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, (_, column) => ({
      is_wrapped: rows.some((row) => plainRuns(row[column] ?? []).length > UNWRAPPED_CHARS),
      align: table.align[column] ?? 'left',
    })),
    // Slack refuses a table that has an empty cell, or rows of different lengths.
    rows: rows.map((row) =>
      Array.from({ length: columns }, (_, column) => {
        const cell = row[column] ?? [];
        return richText(richSection(isBlank(cell) ? [{ text: EMPTY_CELL }] : cell));
      }),
    ),
  };
}

function embolden(cell: readonly Run[]): Run[] {
  return cell.map((run) => ({ ...run, bold: true }));
}

function listElement(items: readonly ItemLeaf[], literal: ReadonlySet<ItemLeaf>): RichTextBlockElement {
  const first = items[0];
  if (!first || literal.has(first)) return literalList(items);
  return {
    type: 'rich_text_list',
    style: first.number === undefined ? 'bullet' : 'ordered',
    indent: first.indent,
    elements: items.map((item) => richSection(item.runs)),
  };
}

function literalList(items: readonly ItemLeaf[]): RichTextSection {
  const lines = items.map(itemRuns);
  return richSection(lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line])));
}
