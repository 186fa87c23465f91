import { type ConceptHit, createConceptFinder, type Lexicon } from './concepts.ts';
import { ARCHITECTURE, BUSINESS, GENERIC } from './lexicon/architecture.ts';
import { STRONG_CHORES, WEAK_CHORES } from './lexicon/chores.ts';
import { TECHNOLOGY } from './lexicon/technology.ts';
import { remember } from './remember.ts';
import { stem, termsOf } from './words.ts';

/** What a text says, as the router counts it. */
export type Analysis = {
  /** Feature → how much it counts: `=python` a concept, `python` a stem. */
  features: Map<string, number>;
  /** Word or phrase → the features that it stands behind: what one word says is one piece of evidence. */
  pieces: Map<string, Set<string>>;
  /** Terms that stand next to each other, such as `agent service`. */
  pairs: string[];
  /** Whether a word of it names something of software or of a business. */
  isSubject(word: string): boolean;
  /** How much speaks for software: 1 for each concept of it, a half for what businesses and all programs have. */
  evidence: number;
  /** Over 0 when something else is wanted. Kinds of chores that an agent is made for do not count. */
  offTopic(topics: ReadonlySet<string>): number;
};

export type Analyser = {
  /** Takes the words of a normalised text. */
  analyse(words: readonly string[]): Analysis;
  /** Whether the lexicon knows a word by itself. */
  knows(word: string): boolean;
};

const CONCEPT = 2;
const VAGUE_CONCEPT = 1;
const TERM = 1;

type Kind = 'sharp' | 'vague' | 'strong' | 'weak';

type Hit = ConceptHit<Kind>;

/** Sharp concepts speak for software, vague ones a little; chores speak against it, strong ones whatever is named. */
const LEXICONS: { kind: Kind; lexicon: Lexicon }[] = [
  { kind: 'sharp', lexicon: TECHNOLOGY },
  { kind: 'sharp', lexicon: ARCHITECTURE },
  { kind: 'vague', lexicon: GENERIC },
  { kind: 'vague', lexicon: BUSINESS },
  { kind: 'strong', lexicon: STRONG_CHORES },
  { kind: 'weak', lexicon: WEAK_CHORES },
];

/** In the first words stands what is wanted; later, a chore may be what a system is about. */
const OPENING = 5;

export function createAnalyser(): Analyser {
  const find = createConceptFinder(LEXICONS);
  const terms = remember(termsOf);

  function analyse(words: readonly string[]): Analysis {
    const features = new Map<string, number>();
    const pieces = new Map<string, Set<string>>();
    const said = words.flatMap(terms);
    for (const term of said) {
      features.set(term, TERM);
      pieces.set(term, new Set([term]));
    }
    const hits: Record<Kind, Hit[]> = { sharp: [], vague: [], strong: [], weak: [] };
    for (const hit of find(words)) hits[hit.concept.kind].push(hit);
    for (const { concept } of hits.sharp) features.set(`=${concept.name}`, CONCEPT);
    for (const { concept } of hits.vague) features.set(`=${concept.name}`, VAGUE_CONCEPT);
    for (const { concept, words } of [...hits.sharp, ...hits.vague]) {
      for (const word of words) pieces.set(word, (pieces.get(word) ?? new Set()).add(`=${concept.name}`));
    }
    for (const { concept } of [...hits.strong, ...hits.weak]) features.set(`~${concept.name}`, 0);
    return {
      features,
      pieces,
      pairs: said.slice(1).map((term, index) => `${said[index] ?? ''} ${term}`),
      isSubject: (word) => [...(pieces.get(stem(word)) ?? [])].some((feature) => feature.startsWith('=')),
      evidence: sum(hits.sharp, 1) + sum(hits.vague, 0.5),
      offTopic(topics) {
        const wanted = hits.strong.filter(({ concept }) => !topics.has(concept.name));
        const about = hits.weak.filter(({ concept }) => !topics.has(concept.name));
        const opening = wanted.some(({ at }) => at < OPENING);
        const chores = new Set([...wanted, ...about].flatMap(({ words }) => [...words].flatMap(partsOf)));
        const isElsewhere = ({ words }: Hit) => [...words].some((word) => !chores.has(word));
        const sharp = sum(hits.sharp.filter(isElsewhere), 1);
        if (opening || (wanted.length > 0 && sharp < 4)) return 0.9;
        // Only beside a sharp concept do vague ones tell that a chore's word is what a system is about.
        const against = sharp + (sharp > 0 ? sum(hits.vague.filter(isElsewhere), 0.5) : 0);
        return about.length > 0 && against <= about.length ? 0.7 : 0;
      },
    };
  }

  return { analyse, knows: (word) => find([word]).length > 0 };
}

function partsOf(phrase: string): string[] {
  return [phrase, ...phrase.split(' ').map(stem)];
}

function sum(hits: readonly Hit[], weight: number): number {
  return hits.reduce((total, { everyday }) => total + (everyday ? Math.min(weight, 0.5) : weight), 0);
}
