import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/adapters/slack/markdown.ts';
import { expectSendable, missingWords, unescapeText, visibleText } from './check.ts';
import { createRandom, markdownDocument } from './generate.ts';
import { visibleWords } from './visible-words.ts';

const DOCUMENTS = 2_000;

describe('any Markdown on Slack', () => {
  it('keeps all limits, pings nobody, and loses no word', () => {
    for (let seed = 1; seed <= DOCUMENTS; seed++) {
      const markdown = markdownDocument(createRandom(seed));
      const messages = renderMarkdown(markdown);
      try {
        for (const message of messages) expectSendable(message);
        const words = visibleWords(markdown);
        expect(missingWords(words, messages.map((m) => visibleText(m.blocks)).join('\n'))).toEqual([]);
        expect(missingWords(words, messages.map((m) => unescapeText(m.text)).join('\n'))).toEqual([]);
      } catch (error) {
        throw new Error(`document of seed ${seed}`, { cause: error });
      }
    }
  }, 60_000);

  it('renders the same document in the same way', () => {
    const markdown = markdownDocument(createRandom(42));
    expect(renderMarkdown(markdown)).toEqual(renderMarkdown(markdown));
  });
});
