import type { KnownBlock } from '@slack/types';
import { type Leaf, leafText, leavesText } from './leaf.ts';
import { buildBlocks, startsBlock } from './leaf-blocks.ts';
import { BLOCK_WEIGHT, MESSAGE_BLOCKS, MESSAGE_WEIGHT, TEXT_BYTES, weighBlocks } from './limits.ts';
import { splitLeaf } from './split-leaf.ts';
import { escapedBytes, escapeText } from './text.ts';

/** What is posted. `text` says all that the blocks say: it can stand in for them when they are refused. */
export type SlackContent = { text: string; blocks: KnownBlock[] };

type Sized = { leaf: Leaf; bytes: number; weight: number };

export function buildContent(leaves: readonly Leaf[]): SlackContent {
  return { text: escapeText(leavesText(leaves)), blocks: buildBlocks(leaves) };
}

/** As few messages as keep all limits, parted between leaves; a heading stays with what follows it. */
export function packMessages(leaves: readonly Leaf[]): SlackContent[] {
  const messages: Leaf[][] = [];
  let current: Sized[] = [];
  const flush = (): void => {
    if (current.length > 0) messages.push(current.map((sized) => sized.leaf));
    current = [];
  };
  for (const next of leaves.flatMap(splitLeaf).map(measure)) {
    if (fits([...current, next])) {
      current.push(next);
      continue;
    }
    const moved = current.slice(moveFrom(current, next));
    const goesAlong = moved.length < current.length && fits([...moved, next]);
    if (goesAlong) current.length -= moved.length;
    flush();
    current = goesAlong ? [...moved, next] : [next];
  }
  flush();
  return messages.map(buildContent);
}

/** Where those begin that should move to the next message together with a leaf that found no room. */
function moveFrom(current: readonly Sized[], next: Sized): number {
  let from = current.length;
  if (isTail(next)) while (from > 0 && isTail(current[from - 1])) from--;
  if (isTail(next) && from > 0) from--;
  while (from > 0 && current[from - 1]?.leaf.kind === 'heading') from--;
  return from;
}

function isTail(sized: Sized | undefined): boolean {
  return sized?.leaf.kind === 'block' && sized.leaf.tail === true;
}

function measure(leaf: Leaf): Sized {
  const bytes = escapedBytes(leafText(leaf)) + 2;
  return { leaf, bytes, weight: weighBlocks(buildBlocks([leaf])) - BLOCK_WEIGHT };
}

function fits(sizes: readonly Sized[]): boolean {
  let bytes = 0;
  let weight = 0;
  let blocks = 0;
  let tables = 0;
  let before: Leaf | undefined;
  for (const size of sizes) {
    bytes += size.bytes;
    weight += size.weight;
    if (startsBlock(size.leaf, before)) blocks++;
    if (size.leaf.kind === 'table') tables++;
    before = size.leaf;
  }
  const total = weight + blocks * BLOCK_WEIGHT;
  return bytes <= TEXT_BYTES && total <= MESSAGE_WEIGHT && blocks <= MESSAGE_BLOCKS && tables <= 1;
}
