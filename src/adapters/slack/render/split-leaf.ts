import { plainRuns, type Scale } from '../../../core/chat/prose/runs.ts';
import { splitLeaf as splitProse } from '../../../core/chat/prose/split.ts';
import { type Leaf, leafText } from './leaf.ts';
import { LEAF_BYTES, LEAF_RUNS, TABLE_COLUMNS, TABLE_ROWS } from './limits.ts';
import { escapedBytes } from './text.ts';

/** Room for the mark, fence or quotation marks that a piece gets beside its words. */
const MARGIN = 100;

/** What runs weigh in the fallback, where a link is followed by its address. */
const SCALE: Scale = {
  text: escapedBytes,
  run: (run) => (run.url === undefined ? 0 : escapedBytes(plainRuns([run])) - escapedBytes(run.text)),
};

const ROOM = {
  most: LEAF_BYTES - MARGIN,
  scale: SCALE,
  runs: LEAF_RUNS,
  columns: TABLE_COLUMNS,
  // The header is one of Slack's rows.
  rows: TABLE_ROWS - 1,
  // A bar and its spaces, or a dash for nothing.
  cell: 6,
};

/** Pieces that each fit a message and are valid by themselves. A finished block can't be parted. */
export function splitLeaf(leaf: Leaf): Leaf[] {
  return leaf.kind === 'block' || isSmall(leaf) ? [leaf] : splitProse(leaf, ROOM);
}

/** A table has limits of its own. */
function isSmall(leaf: Leaf): boolean {
  if (leaf.kind === 'table' || ('runs' in leaf && leaf.runs.length > LEAF_RUNS)) return false;
  return escapedBytes(leafText(leaf)) <= LEAF_BYTES;
}
