import type { ChatFile, Part } from '../../../core/chat/chat.ts';
import type { SlackContent } from '../render/pack.ts';
import { hasPictures } from './picture.ts';

/** `pictures` go with the messages that show them. */
export function toMessages(contents: readonly SlackContent[], pictures: readonly ChatFile[] = []): Part[] {
  return contents.map((content) => ({
    kind: 'message',
    content,
    ...(hasPictures(content) ? { pictures: [...pictures] } : {}),
  }));
}

export function textFile(name: string, content: string, mediaType = 'text/markdown'): ChatFile {
  return { name, mediaType, content };
}

/** Slack shows up to ten files in one message. */
const FILES_A_MESSAGE = 10;

/** Pictures that Slack shows come first. */
export function toFiles(files: readonly ChatFile[]): Part[] {
  const isShown = (file: ChatFile): boolean => file.mediaType === 'image/png';
  const sorted = [...files.filter(isShown), ...files.filter((file) => !isShown(file))];
  const parts: Part[] = [];
  for (let i = 0; i < sorted.length; i += FILES_A_MESSAGE) {
    parts.push({ kind: 'files', files: sorted.slice(i, i + FILES_A_MESSAGE) });
  }
  return parts;
}
