import type { ProseLeaf } from './leaf.ts';
import type { Run, Style } from './runs.ts';
import { cleanText } from './text.ts';

export function heading(text: string, level = 1): ProseLeaf {
  return { kind: 'heading', level, runs: [{ text: cleanText(text) }] };
}

/** A paragraph of literal text; parts may have a style. */
export function paragraph(...parts: (string | Run)[]): ProseLeaf {
  return {
    kind: 'text',
    runs: parts.map((part) => (typeof part === 'string' ? { text: cleanText(part) } : part)),
  };
}

/** A list of literal texts. */
export function bullets(items: readonly Run[][]): ProseLeaf[] {
  return items.map((runs, index) => ({
    kind: 'item',
    indent: 0,
    runs,
    ...(index === 0 ? { first: true } : {}),
  }));
}

export function styled(text: string, style: Style): Run {
  return { ...style, text: cleanText(text) };
}
