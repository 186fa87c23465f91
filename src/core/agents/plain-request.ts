import {
  ACTIVITIES,
  DEFINITE,
  DESIGNING,
  DIGITAL,
  ENDING,
  FIRST,
  FIRST_LOOSE,
  FIRST_PHRASES,
  GAMES,
  HAN_ASKING,
  HAN_GAME,
  HAN_LOOSE,
  HAN_MEDIUM,
  HAN_PHYSICAL,
  HAN_PRODUCT,
  HAN_REMARK,
  HAN_THING,
  KINDS,
  KNOWN_PRODUCTS,
  LEADING,
  LOOSE_KINDS,
  NEEDING,
  PHYSICAL,
  PRODUCTS,
  REMARKING,
  TELLING,
  THINGS,
  TOUCHABLE,
} from './lexicon/products.ts';
import { isAcknowledgement } from './small-talk.ts';
import { isHan, isStopWord, normalise, splitWords } from './words.ts';

/** Longer messages, and longer sentences, say themselves what they are about. */
const MOST_CHARACTERS = 1_000;
const MOST_WORDS = 20;
/** The name of a product alone, with whom it is for. */
const MOST_WORDS_OF_NAME = 9;

/** Shorter ends, as in `snapp`, are chance; so is a compound that begins with less than three letters. */
const LEAST_END = 3;
const LEAST_BEGINNING = 3;

/** `系统` alone names nothing. */
const SHORTEST_HAN_NAME = 2;

/** How a thing is named: `demand` where a design of it is asked for, `name` where nothing else is said. */
type Manner = 'demand' | 'name';

type Vocabulary = {
  /** Whether a word names something of software or of a business. */
  isSubject(word: string): boolean;
  /** Whether an agent is made for what the word names: a garden is a thing unless one of the agents designs gardens. */
  isServed(word: string): boolean;
};

/** What a message is for: `thing` where it is surely no matter of software, undefined where its words have to tell. */
type Requested = 'program' | 'thing' | undefined;

/**
 * Reads messages that ask for the design of a program, or only name one: `design a URL shortener`, `a chat app`. It has
 * to be the program itself: `a logo for our app` is a thing.
 */
