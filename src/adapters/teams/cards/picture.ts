import type { ChatFile } from '../../../core/chat/chat.ts';
import type { Run } from '../../../core/chat/prose/runs.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import { DESIGN_FILE } from '../../../core/design/artifacts/design-md.ts';
import type { Picture } from '../../../core/design/diagram/drawing.ts';
import type { CardElement } from '../render/card.ts';
import type { TeamsContent } from '../render/content.ts';
import { richText } from '../render/inlines.ts';
import type { Leaf } from '../render/leaf.ts';
import { literal } from '../render/safe-text.ts';
import { fold } from './fold.ts';

/** Neither the format nor Teams limits an alternative text, but it counts as a part of its card. */
const BRIEF_CHARS = 1_000;

/** A longer description is unfolded where there is no picture to be seen. */
const LINES_CHARS = 300;

/** Stands for an address until there is one: the place in the pictures of the message. */
const PLACEHOLDER = /^picture:(\d+)$/;

/** The picture at that place in the pictures of the message, described in full or, for want of room, by a beginning. */
export function pictureLeaf(picture: Picture, place: number, inFull: boolean): Leaf {
  const description = describe(picture);
  const element: CardElement = {
    type: 'Image',
    url: `picture:${place}`,
    altText: literal(inFull ? description : beginningOf(description)),
    size: 'Stretch',
    msteams: { allowExpand: true },
  };
  return { kind: 'block', elements: [element], text: description };
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
  const body = content.card.body.flatMap((element): CardElement[] => {
    const place = placeOf(element);
    if (place === undefined) return [element];
    const url = urls[place];
    return url === undefined ? inWords(String(element.altText), place) : [{ ...element, url }];
  });
  return { ...content, card: { ...content.card, body } };
}

function placeOf({ type, url }: CardElement): number | undefined {
  if (type !== 'Image' || typeof url !== 'string') return undefined;
  const place = PLACEHOLDER.exec(url)?.[1];
  return place === undefined ? undefined : Number(place);
}

function inWords(description: string, place: number): CardElement[] {
  const words: Run[] = [{ text: description, italic: true }];
  if (description.length <= LINES_CHARS) return [richText(words)];
  return fold(`picture-${place}`, 'The picture in words', [{ kind: 'text', runs: words }]);
}

function describe({ altText, title }: Picture): string {
  return cleanText(altText).trim() || cleanText(title).trim() || 'Diagram';
}

/** Whole sentences as far as there is room, and where the others are. */
function beginningOf(description: string): string {
  if (description.length <= BRIEF_CHARS) return description;
  const start = clipText(description, BRIEF_CHARS);
  const [sentences = start] = /^.*(?:[.!?](?=\s)|[。！？])/su.exec(start) ?? [];
  return `${sentences} The rest of it is in ${DESIGN_FILE}.`;
}
