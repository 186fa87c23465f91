import { plainRuns, type Run } from './runs.ts';

type Align = 'left' | 'center' | 'right';

/** The smallest unit of a message: never parted once it is small enough, and small enough after `splitLeaf`. */
export type ProseLeaf =
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'text'; runs: Run[] }
  /** An item of a list, the `first` or one more of it; a number for ordered ones. `runs` may be blank. */
  | { kind: 'item'; first?: true; indent: number; number?: number; runs: Run[] }
  | { kind: 'quote'; runs: Run[] }
  | { kind: 'code'; value: string }
  | { kind: 'table'; header: Run[][]; rows: Run[][][]; align: Align[] }
  | { kind: 'rule' };

export type TableLeaf = Extract<ProseLeaf, { kind: 'table' }>;
export type ItemLeaf = Extract<ProseLeaf, { kind: 'item' }>;

export const EMPTY_CELL = '–';

/** What the fallback says of a leaf. */
export function proseText(leaf: ProseLeaf): string {
  switch (leaf.kind) {
    case 'heading':
    case 'text':
      return plainRuns(leaf.runs);
    case 'item':
      return `${'  '.repeat(leaf.indent)}${itemMark(leaf)} ${plainRuns(leaf.runs)}`.trimEnd();
    case 'quote':
      return `“${plainRuns(leaf.runs)}”`;
    case 'code':
      return leaf.value;
    case 'table':
      return [leaf.header, ...leaf.rows].map(rowText).join('\n');
    case 'rule':
      return '———';
    default:
      return leaf satisfies never;
  }
}

export function itemMark(item: ItemLeaf): string {
  return item.number === undefined ? '•' : `${item.number}.`;
}

/** An item where there are no lists: its indent and its mark are text. */
export function itemRuns(item: ItemLeaf): Run[] {
  return [{ text: `${'\u2003'.repeat(item.indent * 2)}${itemMark(item)} ` }, ...item.runs];
}

function rowText(cells: readonly Run[][]): string {
  return cells.map((cell) => plainRuns(cell).replace(/\s+/g, ' ').trim() || EMPTY_CELL).join(' | ');
}
