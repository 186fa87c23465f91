import { proseText } from '../../../core/chat/prose/leaf.ts';
import { countLines } from '../../../core/chat/prose/lines.ts';
import type { Leaf } from '../render/leaf.ts';

/** As much as a reader sees without scrolling much: about 700 px wide, and so high. */
export const SCREEN_PX = 900;

/** A chart at the width of a card. */
export const PICTURE_PX = 210;

const LINE_CHARS = 92;
const LINE_PX = 20;
const GAP_PX = 10;
const BUTTONS_PX = 42;

/** In about pixels, as the clients of Teams lay cards out. */
export function heightOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, leaf) => sum + leafHeight(leaf), 0);
}

function leafHeight(leaf: Leaf): number {
  switch (leaf.kind) {
    case 'block': {
      const isButtons = leaf.elements.some(({ type }) => type === 'ActionSet');
      return isButtons ? BUTTONS_PX : countLines(leaf.text, LINE_CHARS) * LINE_PX + GAP_PX;
    }
    case 'built':
      return LINE_PX + GAP_PX;
    case 'person':
      return LINE_PX;
    default:
      return countLines(proseText(leaf), LINE_CHARS) * LINE_PX + GAP_PX;
  }
}
