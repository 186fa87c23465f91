import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const GFM = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** What a reader of the Markdown sees, by the parser alone; `<br>` is a break, and an address may stand for its label. */
export function visibleWords(markdown: string): string {
  const root = fromMarkdown(markdown, GFM);
  return wordsOf(root)
    .replace(/\r\n?/g, '\n')
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
      return namesAnotherHost(label, node.url) ? node.url : label;
    }
    case 'root':
    case 'footnoteDefinition':
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

/** Of the labels that are an address or a host, the lying ones. */
function namesAnotherHost(label: string, url: string): boolean {
  const named = /^(?:https?:\/\/)?(?:www\.)?([^\s/]+\.example)$/.exec(label.replace(/\p{Cf}/gu, ''))?.[1];
  if (named === undefined || !URL.canParse(url)) return false;
  return !['http:', 'https:'].includes(new URL(url).protocol) ? false : new URL(url).hostname !== named;
}

function isPaired(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const other = code < 0xdc00 ? text.charCodeAt(at + 1) : text.charCodeAt(at - 1);
  return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}
