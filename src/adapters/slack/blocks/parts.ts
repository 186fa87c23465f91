import type { ChatFile, Part } from '../../../core/chat/chat.ts';
import type { SlackContent } from '../render/pack.ts';
import { hasPictures } from './picture.ts';

/** All messages of a reply. `pictures` go with those that show them. */
export function toMessages(contents: readonly SlackContent[], pictures: readonly ChatFile[] = []): Part[] {
  return contents.map((content, index) => ({
    kind: 'message',
    id: `m${index}`,
    content,
    ...(hasPictures(content) ? { pictures: [...pictures] } : {}),
  }));
}

export function textFile(name: string, content: string, mediaType = 'text/markdown'): ChatFile {
  return { name, mediaType, content };
}

/** Slack shows up to ten files in one message. */
const FILES_A_MESSAGE = 10;

/**
 * All files of a reply. Pictures come first, and apart: how many could be drawn must not decide which other files are
 * sent together.
 */
export function toFiles(files: readonly ChatFile[]): Part[] {
  const isShown = (file: ChatFile): boolean => file.mediaType === 'image/png';
  const isDrawn = (file: ChatFile): boolean => file.mediaType.startsWith('image/');
  const drawn = [...files.filter(isShown), ...files.filter((file) => isDrawn(file) && !isShown(file))];
  return [
    ...inMessages('pictures', drawn),
    ...inMessages(
      'files',
      files.filter((file) => !isDrawn(file)),
    ),
  ];
}

function inMessages(name: string, files: readonly ChatFile[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < files.length; i += FILES_A_MESSAGE) {
    parts.push({ kind: 'files', id: `${name}-${parts.length}`, files: files.slice(i, i + FILES_A_MESSAGE) });
  }
  return parts;
}
