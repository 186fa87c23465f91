import type { Nodes } from 'mdast';
import { nodesOf, parseMarkdown } from './markdown.ts';

/** Takes what stands under a heading, or under a line that is bold as a whole, out of a text. */
export function takePart(markdown: string, ...titles: readonly string[]): { part: string; rest: string } {
  const text = markdown.replace(/\r\n?/g, '\n');
  const isThere = titles.some((title) => text.toLowerCase().includes(title));
  const children = isThere ? blocksOf(text) : [];
  const index = children.findIndex((node) => titles.includes(titleOf(node).toLowerCase()));
  const found = children[index];
  if (!found) return { part: '', rest: markdown };
  const depth = found.type === 'heading' ? found.depth : 7;
  const next = children.slice(index + 1).find((node) => {
    return node.type === 'heading' ? node.depth <= depth : depth === 7 && titleOf(node) !== '';
  });
  const [start, begin] = [found.position?.start.offset ?? 0, found.position?.end.offset ?? 0];
  const end = next?.position?.start.offset ?? text.length;
  const rest = `${text.slice(0, start).trim()}\n\n${text.slice(end).trim()}`;
  return { part: text.slice(begin, end).trim(), rest: rest.trim() };
}

/** None where the text is not parsed. */
function blocksOf(text: string): Nodes[] {
  try {
    return parseMarkdown(text).children;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Empty for what is no title. */
function titleOf(node: Nodes): string {
  const isBold =
    node.type === 'paragraph' && node.children.length <= 2 && node.children[0]?.type === 'strong';
  if (node.type !== 'heading' && !isBold) return '';
  const words = nodesOf(node).map((part) => ('value' in part ? part.value : ''));
  return words
    .join('')
    .replace(/[:\s]+$/, '')
    .trim();
}
