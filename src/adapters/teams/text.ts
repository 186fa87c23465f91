import { z } from 'zod';
import { cleanText } from '../../core/chat/prose/text.ts';
import { type Activity, teamsId } from './activity.ts';

type Said = { text: string; mentionsBot: boolean; mentionsOthers: boolean };

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().optional().catch(undefined),
  mentioned: z.object({ id: teamsId, type: z.string().optional().catch(undefined) }),
});

type Mention = z.infer<typeof mentionSchema>;

/** Marks hold no other mark, so that one which never ends is read once. */
const MARK = /(<at\b[^<>]*>([^<>]*)<\/at>)([:,]?)/g;

/**
 * The words of a message as a person reads them: without the mention of the bot, those of others as `<@id>` until their
 * names are known. Several people may have one name, so marks and mentions are paired in their order.
 */
export function readTeamsText({ text = '', textFormat, entities = [], recipient }: Activity): Said {
  const mentions = entities.flatMap((entity) => mentionSchema.safeParse(entity).data ?? []);
  const left = [...mentions];
  const withPeople = text.replace(MARK, (_, mark: string, name: string, after: string) => {
    const at = left.findIndex((mention) => mention.text === mark);
    const [mention] = at < 0 ? [] : left.splice(at, 1);
    if (mention?.mentioned.id === recipient.id) return ' ';
    return mention && isPerson(mention) ? `<@${mention.mentioned.id}>${after}` : `@${name}${after}`;
  });
  const plain = textFormat === 'xml' ? withoutTags(withPeople) : withPeople;
  const isBot = (mention: Mention) => mention.mentioned.id === recipient.id;
  return {
    text: cleanText(decodeEntities(plain)).trim(),
    mentionsBot: mentions.some(isBot),
    mentionsOthers: mentions.some((mention) => !isBot(mention) && (isPerson(mention) || isTag(mention))),
  };
}

/** Ids of channels and teams begin with `19:`. */
function isPerson(mention: Mention): boolean {
  return !mention.mentioned.id.startsWith('19:') && !isTag(mention);
}

/** A tag stands for several people. */
function isTag({ mentioned }: Mention): boolean {
  return mentioned.type === 'tag';
}

/** Mentions are no tags: none begins with an @. */
function withoutTags(text: string): string {
  return text
    .replace(/<br\s*\/?>|<\/(?:p|div|li|h\d|tr|blockquote)>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** In one pass: what was typed as an escape is not read a second time. */
function decodeEntities(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll('\u00a0', ' ');
}
