import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What a reader of the Markdown sees, by the parser alone; `<br>` is a break, and an address may stand for its label. */
export function visibleWords(markdown: string): string {
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return wordsOf(root)
    .replace(/[\u202d\u202e]|(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\ud800-\udfff]/g, (half, at: number, all: string) => (isPaired(all, at) ? half : '\ufffd'));
}

function wordsOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value;
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? '\n' : node.value;
    case 'break':
      return '\n';
    case 'image':
      return node.alt ?? '';
    case 'link': {
      const label = node.children.map(wordsOf).join('');
      return /^\S+\.example$/.test(label) && !node.url.includes(label) ? node.url : label;
    }
    case 'root':
    case 'list':
    case 'listItem':
    case 'blockquote':
    case 'table':
    case 'tableRow':
      return node.children.map((child) => wordsOf(child)).join('\n');
    default:
      return 'children' in node ? node.children.map((child) => wordsOf(child)).join('') : '';
  }
}

function isPaired(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const other = code < 0xdc00 ? text.charCodeAt(at + 1) : text.charCodeAt(at - 1);
  return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}
