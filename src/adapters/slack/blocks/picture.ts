import type { ImageBlock, KnownBlock } from '@slack/types';
import type { ChatFile } from '../../../core/chat/chat.ts';
import { cleanText, clipText } from '../../../core/chat/prose/text.ts';
import type { Picture } from '../../../core/design/diagram/drawing.ts';
import type { Leaf } from '../render/leaf.ts';
import { richSection, richText } from '../render/leaf-blocks.ts';
import type { SlackContent } from '../render/pack.ts';

/** Slack takes no longer description of a file. */
const ALT_CHARS = 1_000;

/** Stands for a file until its id is known: the place in the pictures of the message. */
const PLACEHOLDER = /^picture-(\d+)$/;

/**
 * The picture at that place in the pictures of the message. The fallback says what it shows, in full or by its title
 * alone.
 */
export function pictureLeaf(picture: Picture, place: number, inFull: boolean): Leaf {
  const description = describe(picture);
  const block: ImageBlock = {
    type: 'image',
    alt_text: description,
    slack_file: { id: `picture-${place}` },
  };
  return { kind: 'block', block, text: inFull ? description : titleOf(picture) };
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

export function hasPictures({ blocks }: SlackContent): boolean {
  return blocks.some((block) => placeOf(block) !== undefined);
}

/** The message with its pictures by the ids of their files; a picture without one is described in words. */
export function showPictures(content: SlackContent, fileIds: readonly (string | undefined)[]): SlackContent {
  if (!hasPictures(content)) return content;
  const blocks = content.blocks.map((block): KnownBlock => {
    const place = placeOf(block);
    if (place === undefined || block.type !== 'image') return block;
    const id = fileIds[place];
    if (id === undefined) return richText(richSection([{ text: block.alt_text, italic: true }]));
    return { type: 'image', alt_text: block.alt_text, slack_file: { id } };
  });
  return { ...content, blocks };
}

function placeOf(block: KnownBlock): number | undefined {
  if (block.type !== 'image' || !('slack_file' in block) || !('id' in block.slack_file)) return undefined;
  const place = PLACEHOLDER.exec(block.slack_file.id)?.[1];
  return place === undefined ? undefined : Number(place);
}

function describe(picture: Picture): string {
  return clipText(cleanText(picture.altText).trim() || titleOf(picture), ALT_CHARS);
}

function titleOf(picture: Picture): string {
  return clipText(cleanText(picture.title).trim(), ALT_CHARS) || 'Diagram';
}
