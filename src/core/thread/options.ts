import { plainWords } from '../design/text/plain-words.ts';
import type { DesignRef, ThreadState } from './state.ts';

/** What can be chosen from in a thread: its newest design, where that offers more than one way. */
export function choosable(state: ThreadState): DesignRef | undefined {
  const newest = state.designs?.at(-1);
  return newest && newest.options.length > 1 ? newest : undefined;
}

/**
 * The place of the option that the words name: by its letter or number in the list, by its name, or by the beginnings
 * of words that no other name has. Undefined when they name none, or more than one.
 */
export function findOption(options: readonly string[], said: string): number | undefined {
  const wanted = said.replace(/[\s,]*\bplease\b|["'`“”‘’*_]/gi, '').trim();
  const named = theOnly(options, (name) => plainWords(name) === plainWords(wanted));
  if (named !== undefined) return named;
  const label = readLabel(wanted);
  if (!label) return theOnly(options, (name) => fits(name, wanted));
  const name = options[label.place];
  return name !== undefined && fits(name, label.rest) ? label.place : undefined;
}

/** `B`, `2`, `option B`, `#2`: can mean nothing but a place in a list. */
export function isLabel(said: string): boolean {
  return readLabel(said)?.rest === '';
}

export function listOptions(options: readonly string[]): string {
  return options.map((name, place) => `${letterOf(place)}: ${name}`).join(', ');
}

/** As they are called in the thread. A design has at most ten. */
export function letterOf(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}

/** The label, and what follows it: `B: the modular monolith`. */
function readLabel(said: string): { place: number; rest: string } | undefined {
  const match = /^(?:option\s+)?#?(?:([a-z])|(\d{1,2}))(?:\s*[:.),–-]\s*(.*)|[!\s]*)$/i.exec(said.trim());
  if (!match) return undefined;
  const [, letter, number, rest = ''] = match;
  const place = letter ? letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0) : Number(number) - 1;
  return { place, rest: rest.trim() };
}

function theOnly(options: readonly string[], isMeant: (name: string) => boolean): number | undefined {
  const places = options.flatMap((name, place) => (isMeant(name) ? [place] : []));
  return places.length === 1 ? places[0] : undefined;
}

/** Each word begins a word of the name; no words fit every name. */
function fits(name: string, said: string): boolean {
  const known = plainWords(name).split(' ');
  const words = plainWords(said)
    .split(' ')
    .filter((word) => word !== '' && word !== 'the' && word !== 'option');
  return words.every((word) => known.some((other) => other.startsWith(word)));
}
