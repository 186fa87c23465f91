import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

export type CodeBlock = {
  /** In lower case; empty where the fence names none. */
  language: string;
  content: string;
  /** The first line of the content, in the Markdown around it. */
  line: number;
};

/** The fenced blocks of a Markdown text, in its order, also those in lists and quotes. */
export function findCodeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const open: Nodes[] = [fromMarkdown(markdown)];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('children' in node) open.push(...[...node.children].reverse());
    const { position } = node;
    if (node.type !== 'code' || !position || !/^[`~]/.test(markdown.slice(position.start.offset))) continue;
    blocks.push({
      language: (node.lang ?? '').toLowerCase(),
      content: node.value,
      line: position.start.line + 1,
    });
  }
  return blocks;
}
