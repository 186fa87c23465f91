import type { ChatFile } from '../../core/chat/chat.ts';
import type { PersonId } from '../../core/chat/message.ts';
import { namePeople } from './cards/people.ts';
import { hasPictures, showPictures } from './cards/picture.ts';
import { withRefresh } from './cards/refresh.ts';
import type { AdaptiveCard } from './render/card.ts';
import { mention, type TeamsContent } from './render/content.ts';
import { literal } from './render/safe-text.ts';

/** A message as the connector takes it. */
export type Message = { type: 'message'; entities?: readonly object[]; [field: string]: unknown };

/** Some forms are made only when they are needed; undefined where they can't be. */
export type Form = Message | (() => Promise<Message | undefined>);

export const CARD = 'application/vnd.microsoft.card.adaptive';

/** Teams shows no larger picture inside of a card. */
const MOST_PICTURE_BYTES = 1024 * 1024;

type Shown = {
  nameOf(personId: PersonId): string | undefined;
  pictures: readonly ChatFile[];
  /** An address of a picture, for who can't have it inside of the message. */
  addressOf(picture: ChatFile): Promise<string | undefined>;
  /** Who gets a view of their own, where the content has one. */
  viewers: readonly PersonId[];
};

/** The message in the forms in which it may be sent, the best first; the last has no card, and says all the same. */
export function toForms(content: TeamsContent, shown: Shown): Form[] {
  const { nameOf, pictures, viewers, addressOf } = shown;
  const named = withRefresh(namePeople(content, nameOf), viewers);
  const inWords = showPictures(named, []);
  const urls = pictures.map(pictureUrl);
  const isShown = hasPictures(named) && urls.some((url) => url !== undefined);
  const byAddress = async (): Promise<Message | undefined> => {
    const addresses = await Promise.all(pictures.map(addressOf));
    const isAny = addresses.some((address) => address !== undefined);
    return isAny ? toMessage(showPictures(named, addresses)) : undefined;
  };
  const { fallback, summary, entities, channelData } = content;
  return [
    ...(isShown ? [toMessage(showPictures(named, urls)), byAddress] : []),
    toMessage(inWords),
    { type: 'message', text: fallback, textFormat: 'plain', summary, entities, ...withData(channelData) },
  ];
}

export function toMessage({ card, summary, entities, channelData }: TeamsContent): Message {
  return { ...cardMessage(card, summary), entities, ...withData(channelData) };
}

export function cardMessage(card: AdaptiveCard, summary: string): Message {
  return { type: 'message', summary, attachments: [{ contentType: CARD, content: card }] };
}

/** Words for one person where others are as well: they are called by their name, where that is known. */
export function addressTo(content: TeamsContent, personId: PersonId, name: string | undefined): TeamsContent {
  if (name === undefined) return content;
  const shown = literal(name).replace(/[<>\s]+/g, ' ');
  const { card } = content;
  const { entities = [], ...look } = card.msteams ?? { width: 'Full' as const };
  return {
    ...content,
    card: {
      ...card,
      msteams: { ...look, entities: [...entities, mention(personId, shown)] },
      body: [{ type: 'TextBlock', text: `<at>${shown}</at>`, wrap: true }, ...card.body],
    },
  };
}

function withData(channelData: TeamsContent['channelData']): { channelData?: object } {
  return channelData ? { channelData } : {};
}

/** Inside of the message: an address would have to be open to whoever has it. */
function pictureUrl({ mediaType, content, encoding }: ChatFile): string | undefined {
  const bytes = Buffer.byteLength(content, encoding ?? 'utf8');
  if (encoding !== 'base64' || mediaType !== 'image/png' || bytes > MOST_PICTURE_BYTES) return undefined;
  return `data:${mediaType};base64,${content}`;
}
