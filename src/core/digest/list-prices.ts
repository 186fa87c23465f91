import type { Footer } from '../chat/reply.ts';

type Price = { input: number; output: number };

/** US dollars per million tokens, by what the ids of a family's models begin with. */
const LIST_PRICES: readonly [RegExp, Price][] = [
  [/^claude-opus-5-5(?![0-9])/, { input: 4, output: 20 }],
  [/^claude-sonnet-5-5(?![0-9])/, { input: 2, output: 10 }],
  [/^claude-haiku-5-5(?![0-9])/, { input: 0.1, output: 0.5 }],
];

/** Of an input token, when it is read from the prompt cache. */
const CACHED_SHARE = 0.1;

/**
 * What a turn cost in US dollars at list prices; undefined for a model whose price is not known here, as that of the
 * offline one. What writing to the cache adds is not counted: turns don't keep it.
 */
export function costOf({ model, inputTokens, cachedTokens, outputTokens }: Footer): number | undefined {
  const price = LIST_PRICES.find(([family]) => family.test(model))?.[1];
  if (!price) return undefined;
  const cached = Math.min(cachedTokens, inputTokens);
  const input = inputTokens - cached + cached * CACHED_SHARE;
  return (input * price.input + outputTokens * price.output) / 1_000_000;
}
