import { EVERYDAY, EVERYDAY_HAN } from './lexicon/everyday.ts';
import { isHan, stem } from './words.ts';

/** Concept → the words it goes by; see `lexicon/`. */
export type Lexicon = Record<string, string>;

export type ConceptHit = {
  concept: string;
  /** Index of the word it was first found at. */
  at: number;
  /** Everything that it was found by is also a word of everyday life. */
  everyday: boolean;
  /** The different words and phrases that it was found by. */
  words: ReadonlySet<string>;
};

type Phrase = { concept: string; words: string[]; open: boolean };

export type ConceptFinder = (words: readonly string[]) => ConceptHit[];

/** Compiles lexicons into a function that finds each of their concepts at most once in a text, at its first word. */
export function createConceptFinder(...lexicons: Lexicon[]): ConceptFinder {
  const exact = new Map<string, Set<string>>();
  const beginnings = new Map<string, Set<string>>();
  const inside: { part: string; concept: string; anywhere: boolean }[] = [];
  const han: { part: string; concept: string }[] = [];
  const phrases = new Map<string, Phrase[]>();

  for (const lexicon of lexicons) {
    for (const [concept, terms] of Object.entries(lexicon)) {
      for (const term of terms.split(/\s+/)) add(concept, term);
    }
  }

  function add(concept: string, term: string): void {
    if (term === '') return;
    if (isHan(term)) han.push({ part: term, concept });
    else if (term.startsWith('*')) {
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

  function conceptsOf(form: string): string[] {
    const concepts = [...(exact.get(form) ?? [])];
    for (let length = 2; length <= Math.min(form.length, longest); length++)
      concepts.push(...(beginnings.get(form.slice(0, length)) ?? []));
    if (form.length < 8) return concepts;
    const within = inside.filter(({ part, anywhere }) =>
      anywhere ? form.includes(part) : form.endsWith(part),
    );
    return [...concepts, ...within.map(({ concept }) => concept)];
  }

  return (words) => {
    const found = new Map<string, ConceptHit>();
    const note = (concept: string, at: number, term: string, everyday = isEveryday(term)) => {
      const known = found.get(concept);
      found.set(concept, {
        concept,
        at: known?.at ?? at,
        everyday: everyday && known?.everyday !== false,
        words: new Set([...(known?.words ?? []), isHan(term) ? term : stem(term)]),
      });
    };
    words.forEach((word, at) => {
      if (isHan(word)) {
        for (const { part, concept } of han) if (word.includes(part)) note(concept, at, part);
        return;
      }
      const formOf = new Map<string, string>();
      for (const form of formsOf(word)) {
        for (const concept of conceptsOf(form)) if (!formOf.has(concept)) formOf.set(concept, form);
      }
      for (const [concept, form] of formOf) note(concept, at, form);
      for (const phrase of phrases.get(word) ?? []) {
        if (follows(words, at, phrase)) note(phrase.concept, at, phrase.words.join(' '), false);
      }
    });
    return [...found.values()];
  };
}

/** A name such as `user-service` is looked up by its parts and whole. */
function formsOf(word: string): Set<string> {
  return new Set([...word.split(/[-./']/).filter((part) => part.length > 1), word]);
}

/** The single words, and beginnings of words, that a lexicon knows. */
export function wordsOfLexicon(lexicon: Lexicon): string[] {
  return Object.values(lexicon).flatMap((terms) => terms.match(/(?<![^\s])[a-z]+(?=\*?(?:\s|$))/g) ?? []);
}

function follows(words: readonly string[], at: number, { words: wanted, open }: Phrase): boolean {
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

function put(map: Map<string, Set<string>>, key: string, concept: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(concept));
}
