import { buildContent, mention, type TeamsContent } from './content.ts';
import { buildElements } from './elements.ts';
import type { Leaf } from './leaf.ts';
import { CARD_BYTES, jsonBytes } from './limits.ts';
import { joinTables, splitLeaves } from './split-leaves.ts';

type Sized = { leaf: Leaf; bytes: number };

/** What stands around the elements of a card, and the look of a leaf that a rule or its neighbours give it. */
const FRAME_BYTES = 1_200;
const JOINT_BYTES = 40;

/** As few cards as keep all limits, parted between leaves; a heading stays with what follows it. */
export function packCards(leaves: readonly Leaf[]): TeamsContent[] {
  return packLeaves(leaves).map(buildContent);
}

export function packLeaves(leaves: readonly Leaf[], most = CARD_BYTES): Leaf[][] {
  const cards: Leaf[][] = [];
  let current: Sized[] = [];
  let size = FRAME_BYTES;
  const flush = (): void => {
    if (current.length > 0) cards.push(joinTables(current.map((sized) => sized.leaf)));
    current = [];
    size = FRAME_BYTES;
  };
  for (const next of splitLeaves(leaves).map(measure)) {
    if (size + next.bytes > most) {
      const moved = current.slice(moveFrom(current, next));
      const weight = moved.reduce((sum, sized) => sum + sized.bytes, FRAME_BYTES);
      const goesAlong = moved.length < current.length && weight + next.bytes <= most;
      if (goesAlong) current.length -= moved.length;
      flush();
      if (goesAlong) {
        current = moved;
        size = weight;
      }
    }
    current.push(next);
    size += next.bytes;
  }
  flush();
  return cards;
}

/** Bytes of a card of these leaves, none of which is split. */
export function cardBytes(leaves: readonly Leaf[]): number {
  return leaves.map(measure).reduce((sum, { bytes }) => sum + bytes, FRAME_BYTES);
}

/** Where those begin that should move to the next card together with a leaf that found no room. */
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
  let people = 0;
  const elements = buildElements([leaf], (id) => {
    people += jsonBytes(mention(id, MARK));
    return MARK;
  });
  return { leaf, bytes: jsonBytes(elements) + people + JOINT_BYTES };
}

/** As long as any mark, or name that is put in its place. */
const MARK = 'x'.repeat(80);
