import { until } from '../../fakes/until.ts';

/** Resolves with the newest text that has these words in it; what was there instead is named in the end. */
export function untilShown(words: string | RegExp, look: () => string[]): Promise<string> {
  const has = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  return until(() => look().findLast(has), `“${words}”`).catch((error: unknown) => {
    throw new Error(
      `${error instanceof Error ? error.message : error}; shown was:\n${look().join('\n---\n')}`,
    );
  });
}
