import type { Part } from '../../../core/chat/chat.ts';
import type { SlackContent } from '../render/pack.ts';

export function toMessages(contents: readonly SlackContent[]): Part[] {
  return contents.map((content) => ({ kind: 'message', content }));
}

export function textFile(name: string, content: string, mediaType = 'text/markdown'): Part {
  return { kind: 'file', name, mediaType, content };
}
