import { EVERYDAY, EVERYDAY_HAN } from './lexicon/everyday.ts';
import { remember } from './remember.ts';
import { isHan, stem } from './words.ts';

/** Concept → the words it goes by; see `lexicon/`. */
export type Lexicon = Record<string, string>;

export type Concept<Kind> = { name: string; kind: Kind };

export type ConceptHit<Kind> = {
  concept: Concept<Kind>;
  /** Index of the word it was first found at. */
  at: number;
  /** Everything that it was found by is also a word of everyday life. */
  everyday: boolean;
  /** The different words and phrases that it was found by. */
  words: Set<string>;
};

type Phrase<C> = { concept: C; words: string[]; open: boolean };

/** Compiles lexicons into a function that finds each of their concepts at most once in a text, at its first word. */
export function createConceptFinder<Kind>(
  lexicons: readonly { kind: Kind; lexicon: Lexicon }[],
): (words: readonly string[]) => ConceptHit<Kind>[] {
  type Known = Concept<Kind>;
  type Found = { concept: Known; word: string; everyday: boolean };
  const exact = new Map<string, Set<Known>>();
  const beginnings = new Map<string, Set<Known>>();
  const inside: { part: string; concept: Known; anywhere: boolean }[] = [];
  const han = new Map<string, { part: string; concept: Known }[]>();
  const phrases = new Map<string, Phrase<Known>[]>();

  for (const { kind, lexicon } of lexicons) {
    for (const [name, terms] of Object.entries(lexicon)) {
      const concept = { name, kind };
      for (const term of terms.split(/\s+/)) add(concept, term);
    }
  }

  function add(concept: Known, term: string): void {
    if (term === '') return;
    if (isHan(term)) {
      const first = term.slice(0, 1);
      han.set(first, [...(han.get(first) ?? []), { part: term, concept }]);
    } else if (term.startsWith('*')) {
      inside.push({ part: term.replaceAll('*', ''), concept, anywhere: term.endsWith('*') });
    } else if (term.includes('_')) {
      const words = term.replace(/\*$/, '').split('_');
      const first = words[0] ?? '';
      const known = phrases.get(first) ?? [];
      phrases.set(first, [...known, { concept, words, open: term.endsWith('*') }]);
    } else if (term.endsWith('*')) put(beginnings, term.slice(0, -1), concept);
    else put(exact, term, concept);
  }

  const longest = Math.max(0, ...[...beginnings.keys()].map((beginning) => beginning.length));

  function conceptsOf(form: string): Known[] {
    const concepts = [...(exact.get(form) ?? [])];
    for (let length = 2; length <= Math.min(form.length, longest); length++)
      concepts.push(...(beginnings.get(form.slice(0, length)) ?? []));
    if (form.length < 8) return concepts;
    const within = inside.filter(({ part, anywhere }) =>
      anywhere ? form.includes(part) : form.endsWith(part),
    );
    return [...concepts, ...within.map(({ concept }) => concept)];
  }

  const findHan = (run: string): Found[] => {
    const found: Found[] = [];
    for (let at = 0; at < run.length; at++) {
      for (const { part, concept } of han.get(run.charAt(at)) ?? []) {
        if (run.startsWith(part, at)) found.push({ concept, word: part, everyday: isEveryday(part) });
      }
    }
    return found;
  };

  const findWord = remember((word): Found[] => {
    if (isHan(word)) return findHan(word);
    const formOf = new Map<Known, string>();
    for (const form of formsOf(word)) {
      for (const concept of conceptsOf(form)) if (!formOf.has(concept)) formOf.set(concept, form);
    }
    return [...formOf].map(([concept, form]) => ({ concept, word: stem(form), everyday: isEveryday(form) }));
  });

  return (words) => {
    const hits = new Map<Known, ConceptHit<Kind>>();
    const note = ({ concept, word, everyday }: Found, at: number) => {
      const known = hits.get(concept);
      if (!known) {
        hits.set(concept, { concept, at, everyday, words: new Set([word]) });
        return;
      }
      known.everyday &&= everyday;
      known.words.add(word);
    };
    words.forEach((word, at) => {
      for (const found of findWord(word)) note(found, at);
      for (const phrase of phrases.get(word) ?? []) {
        if (!follows(words, at, phrase)) continue;
        note({ concept: phrase.concept, word: stem(phrase.words.join(' ')), everyday: false }, at);
      }
    });
    return [...hits.values()];
  };
}

/** A name such as `user-service` is looked up by its parts and whole. */
function formsOf(word: string): Iterable<string> {
  if (!/[-./']/.test(word)) return [word];
  return new Set([...word.split(/[-./']/).filter((part) => part.length > 1), word]);
}

/** The single words, and beginnings of words, that a lexicon knows. */
export function wordsOfLexicon(lexicon: Lexicon): string[] {
  return Object.values(lexicon).flatMap((terms) => terms.match(/(?<![^\s])[a-z]+(?=\*?(?:\s|$))/g) ?? []);
}

function follows(words: readonly string[], at: number, { words: wanted, open }: Phrase<unknown>): boolean {
  return wanted.every((want, index) => {
    const word = words[at + index];
    if (word === undefined) return false;
    if (index === wanted.length - 1 && open) return word.startsWith(want);
    return word === want || (index === wanted.length - 1 && want.length > 3 && word === `${want}s`);
  });
}

function isEveryday(term: string): boolean {
  return EVERYDAY.has(term) || EVERYDAY_HAN.has(term);
}

function put<C>(map: Map<string, Set<C>>, key: string, concept: C): void {
  map.set(key, (map.get(key) ?? new Set<C>()).add(concept));
}
