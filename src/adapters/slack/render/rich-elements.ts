import type { RichTextElement } from '@slack/types';
import { mergeRuns, type Run } from '../../../core/chat/prose/runs.ts';

/** Rich text takes no empty text, so a blank comes back as one space. */
export function richElements(runs: readonly Run[]): RichTextElement[] {
  const elements = mergeRuns(runs)
    .filter((run) => run.text !== '')
    .map((run): RichTextElement => {
      const { text, url, ...style } = run;
      const look = Object.keys(style).length === 0 ? {} : { style };
      return url === undefined ? { type: 'text', text, ...look } : { type: 'link', url, text, ...look };
    });
  return elements.length === 0 ? [{ type: 'text', text: ' ' }] : elements;
}
