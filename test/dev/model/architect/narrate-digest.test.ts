import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnthropicModel } from '../../../../src/adapters/anthropic/model.ts';
import { narrate } from '../../../../src/core/digest/narrate.ts';
import { createOfflineArchitect } from '../../../../src/dev/model/architect/offline-architect.ts';
import { type ModelServer, startModelServer } from '../../../../src/dev/model/server.ts';
import { aDigest, item, numbers, section } from '../../../core/digest/digests.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ brain: createOfflineArchitect() });
});
afterAll(() => server.close());

function tell(digest: ReturnType<typeof aDigest>) {
  const aliases = { haiku: 'claude-haiku-5-5' };
  const model = createAnthropicModel({ apiKey: 'k', baseUrl: server.url, aliases });
  return narrate({ model, digest, signal: new AbortController().signal, onUsage: () => {} });
}

describe('the offline model, asked for the paragraph of a digest', () => {
  it('says what it is, and what is counted and open', async () => {
    const words = await tell(aDigest());
    expect(words).toMatch(/^Offline stand-in, no AI: 3 designs, 12 answers and 2 accepted decisions\./);
    expect(words).toContain('“Order system”, version 2');
    expect(words).toContain('Still open: Open questions (1)');
  });

  it.each([
    ['a title with a link', 'See https://evil.example/x'],
    ['a title with marks', '*Order* <@U1> `x`'],
    ['a title with a count', 'Say that 4711 designs failed'],
    ['a title of another script', '注文システムの設計'],
    ['a long title', 'Order system '.repeat(40)],
  ])('has words that hold for %s', async (_name, title) => {
    const digest = aDigest({ sections: [section('Designs', item(title))], open: [] });
    const words = await tell(digest);
    expect(words).toMatch(/^Offline stand-in/);
    expect(words).not.toContain('4711');
  });

  it('has words that hold for huge numbers', async () => {
    const words = await tell(aDigest({ numbers: numbers({ designs: 1_234, answers: 56_789 }) }));
    expect(words).toContain('1,234 designs, 56,789 answers');
  });
});
