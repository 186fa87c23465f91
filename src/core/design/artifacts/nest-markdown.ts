import type { Heading } from 'mdast';
import {
  closeMarkdown,
  escapeLooseTags,
  fence,
  nodesOf,
  parseClosed,
  parseMarkdown,
  replaceNodes,
} from './markdown.ts';
import { isTooCostly } from './markdown-cost.ts';

const MAY_LEAVE_OPEN = /```|~~~|</;

/** Whether a text can have headings at all: parsing is not for nothing. */
const MAY_HAVE_HEADINGS = /^[ \t>*+\d.)-]*#{1,6}(?:[ \t]|$)|^[ \t>]*(?:=+|-+)[ \t]*$/m;

/**
 * A text as it can stand inside another document, under a heading of the level above: closed in itself, its own
 * headings moved down so that the highest is of `level`. No word of it is lost; one that is too costly to parse is shown
 * as it stands.
 */
export function nestMarkdown(markdown: string, level: number): string {
  try {
    return isTooCostly(markdown) ? fence(markdown.trim()) : nest(markdown, level);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fence(markdown.trim());
  }
}

function nest(markdown: string, level: number): string {
  const given = markdown.replace(/\r\n?/g, '\n').trim();
  if (!MAY_LEAVE_OPEN.test(given) && !MAY_HAVE_HEADINGS.test(given)) return given;
  const tree = parseClosed(given);
  const text = tree ? given : close(given);
  const headings = nodesOf(tree ?? parseMarkdown(text)).filter((node) => node.type === 'heading');
  if (headings.length === 0) return text;
  const shift = Math.max(0, level - Math.min(...headings.map((heading) => heading.depth)));
  return replaceNodes(text, headings, (source, heading) => {
    const marks = '#'.repeat(Math.min(6, heading.depth + shift));
    const own = /^#{1,6}(?=[ \t\n]|$)/.exec(source)?.[0];
    return own === undefined ? `${marks} ${underlined(source, heading)}` : marks + source.slice(own.length);
  });
}

function close(markdown: string): string {
  const closed = closeMarkdown(markdown);
  const escaped = escapeLooseTags(closed);
  // What was inside a tag before is Markdown now, and may leave something open itself.
  return escaped === closed ? closed : closeMarkdown(escaped);
}

/** The words of a heading that is marked by the line under it, on one line. */
function underlined(source: string, heading: Heading): string {
  const start = heading.position?.start.offset ?? 0;
  const end = heading.children.at(-1)?.position?.end.offset ?? start;
  return source
    .slice(0, end - start)
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(/^[ \t>]+/, '')))
    .map((line, index, lines) =>
      index < lines.length - 1 ? line.replace(/(?<![ \t\\])[ \t\\]+$/, '') : line,
    )
    .join(' ')
    .replace(/(?<=^|\s)#+$/, '\\$&');
}
