import type { KnownBlock } from '@slack/types';
import { type ProseLeaf, proseText } from '../../../core/chat/prose/leaf.ts';

export type Leaf =
  | ProseLeaf
  /** A finished block, and what the fallback says in its place; `tail` keeps it with what stands before it. */
  | { kind: 'block'; block: KnownBlock; text: string; tail?: true };

/** What the fallback says of a leaf, not yet escaped. */
export function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'block':
      return leaf.text;
    case 'code':
      return leaf.value.includes('```') ? leaf.value : `\`\`\`\n${leaf.value}\n\`\`\``;
    default:
      return proseText(leaf);
  }
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
