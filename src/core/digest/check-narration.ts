import { COUNTED_NOUNS, type CountedNoun, type NarrationFacts } from './narration-facts.ts';
import { isVagueAmount, numberOf } from './number-words.ts';
import { ORDINARY_WORDS } from './ordinary-words.ts';

/** A few sentences fit into it, and a screen of the digest has room for it. */
const MOST_CHARS = 500;

/** No sentence has fewer. */
const LEAST_WORDS = 3;

type Token = { text: string; startsSentence: boolean };

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:[-'’/._]|(?<=\p{N})[,:](?=\p{N}))[\p{L}\p{M}\p{N}]+)*/gu;

/**
 * What is wrong with a paragraph, a sentence each, as its writer is to be told; none: it may be shown. Nothing of it may
 * act on people or lead anywhere, and each number and name has to be in the facts.
 */
export function findNarrationProblems(words: string, facts: NarrationFacts): string[] {
  // Wide and styled letters are read, and linked by some clients, as what they stand for.
  const shape = shapeProblem(words) ?? shapeProblem(words.normalize('NFKC'));
  if (shape) return [shape];
  const known = knownOf(facts.text);
  const tokens = tokensOf(words);
  if (tokens.length < LEAST_WORDS) return ['It says nothing.'];
  return tokens.flatMap((token, index) => {
    const next = tokens.slice(index + 1, index + 3).map(({ text }) => text);
    const number = numberProblem(token, next, tokens[index - 1]?.text, facts, known);
    if (number !== 'none') return number ? [number] : [];
    return nameProblem(token, known) ?? [];
  });
}

function shapeProblem(words: string): string | undefined {
  if (words.length > MOST_CHARS) return `It is longer than ${MOST_CHARS} characters.`;
  if (/[\n\r\u2028\u2029]/.test(words)) return 'It has more than one paragraph.';
  if (/\p{C}|\u034f|\u115f|\u1160|\u3164/u.test(words)) return 'It has characters that nobody sees.';
  if (/:\/\/|\bwww\b|\b(?:https?|mailto|javascript|data|file|tel):(?=\S)/iu.test(words))
    return 'It has an address.';
  if (/[\p{L}\p{N}-]\.\p{L}{2,}/u.test(words)) return 'It has something like the name of a server.';
  if (/[<>@*_`~#[\]|\\{}^$]|&#?\w+;|:\w+:|^\s*(?:[-–•+]|\d+[.)])\s/u.test(words))
    return 'It has marks of formatting, or a mention.';
  return undefined;
}

type Known = { words: ReadonlySet<string>; pairs: ReadonlySet<string>; text: string };

function knownOf(text: string): Known {
  const tokens = tokensOf(text).map((token) => token.text.toLowerCase());
  const words = new Set(tokens.flatMap((token) => [token, bare(token), ...token.split(/[-/._'’]/)]));
  const pairs = new Set(tokens.map((token, index) => `${token} ${tokens[index + 1] ?? ''}`));
  return { words, pairs, text: text.toLowerCase() };
}

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: match[0],
    startsSentence: /(?:^|[.!?:;–—]\s+)[“"‘'(«]?$/u.test(text.slice(0, match.index)),
  }));
}

/** `none`: it is no number; undefined: one that holds. */
function numberProblem(
  { text }: Token,
  next: readonly string[],
  before: string | undefined,
  facts: NarrationFacts,
  known: Known,
): string | undefined | 'none' {
  const noun = nounIn(next);
  const problem = `“${text}” is no number of the facts${noun ? ` about ${noun}s` : ''}.`;
  if (/^\d+(?:,\d{3})+$|^\d+$/.test(text)) {
    const value = Number(text.replaceAll(',', ''));
    if (noun) return facts.countsOf[noun].has(value) ? undefined : problem;
    if (facts.counts.has(value)) return undefined;
    return isQuoted(text, before, next[0], known) ? undefined : problem;
  }
  if (/^[\d.,:/-]+$/.test(text)) return isQuoted(text, before, next[0], known) ? undefined : problem;
  if (/\p{N}/u.test(text)) return known.words.has(text.toLowerCase()) ? undefined : problem;
  if (isVagueAmount(text)) return known.words.has(text.toLowerCase()) ? undefined : problem;
  const value = numberOf(text);
  if (value === undefined) {
    if (!/^no$/i.test(text) || !noun || !isPlural(next, noun)) return 'none';
    return facts.countsOf[noun].has(0) ? undefined : problem;
  }
  if (noun) return facts.countsOf[noun].has(value) ? undefined : problem;
  // “One of them”: a pronoun.
  if (value === 1 || facts.counts.has(value)) return undefined;
  const written = [text, String(value)];
  return written.some((number) => isQuoted(number, before, next[0], known)) ? undefined : problem;
}

/** A number in somebody's words says something beside the word it stands beside there. */
function isQuoted(
  text: string,
  before: string | undefined,
  next: string | undefined,
  { pairs }: Known,
): boolean {
  const number = text.toLowerCase();
  return (
    (next !== undefined && pairs.has(`${number} ${next.toLowerCase()}`)) ||
    (before !== undefined && pairs.has(`${before.toLowerCase()} ${number}`))
  );
}

function nounIn(words: readonly string[]): CountedNoun | undefined {
  return words.map(toNoun).find((noun) => noun !== undefined);
}

function toNoun(word: string): CountedNoun | undefined {
  return COUNTED_NOUNS.find((noun) => word.toLowerCase() === noun || word.toLowerCase() === `${noun}s`);
}

function isPlural(words: readonly string[], noun: CountedNoun): boolean {
  return words.some((word) => word.toLowerCase() === `${noun}s`);
}

/** Undefined where it names nothing, or something of the facts. */
function nameProblem({ text, startsSentence }: Token, known: Known): string | undefined {
  if (!isName(text)) return undefined;
  const whole = text.toLowerCase();
  if (known.words.has(whole) || known.words.has(bare(whole))) return undefined;
  if (startsSentence && ORDINARY_WORDS.has(whole) && text.slice(1) === whole.slice(1)) return undefined;
  if (whole === 'ai') return undefined;
  // Scripts without spaces: a name is part of what looks like one long word.
  if (/[^\p{Script=Latin}\p{M}\p{P}]/u.test(text) && known.text.includes(whole)) return undefined;
  const parts = text.split(/[-/'’]/).filter((part) => part !== '');
  const hold = (part: string, index: number): boolean =>
    !isName(part) ||
    known.words.has(part.toLowerCase()) ||
    (index === 0 && startsSentence && ORDINARY_WORDS.has(part.toLowerCase()));
  if (parts.length > 1 && parts.every(hold)) return undefined;
  return `“${text}” is not in the facts.`;
}

/** A capital, or letters that no English word has. */
function isName(text: string): boolean {
  return /\p{Lu}|\p{Lt}|[^\p{Script=Latin}\p{M}\p{P}\p{N}]/u.test(text);
}

/** Without the ending of a plural or a possessive. */
function bare(word: string): string {
  return word.replace(/['’]s$|['’]$|(?<=..)s$/u, '');
}
