import { proseText } from '../../../core/chat/prose/leaf.ts';
import { countLines } from '../../../core/chat/prose/lines.ts';
import type { Leaf } from '../render/leaf.ts';

/** As much as a reader sees without scrolling: about 700 px wide, and so high. */
export const SCREEN_PX = 930;

/** A chart at the width of a message. */
export const PICTURE_PX = 210;

const LINE_CHARS = 86;
const LINE_PX = 22;
const GAP_PX = 8;

/** In about pixels, as Slack's own client lays blocks out. */
export function heightOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, leaf) => sum + leafHeight(leaf), 0);
}

function leafHeight(leaf: Leaf): number {
  if (leaf.kind !== 'block') {
    const isTitle = leaf.kind === 'heading' && leaf.level <= 2;
    return countLines(proseText(leaf), LINE_CHARS) * LINE_PX + (isTitle ? 2 : 1) * GAP_PX;
  }
  switch (leaf.block.type) {
    case 'actions':
      return 40;
    case 'context':
      return 24;
    default:
      return countLines(leaf.text, LINE_CHARS) * LINE_PX + GAP_PX;
  }
}
