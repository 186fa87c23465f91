import type { PersonId } from '../../../core/chat/message.ts';
import { type ProseLeaf, proseText } from '../../../core/chat/prose/leaf.ts';
import type { CardElement } from './card.ts';
import type { MarkOf } from './elements.ts';

export type Leaf =
  | ProseLeaf
  /** Finished elements, and what the fallback says in their place; `tail` keeps them with what stands before. */
  | { kind: 'block'; elements: CardElement[]; text: string; tail?: true }
  /** The same with people in it, who are shown as the card shows them. */
  | { kind: 'built'; build(markOf: MarkOf): CardElement[]; text: string }
  /**
   * A line with a person in it. The words around are our own. `calls`: they are told of it. `aside`: said quietly, right
   * below what it belongs to.
   */
  | { kind: 'person'; before: string; personId: PersonId; after: string; calls?: true; aside?: true };

/** Stands for a person whose name is not known. */
export const SOMEBODY = 'somebody';

function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'block':
    case 'built':
      return leaf.text;
    case 'person':
      return `${leaf.before}${SOMEBODY}${leaf.after}`;
    default:
      return proseText(leaf);
  }
}

/** What the fallback says of leaves that stand together. */
export function leavesText(leaves: readonly Leaf[]): string {
  let text = '';
  let before: Leaf | undefined;
  for (const leaf of leaves) {
    const own = leafText(leaf);
    if (own === '') continue;
    if (before) text += isClose(leaf, before) ? '\n' : '\n\n';
    text += own;
    before = leaf;
  }
  return text;
}

function isClose(leaf: Leaf, before: Leaf): boolean {
  return leaf.kind === 'person' ? leaf.aside === true : leaf.kind === 'item' && before.kind === 'item';
}
