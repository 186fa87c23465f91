import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Pieces of Markdown, made of texts that may hold anything. */

/** A name, word for word: what would be markup in it is escaped. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(#{1,6}|[-+]|\d+(?=[.)]))(?=\s|[.)])/, (mark) =>
      /^\d/.test(mark) ? `${mark}\\` : `\\${mark}`,
    );
}

/** A sentence on one line; Markdown in it stays Markdown. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join('\n');
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Only the bar ends a cell, in code as well; a line break in it has a tag of its own. */
function escapeCell(cell: string): string {
  return cell
    .trim()
    .replace(/\\*\|/g, (found) => (found.length % 2 === 0 ? found : `${found.slice(0, -1)}\\|`))
    .replace(/\s*\r?\n\s*/g, '<br>');
}

/** A code block whose fence is longer than any run of backticks in it. */
export function fence(content: string, language = ''): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${content.replace(/\n$/, '')}\n${mark}`;
}

const SENTINEL = 'sentinel-of-the-end';

/** The same Markdown, without a fence, comment or tag left open that would swallow what follows it. */
export function closeMarkdown(markdown: string): string {
  const text = markdown.replace(/\r\n?/g, '\n').trim();
  if (!/```|~~~|</.test(text)) return text;
  const root = parse(`${text}\n\n# ${SENTINEL}\n`);
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

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function innermost(node: Nodes): Nodes {
  const child = 'children' in node ? node.children.at(-1) : undefined;
  return child ? innermost(child) : node;
}
