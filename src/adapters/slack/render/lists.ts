import type { ItemLeaf } from '../../../core/chat/prose/leaf.ts';
import { isBlank } from '../../../core/chat/prose/runs.ts';
import type { Leaf } from './leaf.ts';

/** Items of one list that nothing parts. */
export function listParts(leaves: readonly Leaf[]): ItemLeaf[][] {
  const parts: ItemLeaf[][] = [];
  let before: Leaf | undefined;
  for (const leaf of leaves) {
    if (leaf.kind === 'item') {
      const goesOn = before?.kind === 'item' && before.indent === leaf.indent && !leaf.first;
      if (goesOn) parts.at(-1)?.push(leaf);
      else parts.push([leaf]);
    }
    before = leaf;
  }
  return parts;
}

/**
 * Slack counts an ordered list from 1 by itself, and not every client knows `offset`. A list that goes on after a
 * break, or has items without words, is written with its numbers as text, all of it, so that one list has one look.
 */
export function literalItems(leaves: readonly Leaf[]): Set<ItemLeaf> {
  const odd = new Set(listParts(leaves).filter(isOdd).flat());
  const literal = wholeLists(leaves).filter((items) => items.some((item) => odd.has(item)));
  return new Set(literal.flat());
}

function isOdd(part: readonly ItemLeaf[]): boolean {
  return (part[0]?.number ?? 1) !== 1 || part.some((item) => isBlank(item.runs));
}

/** Each list with what of it stands behind deeper items and other leaves. */
function wholeLists(leaves: readonly Leaf[]): ItemLeaf[][] {
  const lists: ItemLeaf[][] = [];
  const open: (ItemLeaf[] | undefined)[] = [];
  for (const leaf of leaves) {
    if (leaf.kind !== 'item') continue;
    // Deeper lists end here.
    open.length = leaf.indent + 1;
    const list = leaf.first ? undefined : open[leaf.indent];
    if (list) list.push(leaf);
    else {
      const begun = [leaf];
      open[leaf.indent] = begun;
      lists.push(begun);
    }
  }
  return lists;
}
