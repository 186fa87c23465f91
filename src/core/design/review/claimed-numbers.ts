/** A number that a text gives of parts of the design. */
export type Claim = {
  number: number;
  noun: 'services' | 'contexts' | 'databases' | 'options';
  /** The words themselves. */
  text: string;
  /** Whether it clearly counts all of them. */
  isTotal: boolean;
};

const WORDS = 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(
  ' ',
);
const NUMBER = `(${WORDS.join('|')}|[2-9]|[1-9]\\d)`;
/** Words between that only describe; a range, a comparison or "two of the" is no number of all. */
const BETWEEN = `((?:(?!(?:${WORDS.join('|')}|to|or|and|of|more|other|further|additional|times?|external)\\b)[a-z-]+\\s+){0,2}?)`;
const NOUN = '(micro-?services|services|bounded contexts|contexts|databases|options)\\b(?!-)';
const CLAIM = new RegExp(`(?<![\\w.,–-])${NUMBER}\\s+${BETWEEN}${NOUN}`, 'gi');

const SUMS_UP =
  /\b(?:consists of|comprises|composed of|made (?:up )?of|all(?: of)?(?: the)?)\s+(?:(?:just|only|exactly)\s+)?$/i;
const IN_TOTAL = /^\s+(?:in total|in all|altogether)\b/i;
const BEGINS = /^\s+(?:for|around|behind|on|over)\b/i;
/** What follows picks some of them out. */
const PICKED = /^\s+(?:of|that|which|who|whose|where|in)\b/i;
const PARTS = /\b(?:as|into|with)\s+$/i;
/** Sentences about something else than the design as it is handed in. */
const ELSEWHERE =
  /\b(?:today|current(?:ly)?|existing|at present|so far|formerly|previously|later|future|eventually|instead|alternatives?|could|would|might|if|unless|each|every|per|than|replaces?|instead of|team|cell|tenant|region)\b/i;

/** Plural nouns after a number, where the words before them say that the design has as many; English only. */
export function readClaims(text: string): Claim[] {
  return splitSentences(text).flatMap((sentence, index) =>
    ELSEWHERE.test(sentence)
      ? []
      : [...sentence.matchAll(CLAIM)].flatMap((match) => {
          const before = sentence.slice(0, match.index);
          const after = sentence.slice(match.index + match[0].length);
          const isFirst = index === 0 && before.trim() === '' && BEGINS.test(after);
          const isTotal = isFirst || SUMS_UP.test(before) || IN_TOTAL.test(after);
          if (!isTotal && !PARTS.test(before)) return [];
          if (PICKED.test(after) && !IN_TOTAL.test(after)) return [];
          return [
            { number: toNumber(match[1] ?? ''), noun: toNoun(match[3] ?? ''), text: match[0], isTotal },
          ];
        }),
  );
}

function splitSentences(text: string): string[] {
  return text.split(/(?<=[.!?:;])\s+|\n+/);
}

function toNumber(word: string): number {
  const place = WORDS.indexOf(word.toLowerCase());
  return place < 0 ? Number(word) : place + 2;
}

function toNoun(word: string): Claim['noun'] {
  const noun = word.toLowerCase();
  if (noun.endsWith('contexts')) return 'contexts';
  if (noun === 'databases' || noun === 'options') return noun;
  return 'services';
}