export function readPlainRequest(text: string, vocabulary: Vocabulary): Requested {
  if (text.length > MOST_CHARACTERS) return undefined;
  const plain = normalise(text).replace(/<[@#!][^>]*>/g, ' ');
  const clauses = plain
    .split(/[\n;:!?。,;:!?]+|[.,](?=\s|$)/u)
    .map(splitWords)
    .filter((words) => words.some((word) => !isFiller(word)));
  const [clause] = clauses;
  if (!clause || clause.length > MOST_WORDS) return undefined;
  const asks = /[?？]/u.test(plain);
  const requested = clause.some(isHan)
    ? readHan(clause.join(''), asks, vocabulary)
    : readClause(clause, asks, vocabulary);
  return requested === 'thing' && clauses.length > 1 ? undefined : requested;
}

function readClause(clause: string[], asks: boolean, { isSubject, isServed }: Vocabulary): Requested {
  const { manner, rest } = readManner(clause);
  const named = rest.slice(leadingOf(rest));
  if (named.length === 0) return undefined;
  if (manner === 'name' && (asks || isRemark(rest))) return undefined;
  const end = named.findIndex((word, at) => at > 0 && ENDING.has(word));
  const words = end < 0 ? named : named.slice(0, end);
  const phrase = words.filter((word, at) => at === 0 || !isFiller(word));
  const isAbout = (word: string) => DIGITAL.has(word) || isSubject(word);
  const physical = phrase.find(isPhysical);
  if (physical !== undefined) return isServed(physical) ? undefined : 'thing';
  const open = end >= 0 && !named.slice(end).some((word) => DEFINITE.has(word));
  const said = { phrase, manner, scoped: open, isAbout };
  if (isProgramFirst(named, said) || isProgramLast(said)) return 'program';
  const thing = [phrase.at(-1), phrase[0]].find((word) => word !== undefined && THINGS.has(word));
  return thing !== undefined && !phrase.some(isServed) ? 'thing' : undefined;
}

function isRemark(words: string[]): boolean {
  const end = words.findIndex((word) => ENDING.has(word) || /^d(?:e|el|u|es)$/.test(word));
  const tells = words.some((word) => REMARKING.has(word) || isAcknowledgement(word));
  return (
    tells ||
    words.length > MOST_WORDS_OF_NAME ||
    (end < 0 ? words : words.slice(0, end)).some((word) => DEFINITE.has(word))
  );
}

/** Takes off how it is asked for. */
function readManner(clause: string[]): { manner: Manner; rest: string[] } {
  const last = clause.at(-1) ?? '';
  let at = 0;
  while (at < clause.length) {
    const word = clause[at] ?? '';
    if (DESIGNING.has(word)) {
      if (clause.slice(0, at).some((before) => TELLING.has(before))) break;
      return { manner: 'demand', rest: clause.slice(at + 1) };
    }
    if (NEEDING.has(word)) {
      if (DESIGNING.has(last)) return { manner: 'demand', rest: clause.slice(at + 1, -1) };
      const verb = clause.slice(at + 1, at + 4).findIndex((next) => DESIGNING.has(next));
      if (verb >= 0) return { manner: 'demand', rest: clause.slice(at + verb + 2) };
      return { manner: 'name', rest: clause.slice(at + 1) };
    }
    if (!isFiller(word)) break;
    at++;
  }
  // German puts the verb last, and `a chat app design` asks for the same.
  if (DESIGNING.has(last)) return { manner: 'demand', rest: clause.slice(0, -1) };
  return { manner: 'name', rest: clause };
}

function isFiller(word: string): boolean {
  return isStopWord(word) || LEADING.has(word) || isAcknowledgement(word);
}

function leadingOf(words: readonly string[]): number {
  const at = words.findIndex((word) => KNOWN_PRODUCTS.has(word) || (!isStopWord(word) && !LEADING.has(word)));
  return at < 0 ? words.length : at;
}

type Said = {
  /** Up to where it is said for whom. */
  phrase: string[];
  manner: Manner;
  /** It is said for whom, and those are not certain people: `for one city`, but not `for the party`. */
  scoped: boolean;
  isAbout(word: string): boolean;
};

/** Spanish and French: `gestor de tareas`. */
function isProgramFirst(named: string[], { manner, isAbout }: Said): boolean {
  const [first = '', ...others] = named;
  const complement = others.flatMap((word) => word.split("'"));
  if (complement.slice(0, 4).some(isPhysical)) return false;
  if (FIRST_PHRASES.test(named.join(' '))) return true;
  const about = complement.some(isAbout);
  if (FIRST_LOOSE.has(first)) return about || (manner === 'demand' && complement.length > 0);
  if (FIRST.has(first)) return complement.length > 0 || manner === 'demand';
  const isAgent = /(?:[aei]dor|eur|euse)$/.test(first) && !TOUCHABLE.has(first);
  return about && (isAgent || GAMES.has(first));
}

/** English and German: `task manager`, `Aufgabenplaner`. */
function isProgramLast({ phrase, manner, scoped, isAbout }: Said): boolean {
  const head = phrase.at(-1) ?? '';
  const beside = phrase.slice(0, -1);
  if (KNOWN_PRODUCTS.has(head)) return manner === 'demand' || scoped;
  const compound = splitCompound(head);
  const isKind = (list: ReadonlySet<string>) => list.has(head) || compound.of === list;
  if (isKind(PRODUCTS)) return true;
  const told = beside.length > 0 || compound.of !== undefined;
  const about = beside.some(isAbout) || isAbout(compound.beginning);
  if (isKind(KINDS)) return told || manner === 'demand';
  if (isKind(ACTIVITIES) && told && (manner === 'demand' || scoped || about)) return true;
  if (isKind(LOOSE_KINDS)) return about || (told && manner === 'demand');
  if (isKind(GAMES)) return about;
  return /.{4}(?:er|or)$/.test(head) && !TOUCHABLE.has(head) && beside.some((word) => DIGITAL.has(word));
}

function isPhysical(word: string): boolean {
  const { beginning } = splitCompound(word);
  return PHYSICAL.has(word) || PHYSICAL.has(beginning) || PHYSICAL.has(beginning.replace(/s$/, ''));
}

/** A compound in one word, such as `Kundenportal` or `quiz-app`, by its end. */
function splitCompound(word: string): { of?: ReadonlySet<string>; beginning: string } {
  for (let at = LEAST_BEGINNING; at <= word.length - LEAST_END; at++) {
    const end = word.slice(at);
    const of = [PRODUCTS, KINDS, ACTIVITIES, LOOSE_KINDS, GAMES].find((list) => list.has(end));
    const isHyphened = word[at - 1] === '-';
    if (of && (end.length > LEAST_END || isHyphened)) {
      return { of, beginning: word.slice(0, isHyphened ? at - 1 : at) };
    }
  }
  return { beginning: '' };
}

function readHan(run: string, asks: boolean, { isServed }: Vocabulary): Requested {
  const [asking = '', verb] = HAN_ASKING.exec(run) ?? [];
  const named = run.slice(asking.length);
  if (named === '') return undefined;
  if (verb === undefined && (asks || HAN_REMARK.test(named))) return undefined;
  const [physical] = HAN_PHYSICAL.exec(named) ?? [];
  if (physical !== undefined) return isServed(physical) ? undefined : 'thing';
  const told = verb !== undefined || named.length > SHORTEST_HAN_NAME;
  if (HAN_PRODUCT.test(named)) return told ? 'program' : undefined;
  const about = HAN_MEDIUM.test(named);
  const isLoose = HAN_LOOSE.test(named) || (HAN_GAME.test(named) && about);
  if (isLoose && (about || verb !== undefined)) return 'program';
  const [thing] = HAN_THING.exec(named) ?? [];
  return verb !== undefined && thing !== undefined && !isServed(thing) ? 'thing' : undefined;
}
