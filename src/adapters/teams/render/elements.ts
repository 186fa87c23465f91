import { type ItemLeaf, itemMark } from '../../../core/chat/prose/leaf.ts';
import { plainRuns, type Run } from '../../../core/chat/prose/runs.ts';
import type { CardElement } from './card.ts';
import { richText } from './inlines.ts';
import type { Leaf } from './leaf.ts';
import { isPlain } from './safe-text.ts';
import { tableElement } from './table.ts';

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
      return [tableElement(leaf)];
    case 'block':
      return leaf.elements;
    case 'built':
      return leaf.build(markOf);
    case 'person': {
      const mark = markOf(leaf.personId, leaf.calls ?? false);
      const line = { type: 'TextBlock', text: `${leaf.before}<at>${mark}</at>${leaf.after}`, wrap: true };
      return [leaf.aside ? { ...line, isSubtle: true, spacing: 'None' } : line];
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
