import type { Agent } from './agent.ts';
import type { Analyse } from './analyse.ts';
import { wordsOfLexicon } from './concepts.ts';
import { TECHNOLOGY } from './lexicon/technology.ts';
import { isStopWord, normalise, splitWords } from './words.ts';

/** Shorter words have too many neighbours. */
const LEAST_LETTERS = 6;

/** Puts words in place of misspelt ones that the agents' files or the lexicon know; the rest of a text stays. */
export function createMender(agents: readonly Agent[], analyse: Analyse): (text: string) => string {
  const texts = agents.flatMap((agent) => [
    agent.title,
    agent.description,
    agent.instructions,
    ...agent.examples,
  ]);
  const known = new Set(texts.flatMap((text) => splitWords(normalise(text))));
  const find = createSpelling([...known, ...wordsOfLexicon(TECHNOLOGY)]);
  const isKnown = (word: string) =>
    known.has(word) ||
    isStopWord(word) ||
    [...analyse(word).features.keys()].some((key) => /^[=~]/.test(key));

  return (text) =>
    splitWords(normalise(text))
      .map((word) => (isKnown(word) ? word : (find(word) ?? word)))
      .join(' ');
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
    if (!isSpellable(word)) return undefined;
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
