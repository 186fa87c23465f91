import { type ConceptHit, createConceptFinder } from './concepts.ts';
import { ARCHITECTURE, BUSINESS, GENERIC } from './lexicon/architecture.ts';
import { STRONG_CHORES, WEAK_CHORES } from './lexicon/chores.ts';
import { TECHNOLOGY } from './lexicon/technology.ts';
import { normalise, splitWords, termsOf } from './words.ts';

/** What a text says, as the router counts it. */
export type Analysis = {
  /** Feature → how much it counts: `=python` a concept, `python` a stem. */
  features: Map<string, number>;
  /** Word or phrase → the features that it stands behind: what one word says is one piece of evidence. */
  pieces: Map<string, Set<string>>;
  /** Terms that stand next to each other, such as `agent service`. */
  pairs: string[];
  /** How much speaks for software: 1 for each concept of it, a half for what businesses and all programs have. */
  evidence: number;
  /** Over 0 when something else is wanted. Kinds of chores that an agent is made for do not count. */
  offTopic(topics: ReadonlySet<string>): number;
};

export type Analyse = (text: string) => Analysis;

const CONCEPT = 2;
const VAGUE_CONCEPT = 1;
const TERM = 1;

/** In the first words stands what is wanted; later, a chore may be what a system is about. */
const OPENING = 5;

export function createAnalyser(): Analyse {
  const sharp = createConceptFinder(TECHNOLOGY, ARCHITECTURE);
  const vague = createConceptFinder(GENERIC, BUSINESS);
  const strong = createConceptFinder(STRONG_CHORES);
  const weak = createConceptFinder(WEAK_CHORES);

  return (text) => {
    const words = splitWords(normalise(text));
    const features = new Map<string, number>();
    const pieces = new Map<string, Set<string>>();
    const terms = termsOf(words);
    for (const term of terms) {
      features.set(term, TERM);
      pieces.set(term, new Set([term]));
    }
    const sharpHits = sharp(words);
    const vagueHits = vague(words);
    for (const { concept } of sharpHits) features.set(`=${concept}`, CONCEPT);
    for (const { concept } of vagueHits) features.set(`=${concept}`, VAGUE_CONCEPT);
    for (const hit of [...sharpHits, ...vagueHits]) {
      for (const word of hit.words) pieces.set(word, (pieces.get(word) ?? new Set()).add(`=${hit.concept}`));
    }
    const strongHits = strong(words);
    const weakHits = weak(words);
    for (const { concept } of [...strongHits, ...weakHits]) features.set(`~${concept}`, 0);
    return {
      features,
      pieces,
      pairs: terms.slice(1).map((term, index) => `${terms[index] ?? ''} ${term}`),
      evidence: sum(sharpHits, 1) + sum(vagueHits, 0.5),
      offTopic(topics) {
        const wanted = strongHits.filter(({ concept }) => !topics.has(concept));
        const about = weakHits.filter(({ concept }) => !topics.has(concept));
        const opening = wanted.some(({ at }) => at < OPENING);
        const against = sum(sharpHits, 1);
        if (opening || (wanted.length > 0 && against < 4)) return 0.9;
        return about.length > 0 && against <= about.length ? 0.7 : 0;
      },
    };
  };
}

function sum(hits: readonly ConceptHit[], weight: number): number {
  return hits.reduce((total, { everyday }) => total + (everyday ? Math.min(weight, 0.5) : weight), 0);
}
