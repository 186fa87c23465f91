import { describe, expect, it } from 'vitest';
import { fence, parseMarkdown } from '../../../src/core/design/artifacts/markdown.ts';
import { nestMarkdown } from '../../../src/core/design/artifacts/nest-markdown.ts';
import { takePart } from '../../../src/core/design/artifacts/take-part.ts';
import { HOSTILE_MARKDOWN, LONG_MARKDOWN } from './hostile-markdown.ts';

describe('Markdown that would keep the parser busy', () => {
  it.each(Object.entries(HOSTILE_MARKDOWN))('is not parsed, and stays as it stands: %s', (_, text) => {
    expect(() => parseMarkdown(text)).toThrow(RangeError);
    expect(nestMarkdown(text, 3)).toBe(fence(text));
    expect(takePart(text, 'words')).toEqual({ part: '', rest: text });
  });
});

describe('Markdown that is only long', () => {
  it.each(Object.entries(LONG_MARKDOWN))('is parsed: %s', (_, text) => {
    expect(parseMarkdown(text).children.length).toBeGreaterThan(0);
  });
});
