import type { RichTextDate } from '@slack/types';
import type { Leaf } from '../render/leaf.ts';
import { richText } from '../render/leaf-blocks.ts';

/** Blocks show an instant in the reader's own time zone; the fallback can't know it. */
export function dateLeaf(before: string, atMs: number, after: string): Leaf {
  const utc = `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const date: RichTextDate = {
    type: 'date',
    timestamp: Math.floor(atMs / 1_000),
    format: '{date_short_pretty} {time}',
    fallback: utc,
  };
  const elements = [{ type: 'text' as const, text: before }, date, { type: 'text' as const, text: after }];
  return {
    kind: 'block',
    block: richText({ type: 'rich_text_section', elements }),
    text: `${before}${utc}${after}`,
  };
}
