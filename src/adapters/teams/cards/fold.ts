import { clipText } from '../../../core/chat/prose/text.ts';
import type { CardElement } from '../render/card.ts';
import { buildElements, type MarkOf } from '../render/elements.ts';
import { richText } from '../render/inlines.ts';
import { type Leaf, leavesText, SOMEBODY } from '../render/leaf.ts';
import { cardBytes, packLeaves } from '../render/pack.ts';
import { isPlain, literal } from '../render/safe-text.ts';

export type Section = { title: string; leaves: Leaf[] };

/** With its heading, one such piece fills a card. */
const FOLD_BYTES = 20_000;
const TITLE_CHARS = 160;

/** Sections that are closed until they are tapped; what is too long for a card is several of them. */
export function foldSections(sections: readonly Section[]): Leaf[] {
  const pieces = sections.flatMap(({ title, leaves }) => {
    const cards = packLeaves(leaves, FOLD_BYTES);
    return cards.map((piece, index) => ({
      title: cards.length === 1 ? title : `${title} (${index + 1} of ${cards.length})`,
      leaves: piece,
    }));
  });
  return pieces.map(({ title, leaves }, place) => ({
    kind: 'built',
    build: (markOf) => fold(`section-${place}`, title, leaves, markOf),
    text: `${title}\n\n${leavesText(leaves)}`,
  }));
}

/** How many of these leaves, from the first, weigh no more than that together. */
export function countWithin(leaves: readonly Leaf[], most: number): number {
  let count = 0;
  while (count < leaves.length && cardBytes(leaves.slice(0, count + 1)) <= most) count++;
  return count;
}

/** What is closed until it is tapped; `id` is its own on the card. */
export function fold(
  id: string,
  title: string,
  leaves: readonly Leaf[],
  markOf: MarkOf = () => SOMEBODY,
): CardElement[] {
  const shut = { type: 'TextBlock', id: `${id}-shut`, text: '▸' };
  const open = { type: 'TextBlock', id: `${id}-open`, text: '▾', isVisible: false };
  const shown = clipText(title.replace(/\s+/g, ' ').trim(), TITLE_CHARS) || '…';
  const head: CardElement = {
    type: 'ColumnSet',
    separator: true,
    selectAction: {
      type: 'Action.ToggleVisibility',
      title: literal(`Show or hide: ${shown}`),
      targetElements: [id, `${id}-shut`, `${id}-open`],
    },
    columns: [
      { type: 'Column', width: '20px', items: [shut, open] },
      { type: 'Column', width: 'stretch', spacing: 'None', items: [titleElement(shown)] },
    ],
  };
  // A title that is cut is whole inside.
  const inside: readonly Leaf[] = shown.endsWith('…')
    ? [{ kind: 'text', runs: [{ text: title, bold: true }] }, ...leaves]
    : leaves;
  const body: CardElement = {
    type: 'Container',
    id,
    isVisible: false,
    items: buildElements(inside, markOf),
  };
  return [head, body];
}

function titleElement(title: string): CardElement {
  if (!isPlain(title)) return richText([{ text: title }], { bold: true });
  return { type: 'TextBlock', text: title, style: 'heading', size: 'Default', weight: 'Bolder', wrap: true };
}
