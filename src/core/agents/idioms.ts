import { IDIOMS } from './lexicon/idioms.ts';

/** Takes set phrases such as `in that case` out of a normalised text, so that none of their words counts. */
export function withoutIdioms(normalised: string): string {
  return normalised.replace(PATTERN, ' ');
}

const PATTERN = new RegExp(
  IDIOMS.split(/\s+/)
    .filter((idiom) => idiom !== '')
    // The longer of two idioms that begin alike has to be tried first.
    .sort((a, b) => b.length - a.length)
    .map(toPattern)
    .join('|'),
  'gu',
);

function toPattern(idiom: string): string {
  const words = idiom.replace('*', '').replaceAll('_', '\\s+');
  if (/\p{Script=Han}/u.test(idiom)) return words;
  return `(?<![\\p{L}\\p{N}-])${words}${idiom.endsWith('*') ? '\\p{L}{0,3}' : ''}(?![\\p{L}\\p{N}-])`;
}
