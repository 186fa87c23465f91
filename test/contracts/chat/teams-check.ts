import { createRequire } from 'node:module';
import { isRecord, type Json } from '../../../src/dev/slack/json.ts';
import type { WorldMessage } from '../../../src/dev/teams/control.ts';

type Library = typeof import('adaptivecards');
/** Its modules name each other without their endings, which Node takes from a bundle only. */
const library: Library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** Teams' own limits, pictures that are inside of the message left out. */
const CARD_BYTES = 28 * 1024;
const MESSAGE_BYTES = 80 * 1024;

/** All that keeps a message of the bot from being shown whole, in each of the forms that it had. */
export function messageProblems({ id, cards, text, attachments, dropped }: WorldMessage): string[] {
  // As UTF-16, which is how Teams counts a message.
  const bytes = 2 * withoutPictures({ text, cards, attachments }).length;
  return [
    ...cards.flatMap(cardProblems),
    ...(bytes > MESSAGE_BYTES ? [`message ${id}: ${bytes} bytes`] : []),
    ...dropped.map((what) => `message ${id}: ${what}`),
  ];
}

/** What Microsoft's own parser says of a card, down to advice. */
export function cardProblems(card: Json): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const parsed = new library.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const found = parsed.validateProperties().validationEvents.map(({ message }) => message);
  const bytes = Buffer.byteLength(withoutPictures(card));
  return [...events, ...found, ...(bytes > CARD_BYTES ? [`a card of ${bytes} bytes`] : [])];
}

function withoutPictures(value: Json): string {
  return JSON.stringify(value, (key, entry: unknown) => {
    const isPicture = key === 'url' && typeof entry === 'string' && entry.startsWith('data:image/');
    return isPicture && isRecord(value) ? '' : entry;
  });
}
