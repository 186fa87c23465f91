import type { Agent } from './agent.ts';
import { wordsOfLexicon } from './concepts.ts';
import { TECHNOLOGY } from './lexicon/technology.ts';
import { remember } from './remember.ts';
import { isStopWord, wordsOf } from './words.ts';

/** Shorter words have too many neighbours. */
const LEAST_LETTERS = 6;

/** Puts words that the agents' files or the lexicon know in place of misspelt ones; the others stay. */
export function createMender(
  agents: readonly Agent[],
  knows: (word: string) => boolean,
): (words: readonly string[]) => readonly string[] {
  const texts = agents.flatMap((agent) => [
    agent.title,
    agent.description,
    agent.instructions,
    ...agent.examples,
  ]);
  const known = new Set(texts.flatMap(wordsOf));
  const find = createSpelling([...known, ...wordsOfLexicon(TECHNOLOGY)]);
  const mendWord = remember((word) => {
    const right = known.has(word) || isStopWord(word) || !isSpellable(word) || knows(word);
    return right ? word : (find(word) ?? word);
  });
  return (words) => {
    const mended = words.map((word) => mendWord(word));
    return mended.some((word, at) => word !== words[at]) ? mended : words;
  };
}

/**
 * Finds the word of a vocabulary that a misspelt one stands for: one letter left out, put in, changed or swapped with
 * its neighbour. Two such words share a form with one letter less, so that is what is looked up.
 */
function createSpelling(vocabulary: Iterable<string>): (word: string) => string | undefined {
  const shortened = new Map<string, string>();
  for (const word of [...new Set(vocabulary)].sort()) {
    if (!isSpellable(word)) continue;
    for (const form of [word, ...withoutOne(word)]) if (!shortened.has(form)) shortened.set(form, word);
  }

  return (word) => {
    for (const form of [word, ...withoutOne(word)]) {
      const found = shortened.get(form);
      if (found !== undefined && found[0] === word[0] && Math.abs(found.length - word.length) <= 1)
        return found;
    }
    return undefined;
  };
}

function isSpellable(word: string): boolean {
  return word.length >= LEAST_LETTERS && word.length <= 24 && /^[a-z]+$/.test(word);
}

/** Without the first letter it would be another word. */
function withoutOne(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, index) => word.slice(0, index + 1) + word.slice(index + 2),
  );
}
