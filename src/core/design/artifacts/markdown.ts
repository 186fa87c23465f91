import type { Html, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { oneLine } from '../text/one-line.ts';
import { isTooCostly } from './markdown-cost.ts';

/** Pieces of Markdown, made of texts that may hold anything. */

/** A name, word for word: what would be markup in it is escaped. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(#{1,6}|[-+]|\d+(?=[.)]))(?=\s|[.)])/, (mark) =>
      /^\d/.test(mark) ? `${mark}\\` : `\\${mark}`,
    );
}

export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${escapeLooseTags(oneLine(item))}`).join('\n');
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Only the bar ends a cell, in code as well; a line break in it has a tag of its own. */
function escapeCell(cell: string): string {
  return escapeLooseTags(cell.trim())
    .replace(/(?<!\\)\\*\|/g, (found) => (found.length % 2 === 0 ? found : `${found.slice(0, -1)}\\|`))
    .split(/\n+/)
    .map((line) => line.trim())
    .join('<br>');
}

/** A code block whose fence is longer than any run of backticks in it. */
export function fence(content: string, language = ''): string {
  const runs = content.match(/`+/g) ?? [];
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2);
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${content.replace(/\n$/, '')}\n${mark}`;
}

const SENTINEL = 'sentinel-of-the-end';

/** The same Markdown, without a fence, comment or tag left open that would swallow what follows it. */
export function closeMarkdown(markdown: string): string {
  const text = markdown.replace(/\r\n?/g, '\n').trim();
  if (!/```|~~~|</.test(text)) return text;
  const root = parseMarkdown(`${text}\n\n# ${SENTINEL}\n`);
  const last = root.children.at(-1);
  if (!last || last.type === 'heading') return text;
  const open = innermost(last);
  const start = open.position?.start.offset ?? 0;
  if (open.type === 'code') {
    const mark = /^(?:`{3,}|~{3,})/.exec(text.slice(start))?.[0] ?? '```';
    return `${text}\n${mark}`;
  }
  return `${text.slice(0, start)}\\${text.slice(start)}`;
}

/** The tree of a text that leaves nothing open, and whose tags are all closed; undefined for any other. */
export function parseClosed(markdown: string): Root | undefined {
  const root = parseMarkdown(`${markdown}\n\n# ${SENTINEL}\n`);
  if (root.children.pop()?.type !== 'heading') return undefined;
  const tags = nodesOf(root).filter((node) => node.type === 'html');
  return areClosed(tags.map((tag) => tag.value).join('')) ? root : undefined;
}

/** Elements that have no end. */
const VOID = /^(?:br|hr|img|wbr|input|col|source)$/i;

/**
 * The same Markdown with its tags shown as text, unless each of them is closed: `List<String>` keeps its words, and a
 * `<details>` that never ends hides nothing of what follows.
 */
export function escapeLooseTags(markdown: string): string {
  if (!/<[a-z/!?]/i.test(markdown)) return markdown;
  const tags = tagsOf(markdown);
  if (tags === undefined) return markdown.replace(/</g, '\\<');
  if (areClosed(tags.map((tag) => tag.value).join(''))) return markdown;
  return replaceNodes(markdown, tags, (source) => source.replace(/</g, '\\<'));
}

/** Undefined where the text is not parsed. */
function tagsOf(markdown: string): Html[] | undefined {
  try {
    return nodesOf(parseMarkdown(markdown)).filter((node) => node.type === 'html');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function areClosed(html: string): boolean {
  const open: string[] = [];
  // Without an end, each start of a tag would be followed to the end of the text.
  const ended = html.slice(0, html.lastIndexOf('>') + 1);
  for (const [, slash, name = '', self] of ended.matchAll(/<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/gi)) {
    if (VOID.test(name)) continue;
    if (slash === '/') {
      if (open.pop() !== name.toLowerCase()) return false;
    } else if (self !== '/') open.push(name.toLowerCase());
  }
  return open.length === 0;
}

/** Throws a `RangeError` for what would keep the parser busy for longer than anybody waits. */
export function parseMarkdown(markdown: string): Root {
  if (isTooCostly(markdown)) throw new RangeError('Markdown that is too costly to parse');
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** A tree's nodes in the order of the text, without recursion: texts may nest deeper than a stack. */
export function nodesOf(root: Nodes): Nodes[] {
  const found: Nodes[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    if ('children' in node) waiting.push(...[...node.children].reverse());
  }
  return found;
}

/** Writes some nodes anew; they stand in the order of the text and none is inside another. */
export function replaceNodes<T extends Nodes>(
  markdown: string,
  nodes: readonly T[],
  write: (source: string, node: T) => string,
): string {
  let text = markdown;
  for (const node of [...nodes].reverse()) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    text = text.slice(0, start) + write(text.slice(start, end), node) + text.slice(end);
  }
  return text;
}

function innermost(node: Nodes): Nodes {
  let inner = node;
  for (let next: Nodes | undefined = node; next; ) {
    inner = next;
    next = 'children' in next ? next.children.at(-1) : undefined;
  }
  return inner;
}
