import type { PersonId } from '../../../core/chat/message.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { CardElement, MentionEntity } from '../render/card.ts';
import { mention, type TeamsContent } from '../render/content.ts';
import { escapeTextBlock, literal } from '../render/safe-text.ts';

/** Leaves a card below its limit, however long a name. */
const NAME_CHARS = 60;

/**
 * The content with the names of its people. Who is to be told stays mentioned; the others acted themselves, and are
 * named without a call. Nobody is mentioned whose name is not known.
 */
export function namePeople(
  content: TeamsContent,
  nameOf: (personId: PersonId) => string | undefined,
): TeamsContent {
  if (content.people.length === 0) return content;
  const entities: MentionEntity[] = [];
  const shown = new Map<string, string>();
  for (const { id, mark, calls } of content.people) {
    const name = clipText(
      cleanText(nameOf(id) ?? '')
        .replace(/[<>\s]+/g, ' ')
        .trim(),
      NAME_CHARS,
    );
    if (name !== '' && calls) entities.push(mention(id, literal(name)));
    const inWords = name === '' ? mark : `**${escapeTextBlock(name)}**`;
    shown.set(`<at>${mark}</at>`, name !== '' && calls ? `<at>${literal(name)}</at>` : inWords);
  }
  const { card } = content;
  const { entities: given = [], ...look } = card.msteams ?? { width: 'Full' as const };
  // Whoever the whole card is addressed to is none of its people.
  entities.push(...given.filter(({ text }) => !shown.has(text)));
  return {
    ...content,
    card: {
      ...card,
      msteams: { ...look, ...(entities.length === 0 ? {} : { entities }) },
      body: card.body.map((element) => withNames(element, shown)),
    },
    people: [],
  };
}

/** Only our own marks are in a `TextBlock`: an `<at>` of anybody's text is no longer one. */
function withNames(element: CardElement, shown: ReadonlyMap<string, string>): CardElement {
  if (Array.isArray(element.items)) {
    const items: CardElement[] = element.items;
    return { ...element, items: items.map((item) => withNames(item, shown)) };
  }
  if (element.type !== 'TextBlock' || typeof element.text !== 'string') return element;
  return { ...element, text: element.text.replace(/<at>[^<]*<\/at>/g, (mark) => shown.get(mark) ?? mark) };
}
