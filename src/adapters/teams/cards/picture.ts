import type { ChatFile } from '../../../core/chat/chat.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Picture } from '../../../core/design/diagram/drawing.ts';
import type { CardElement } from '../render/card.ts';
import type { TeamsContent } from '../render/content.ts';
import { richText } from '../render/inlines.ts';
import type { Leaf } from '../render/leaf.ts';
import { literal } from '../render/safe-text.ts';

const ALT_CHARS = 1_000;

/** Stands for an address until there is one: the place in the pictures of the message. */
const PLACEHOLDER = /^picture:(\d+)$/;

/**
 * The picture at that place in the pictures of the message. The fallback says what it shows, in full or by its title
 * alone.
 */
export function pictureLeaf(picture: Picture, place: number, inFull: boolean): Leaf {
  const description = describe(picture);
  const element: CardElement = {
    type: 'Image',
    url: `picture:${place}`,
    altText: literal(description),
    size: 'Stretch',
    msteams: { allowExpand: true },
  };
  return { kind: 'block', elements: [element], text: inFull ? description : titleOf(picture) };
}

/** The file behind a picture. */
export function pictureFile(picture: Picture): ChatFile {
  return {
    name: `${picture.name}.png`,
    mediaType: 'image/png',
    content: picture.png,
    encoding: 'base64',
    altText: describe(picture),
  };
}

export function hasPictures({ card }: TeamsContent): boolean {
  return card.body.some((element) => placeOf(element) !== undefined);
}

/** The content with its pictures by their addresses; a picture without one is described in words. */
export function showPictures(content: TeamsContent, urls: readonly (string | undefined)[]): TeamsContent {
  if (!hasPictures(content)) return content;
  const body = content.card.body.map((element): CardElement => {
    const place = placeOf(element);
    if (place === undefined) return element;
    const url = urls[place];
    if (url !== undefined) return { ...element, url };
    return richText([{ text: String(element.altText), italic: true }]);
  });
  return { ...content, card: { ...content.card, body } };
}

function placeOf({ type, url }: CardElement): number | undefined {
  if (type !== 'Image' || typeof url !== 'string') return undefined;
  const place = PLACEHOLDER.exec(url)?.[1];
  return place === undefined ? undefined : Number(place);
}

function describe(picture: Picture): string {
  return clipText(cleanText(picture.altText).trim() || titleOf(picture), ALT_CHARS);
}

function titleOf(picture: Picture): string {
  return clipText(cleanText(picture.title).trim(), ALT_CHARS) || 'Diagram';
}
