import { IDIOMS } from './lexicon/idioms.ts';
import { isHan } from './words.ts';

/** An open idiom may end in up to this many more letters, as plurals do. */
const MOST_ENDING = 3;

type Idiom = { words: string[]; open: boolean };

/** Takes set phrases such as `in that case` out of the words of a text, so that none of their words counts. */
export function withoutIdioms(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let changed = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const idiom = BY_FIRST.get(word.slice(0, 2))?.find((known) => stands(known, words, at));
    const rest = idiom ? [] : isHan(word) ? word.split(HAN).filter((part) => part !== '') : [word];
    if (idiom) at += idiom.words.length - 1;
    if (rest[0] !== word) changed = true;
    kept.push(...rest);
  }
  return changed ? kept : words;
}

function stands({ words: wanted, open }: Idiom, words: readonly string[], at: number): boolean {
  return wanted.every((want, index) => {
    const word = words[at + index];
    if (word === want) return true;
    if (!open || index < wanted.length - 1) return false;
    return word?.startsWith(want) === true && word.length <= want.length + MOST_ENDING;
  });
}

const ALL = IDIOMS.split(/\s+/)
  .filter((idiom) => idiom !== '')
  // The longer of two idioms that begin alike has to be tried first.
  .sort((a, b) => b.length - a.length);

const HAN = new RegExp(ALL.filter(isHan).join('|'), 'u');

const BY_FIRST = new Map<string, Idiom[]>();
for (const text of ALL.filter((idiom) => !isHan(idiom))) {
  const idiom = { words: text.replace('*', '').split('_'), open: text.endsWith('*') };
  BY_FIRST.set(text.slice(0, 2), [...(BY_FIRST.get(text.slice(0, 2)) ?? []), idiom]);
}
