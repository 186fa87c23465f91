import type { Heading } from 'mdast';
import {
  closeMarkdown,
  escapeLooseTags,
  fence,
  nodesOf,
  parseMarkdown,
  replaceNodes,
  TOO_DEEP,
} from './markdown.ts';

/** Whether a text can have headings at all: parsing is not for nothing. */
const MAY_HAVE_HEADINGS = /^[ \t>*+\d.)-]*#{1,6}(?:[ \t]|$)|^[ \t>]*(?:=+|-+)[ \t]*$/m;

/**
 * A text as it can stand inside another document, under a heading of the level above: closed in itself, its own
 * headings moved down so that the highest is of `level`. No word of it is lost; one that nests deeper than a parser goes
 * is shown as it stands.
 */
export function nestMarkdown(markdown: string, level: number): string {
  try {
    return TOO_DEEP.test(markdown) ? fence(markdown.trim()) : nest(markdown, level);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fence(markdown.trim());
  }
}

function nest(markdown: string, level: number): string {
  const closed = closeMarkdown(markdown);
  const escaped = escapeLooseTags(closed);
  // What was inside a tag before is Markdown now, and may leave something open itself.
  const text = escaped === closed ? closed : closeMarkdown(escaped);
  if (!MAY_HAVE_HEADINGS.test(text)) return text;
  const headings = nodesOf(parseMarkdown(text)).filter((node) => node.type === 'heading');
  const shift = Math.max(0, level - Math.min(...headings.map((heading) => heading.depth)));
  return replaceNodes(text, headings, (source, heading) => {
    const marks = '#'.repeat(Math.min(6, heading.depth + shift));
    const own = /^#{1,6}(?=[ \t\n]|$)/.exec(source)?.[0];
    return own === undefined ? `${marks} ${underlined(source, heading)}` : marks + source.slice(own.length);
  });
}

/** The words of a heading that is marked by the line under it, on one line. */
function underlined(source: string, heading: Heading): string {
  const start = heading.position?.start.offset ?? 0;
  const end = heading.children.at(-1)?.position?.end.offset ?? start;
  return source
    .slice(0, end - start)
    .replace(/[ \t\\]*\n[ \t>]*/g, ' ')
    .replace(/(?<=^|\s)#+$/, '\\$&');
}
