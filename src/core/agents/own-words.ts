import type { Analysis } from './analyse.ts';
import { EVERYDAY, EVERYDAY_HAN } from './lexicon/everyday.ts';
import { TECHNOLOGY } from './lexicon/technology.ts';
import { isHan, stem } from './words.ts';

/** An own word is a name when this much of the agent's examples contain it. */
const NAME_EXAMPLES = 1 / 3;

/** Of a technology that this much of the examples speak of, every word that is not an everyday one is a name. */
const NAME_TECHNOLOGY = 1 / 2;

export const EVERYDAY_STEMS: ReadonlySet<string> = new Set([...EVERYDAY].map(stem));

/** Words that mean this agent whatever stands around them, unless they are words of everyday life. */
export function namesOf(
  id: string,
  own: ReadonlySet<string>,
  examples: ReadonlyMap<string, number>[],
): Set<string> {
  const names = new Set([stem(id)]);
  for (const feature of own) {
    const often = examples.filter((example) => example.has(feature)).length / examples.length;
    const least = !feature.startsWith('=') ? NAME_EXAMPLES : NAME_TECHNOLOGY;
    const canName = !feature.startsWith('=') || isTechnology(feature);
    if (canName && often >= least) names.add(feature);
  }
  return new Set([...names].filter((name) => !EVERYDAY_STEMS.has(name)));
}

export function isTechnology(concept: string): boolean {
  return Object.hasOwn(TECHNOLOGY, concept.slice(1));
}

/** Two words, one of them the agent's own, that more than one of the texts put next to each other. */
export function phrasesOf(texts: readonly Pick<Analysis, 'pairs'>[], own: ReadonlySet<string>): Set<string> {
  const counts = new Map<string, number>();
  for (const { pairs } of texts) {
    for (const pair of new Set(pairs)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const phrases = [...counts].filter(([, count]) => count > 1).map(([pair]) => pair);
  return new Set(phrases.filter((pair) => pair.split(' ').some((word) => own.has(word))));
}

/** A set phrase, `cloud phone`, is none of the words it is made of and no name either. */
export function isEverydayWord(word: string): boolean {
  return word.includes(' ') || EVERYDAY_STEMS.has(word) || EVERYDAY_HAN.has(word);
}

/**
 * Counts the words that speak for an agent, each concept once: `session cookie` is two words for one thing, and no more
 * evidence than one of them.
 */
export function countWords(
  pieces: Analysis['pieces'],
  isOwn: (feature: string) => boolean,
  leans: (feature: string) => boolean,
): { own: number; leaning: number } {
  const counted = new Set<string>();
  const count = (counts: (feature: string) => boolean, word: string, said: ReadonlySet<string>) => {
    const fresh = [...said].filter(
      (feature) => counts(feature) && (word.includes(' ') || isHan(word) || !counted.has(feature)),
    );
    for (const feature of said) counted.add(feature);
    return fresh.length > 0 ? 1 : 0;
  };
  let own = 0;
  let leaning = 0;
  for (const [word, said] of pieces) if (some(said, isOwn)) own += count(isOwn, word, said);
  for (const [word, said] of pieces) {
    if (!some(said, isOwn) && !isEverydayWord(word)) leaning += count(leans, word, said);
  }
  return { own, leaning };
}

export function some(features: ReadonlySet<string>, test: (feature: string) => boolean): boolean {
  for (const feature of features) if (test(feature)) return true;
  return false;
}
