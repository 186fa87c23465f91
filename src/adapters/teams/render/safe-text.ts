import { cleanText } from '../../../core/chat/prose/text.ts';

/** A word joiner: it has no width, and parts what would be read as more than text. */
const JOINER = '\u2060';

/**
 * Literal text for a run: no client reads Markdown there, but mentions and dates may be read anywhere in a card.
 */
export function literal(text: string): string {
  return cleanText(text)
    .replace(/<(?=\/?at\b)/gi, `<${JOINER}`)
    .replace(/\{(?=\{(?:DATE|TIME)\()/gi, `{${JOINER}`);
}

/** Literal text for the middle of a line of a `TextBlock`, which reads a Markdown of its own. */
export function escapeTextBlock(text: string): string {
  return literal(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~&]/g, (mark) => `\\${mark}`);
}

/** Means the same in a `TextBlock`, whatever its client takes for Markdown. */
export function isPlain(text: string): boolean {
  return /^\p{L}[\p{L}\p{M}\p{N} ,:?'’“”–—·/%]*$/u.test(text) && !/^https?:|:\/\//i.test(text);
}

/** Spaces that a client would fold are kept: code is nothing without its indents. */
export function keepSpaces(code: string): string {
  return code.replaceAll('\t', '  ').replace(/^ +| {2,}/gm, (spaces) => '\u00a0'.repeat(spaces.length));
}
