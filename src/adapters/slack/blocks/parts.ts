import type { ChatFile, Part } from '../../../core/chat/chat.ts';
import type { SlackContent } from '../render/pack.ts';

export function toMessages(contents: readonly SlackContent[]): Part[] {
  return contents.map((content) => ({ kind: 'message', content }));
}

export function textFile(name: string, content: string, mediaType = 'text/markdown'): ChatFile {
  return { name, mediaType, content };
}

/** Slack shows up to ten files in one message. */
const FILES_A_MESSAGE = 10;

export function toFiles(files: readonly ChatFile[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < files.length; i += FILES_A_MESSAGE) {
    parts.push({ kind: 'files', files: files.slice(i, i + FILES_A_MESSAGE) });
  }
  return parts;
}
