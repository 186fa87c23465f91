import type { Analysis } from './analyse.ts';
import {
  ASKING,
  BESIDE,
  COMING_BACK,
  CONTINUING,
  HAN_BESIDE,
  HAN_COMING_BACK,
} from './lexicon/follow-ups.ts';
import { isHan, isStopWord, normalise, splitWords, stem } from './words.ts';

/** Longer messages say themselves what they are about. */
const MOST_WORDS = 10;
const MOST_CHARACTERS = 500;

/**
 * A short question that lives from what was said before, such as `how much would that cost?`. Every word of it has to be
 * known: a single other one, such as a place or a weekday, may make it a question about anything.
 */
export function isFollowUp(text: string, { pieces }: Pick<Analysis, 'pieces'>): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  const plain = normalise(text)
    .replace(/<[@#!][^>]*>/g, ' ')
    .trim();
  const words = splitWords(plain);
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  if (words.every(isHan)) return words.every(isHanFollowUp);

  const isSubject = (word: string) =>
    [word, ...word.split(/[-./']/)].some((part) =>
      [...(pieces.get(stem(part)) ?? [])].some((feature) => feature.startsWith('=')),
    );
  const isKnown = (word: string) =>
    isStopWord(word) ||
    ASKING.has(word) ||
    COMING_BACK.has(word) ||
    BESIDE.has(word) ||
    /^\d/.test(word) ||
    isSubject(word);
  if (!words.every((word) => isKnown(word) || word.split("'").every(isKnown))) return false;

  const start = words.join(' ');
  if (CONTINUING.test(`${start} `) && words.some(isSubject)) return true;
  const asks = plain.includes('?') || ASKING.has(words[0] ?? '');
  return asks && words.some((word) => COMING_BACK.has(word));
}

function isHanFollowUp(run: string): boolean {
  const rest = run.replace(HAN_COMING_BACK, '');
  return rest !== run && rest.replace(HAN_BESIDE, '') === '';
}
