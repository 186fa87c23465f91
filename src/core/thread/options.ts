import { UNSPACED } from '../decisions/draft-decisions.ts';
import { labelledOptions, placeOfLabel } from '../decisions/option-label.ts';
import { plainWords } from '../design/text/plain-words.ts';
import type { DesignRef, ThreadState } from './state.ts';

/** An option by its place, and what was said beside naming it; empty when that is all. */
export type Named = { option: number; rest: string };

/** What can be chosen from in a thread: its newest design, where that offers more than one way. */
export function choosable(state: ThreadState): DesignRef | undefined {
  const newest = state.designs?.at(-1);
  return newest && newest.options.length > 1 ? newest : undefined;
}

/**
 * The option that the words name: by its label, its place or its name, or by words that no other name has; after a
 * label anything may follow. Undefined when they name none, or more than one.
 */
export function findOption(options: readonly string[], said: string): Named | undefined {
  const wanted = said.replace(COURTESY, '').trim();
  const isNamed = (words: string) => theOnly(options, (name) => plainWords(name) === plainWords(words));
  const named = isNamed(said) ?? isNamed(wanted);
  if (named !== undefined) return { option: named, rest: '' };
  const label = readLabel(wanted);
  if (!label) return found(theOnly(options, (name) => fits(name, wanted)));
  const option = placeOfLabel(options, label.label);
  const name = options[option ?? -1];
  if (option === undefined || name === undefined) return undefined;
  if (label.rest === '' || fits(name, label.rest)) return { option, rest: '' };
  if (OTHER_LABEL.test(label.rest) || options.some((other) => fits(other, label.rest))) return undefined;
  return { option, rest: label.rest };
}

/** `B`, `2`, `option B`, `#2`: can mean nothing but a place in a list. */
export function isLabel(said: string): boolean {
  return readLabel(said)?.rest === '';
}

export function listOptions(options: readonly string[]): string {
  return labelledOptions(options).join(', ');
}

/** What makes no difference: marks around a name, and friendly words. Bounded, as a text may be all blanks. */
const COURTESY = /[\s,]{0,9}\bplease\b|[\s,]{1,9}(?:thanks|thank you|then|now)[.!\s]{0,9}$|["'`“”‘’*_]/gi;

/** Words after which a second option follows, so that neither is chosen. */
const OTHER_LABEL = /^(?:and|or|vs\.?|versus|&|\+|\/)?\s*(?:option\s+)?#?(?:[a-z]|\d{1,2})\s*$/i;

/** What can follow a label that is a word of its own: `a`, `I` or a number. */
const LINKED = /^(?:but|and|with|without|then|because|since|as|so|now|instead|however|for now)\b/i;

/** The label, and what follows it: `B: the modular monolith`, `B but keep the gateway`. */
function readLabel(said: string): { label: string; rest: string } | undefined {
  const match =
    /^(option\s+#?|#)?([a-z]|\d{1,2})(?![\p{L}\p{N}])(\s*[:.),;!：，。、–-]+\s*|\s*)(.*)$/isu.exec(
      said.trim(),
    );
  if (!match) return undefined;
  const [, prefix = '', label = '', separator = '', rest = ''] = match;
  const isMark = separator.trim() !== '';
  if (rest !== '' && separator === '') return undefined;
  const isWord = /^[ai\d]/i.test(label);
  if (rest !== '' && isWord && prefix === '' && !isMark && !LINKED.test(rest)) return undefined;
  return { label, rest: rest.trim() };
}

function found(option: number | undefined): Named | undefined {
  return option === undefined ? undefined : { option, rest: '' };
}

function theOnly(options: readonly string[], isMeant: (name: string) => boolean): number | undefined {
  const places = options.flatMap((name, place) => (isMeant(name) ? [place] : []));
  return places.length === 1 ? places[0] : undefined;
}

/** Words that are said of any option. */
const EMPTY = new Set(
  'a an the option it its this that these those one ones any some all both none'.split(' '),
);

/** Each word is one of the name, or begins one clearly; words that fit every name are none. */
function fits(name: string, said: string): boolean {
  const known = plainWords(name).split(' ');
  const words = plainWords(said)
    .split(' ')
    .filter((word) => !EMPTY.has(word) && word !== '');
  return words.length > 0 && words.every((word) => known.some((other) => begins(other, word)));
}

function begins(other: string, word: string): boolean {
  const clear = UNSPACED.test(word) ? 2 : 3;
  return other === word || (word.length >= clear && other.startsWith(word));
}
