import type { KnownBlock } from '@slack/types';
import { plainRuns, type Run } from './runs.ts';

type Align = 'left' | 'center' | 'right';

/** The smallest unit of a message: never parted once it is small enough, and small enough after `splitLeaf`. */
export type Leaf =
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'text'; runs: Run[] }
  /** An item of the list with that id; a number for ordered ones. `runs` may be blank. */
  | { kind: 'item'; listId: number; indent: number; number?: number; runs: Run[] }
  | { kind: 'quote'; runs: Run[] }
  | { kind: 'code'; value: string }
  | { kind: 'table'; header: Run[][]; rows: Run[][][]; align: Align[] }
  | { kind: 'rule' }
  /** A finished block, and what the fallback says in its place; `tail` keeps it with what stands before it. */
  | { kind: 'block'; block: KnownBlock; text: string; tail?: true };

export type TableLeaf = Extract<Leaf, { kind: 'table' }>;
export type ItemLeaf = Extract<Leaf, { kind: 'item' }>;

export const EMPTY_CELL = '–';

/** What the fallback says of a leaf, not yet escaped. */
export function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'heading':
    case 'text':
      return plainRuns(leaf.runs);
    case 'item':
      return `${'  '.repeat(leaf.indent)}${itemMark(leaf)} ${plainRuns(leaf.runs)}`.trimEnd();
    case 'quote':
      return `“${plainRuns(leaf.runs)}”`;
    case 'code':
      return leaf.value.includes('```') ? leaf.value : `\`\`\`\n${leaf.value}\n\`\`\``;
    case 'table':
      return [leaf.header, ...leaf.rows].map(rowText).join('\n');
    case 'rule':
      return '———';
    case 'block':
      return leaf.text;
    default:
      return leaf satisfies never;
  }
}

export function itemMark(item: ItemLeaf): string {
  return item.number === undefined ? '•' : `${item.number}.`;
}

/** What the fallback says of leaves that stand together, not yet escaped. */
export function leavesText(leaves: readonly Leaf[]): string {
  let text = '';
  let before: Leaf | undefined;
  for (const leaf of leaves) {
    const own = leafText(leaf);
    if (own === '') continue;
    if (before) text += leaf.kind === 'item' && before.kind === 'item' ? '\n' : '\n\n';
    text += own;
    before = leaf;
  }
  return text;
}

function rowText(cells: readonly Run[][]): string {
  return cells.map((cell) => plainRuns(cell).replace(/\s+/g, ' ').trim() || EMPTY_CELL).join(' | ');
}
