import type { RichTextElement } from '@slack/types';
import { cleanText } from '../../../core/chat/prose/text.ts';
import type { Leaf } from '../render/leaf.ts';
import { richText } from '../render/leaf-blocks.ts';
import type { NameOf } from './elements.ts';

/**
 * A person who did something, by name where it is known. The mention that stands in for it is of somebody who just
 * acted here, by an id that Slack gave; no text of a person or a model can bring one about.
 */
export function personElement(personId: string, nameOf?: NameOf): RichTextElement {
  const name = nameOf?.(personId);
  if (name !== undefined) return { type: 'text', text: cleanText(name) || 'somebody', style: { bold: true } };
  if (/^[UW][A-Z0-9]{2,}$/.test(personId)) return { type: 'user', user_id: personId };
  return { type: 'text', text: 'somebody' };
}

/** A line with a person in it; in the fallback a mention would be live, so it names them or says "somebody". */
export function personLeaf(before: string, personId: string, after: string, nameOf?: NameOf): Leaf {
  const elements: RichTextElement[] = [
    { type: 'text', text: before },
    personElement(personId, nameOf),
    { type: 'text', text: after },
  ];
  return {
    kind: 'block',
    block: richText({
      type: 'rich_text_section',
      elements: elements.filter((element) => element.type !== 'text' || element.text !== ''),
    }),
    text: `${before}${personName(personId, nameOf)}${after}`,
  };
}

export function personName(personId: string, nameOf?: NameOf): string {
  return cleanText(nameOf?.(personId) ?? '') || 'somebody';
}
