import type { RichTextDate } from '@slack/types';
import type { Leaf } from '../render/leaf.ts';
import { richText } from '../render/leaf-blocks.ts';

/** As in “Today 9:00 AM”. */
export const DATE_FORMAT = '{date_short_pretty} {time}';

/** Blocks show an instant in the reader's own time zone; the fallback can't know it. */
export function dateLeaf(before: string, atMs: number, after: string): Leaf {
  const [first, last] = [before, after].map((text) => ({ type: 'text' as const, text }));
  const elements = [first, dateElement(atMs), last].flatMap((element) =>
    element && !('text' in element && element.text === '') ? [element] : [],
  );
  return {
    kind: 'block',
    block: richText({ type: 'rich_text_section', elements }),
    text: `${before}${formatUtc(atMs)}${after}`,
  };
}

export function dateElement(atMs: number): RichTextDate {
  return {
    type: 'date',
    timestamp: Math.floor(atMs / 1_000),
    format: DATE_FORMAT,
    fallback: formatUtc(atMs),
  };
}

export function formatUtc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
