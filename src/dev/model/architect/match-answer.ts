import { isSlot, readFacts } from './facts.ts';
import { readTeam } from './team.ts';
import { readBareRates, readVolumes } from './volumes.ts';
import { singular } from './words.ts';

type Asked = { id: string; question: string; options: string[] };

/** Different words for the same choice, in the languages in which briefs come most. */
const synonyms: readonly [RegExp, string][] = [
  [/(\d),(?=\d{3})/g, '$1'],
  [/\b(\d+)\s?k\b/g, '$1000'],
  [
    /\b(from scratch|green ?field|brand[- ]new|nothing (exists|is there)( yet)?|start(ing)? fresh|grüne wiese|neu|nuevo|desde cero)\b/g,
    ' new ',
  ],
  [/\b(everything|every|each|whole|entire|alle[s]?|tod[oa]s)\b/g, ' all '],
  [/\b(nothing|not any|nobody|keine[rs]?|nichts|ningun[oa]?|nada)\b/g, ' none '],
  [/\b(our|ours|ourselves|in-?house|eigene[rn]?|propi[oa]s)\b/g, ' own '],
  [/\b(yep|yeah|sure|right|correct|exactly|ja|sí)\b/g, ' yes '],
  [/\b(nope|nein)\b/g, ' no '],
  [/\b(drivers?|riders?|kuriere?|repartidores)\b/g, ' courier '],
];
const stop = new Set(
  'a an the it is are be was will would of these this that them they in to for and or with at on by we us i you have has do does just only please about beyond now some yet there here as so'.split(
    ' ',
  ),
);
/** Words that answer many questions; alone they count only when nothing else in the sentence is foreign to the question. */
const generic = new Set(['own', 'all', 'none', 'yes', 'no', 'both']);
const digits: Record<string, string> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  ten: '10',
};

function tokens(text: string): string[] {
  const plain = synonyms.reduce((known, [from, to]) => known.replace(from, to), text.toLowerCase());
  const words = plain.match(/[\p{L}\d]+/gu) ?? [];
  return [...new Set(words.filter((word) => !stop.has(word)).map((word) => digits[word] ?? stem(word)))];
}

/** Six letters tell "courier" from "customer" and hold "deliver" and "delivery" together. */
function stem(word: string): string {
  return singular(word).slice(0, 6);
}

type Hit = { option: string; score: number; used: string[] };

/** The offered answer that words mean, when they mean one more than the others. */
export function matchOption(text: string, asked: Asked): Hit | undefined {
  const said = tokens(text);
  const offered = asked.options.map((option) => tokens(option));
  const about = new Set([...tokens(asked.question), ...tokens(asked.id), ...offered.flat()]);
  const weigh = (token: string): number => {
    if (token === 'yes' || token === 'no') return 0.5;
    return offered.filter((option) => option.includes(token)).length > 1 ? 0.4 : 1;
  };
  const foreign = said.filter((token) => !about.has(token));
  const hits = asked.options.map((option, index): Hit => {
    const own = offered[index] ?? [];
    const used = own.filter((token) => said.includes(token));
    const sum = (list: readonly string[]): number => list.reduce((total, token) => total + weigh(token), 0);
    const telling = used.some((token) => weigh(token) > 0.4);
    const vague = used.every((token) => generic.has(token) || weigh(token) <= 0.4) && foreign.length > 0;
    const score = !telling || vague ? 0 : sum(used) / Math.max(sum(own), 0.1);
    return { option, score, used };
  });
  hits.sort((a, b) => b.score - a.score);
  const [best, second] = hits;
  if (best === undefined || best.score < 0.45 || best.score - (second?.score ?? 0) < 0.05) return undefined;
  const subject = said.filter((token) => about.has(token) && !best.used.includes(token)).length;
  return { ...best, score: best.score + Math.min(subject, 2) * 0.2 };
}

/** Reads free words as answers: by the offered answers, by the words of the questions, and by the facts they hold. */
export function answersIn(text: string, open: readonly Asked[]): { id: string; answer: string }[] {
  const clauses = text
    .split(/[\n;!?]+|\.(?=\s|$)|,(?!\d{3})/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const answers: { id: string; answer: string }[] = [];
  const byFact = new Map<string, string[]>();
  for (const clause of clauses) {
    for (const asked of open) {
      if (tellsFact(clause, asked.id)) byFact.set(asked.id, [...(byFact.get(asked.id) ?? []), clause]);
    }
  }
  const hits = clauses.flatMap((clause, index) =>
    [clause, ...(/\b(and|but|plus)\b|&/.test(clause) ? clause.split(/\b(?:and|but|plus)\b|&/) : [])].flatMap(
      (piece) =>
        open.flatMap((asked) => {
          const hit = matchOption(piece, asked);
          return hit === undefined ? [] : [{ ...hit, index, asked }];
        }),
    ),
  );
  hits.sort((a, b) => b.score - a.score);
  const used = new Set<string>();
  for (const hit of hits) {
    if (['scale', 'team'].includes(hit.asked.id) || answers.some((one) => one.id === hit.asked.id)) continue;
    const mine = hit.used.map((token) => `${hit.index} ${token}`);
    const rival = hits.some(
      (other) =>
        other.asked !== hit.asked &&
        other.index === hit.index &&
        other.score === hit.score &&
        other.used.join() === hit.used.join(),
    );
    if (rival || mine.every((token) => used.has(token))) continue;
    for (const token of mine) used.add(token);
    answers.push({ id: hit.asked.id, answer: hit.option });
  }
  for (const [id, words] of byFact) {
    if (!answers.some((one) => one.id === id)) answers.push({ id, answer: words.join(', ') });
  }
  return answers;
}

function tellsFact(clause: string, id: string): boolean {
  if (id === 'team') return readTeam(clause) !== undefined;
  if (id === 'scale') return readBareRates(clause).length + readVolumes(clause).length > 0;
  if (!isSlot(id)) return false;
  const { said } = readFacts([clause]);
  if (id === 'stack')
    return said.has('stack') || said.has('database') || said.has('broker') || said.has('cloud');
  return said.has(id);
}
