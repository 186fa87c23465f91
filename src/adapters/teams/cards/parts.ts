import type { ChatFile, Part } from '../../../core/chat/chat.ts';
import type { TeamsContent } from '../render/content.ts';
import type { Leaf } from '../render/leaf.ts';
import { packCards } from '../render/pack.ts';
import { paragraph } from './elements.ts';
import { hasPictures } from './picture.ts';

export function messages(leaves: readonly Leaf[]): Part[] {
  return toMessages(packCards(leaves.length === 0 ? [paragraph('…')] : leaves));
}

/** All messages of a reply. `pictures` go with those that show them. */
export function toMessages(contents: readonly TeamsContent[], pictures: readonly ChatFile[] = []): Part[] {
  return contents.map((content, index) => ({
    kind: 'message',
    id: `m${index}`,
    content,
    ...(hasPictures(content) ? { pictures: [...pictures] } : {}),
  }));
}

export function textFile(name: string, content: string): ChatFile {
  return { name, mediaType: 'text/markdown', content };
}

/** All files of a reply: pictures apart, as how many could be drawn must not decide what else is sent together. */
export function toFiles(files: readonly ChatFile[]): Part[] {
  const isDrawn = (file: ChatFile): boolean => file.mediaType.startsWith('image/');
  return [
    ...filesPart(
      'pictures-0',
      files.filter((file) => isDrawn(file)),
    ),
    ...filesPart(
      'files-0',
      files.filter((file) => !isDrawn(file)),
    ),
  ];
}

function filesPart(id: string, files: ChatFile[]): Part[] {
  return files.length === 0 ? [] : [{ kind: 'files', id, files }];
}
