import type { Blueprint } from './blueprint.ts';
import { type Facts, quote } from './facts.ts';

/** What the catalogue does not know of a brief, in a sentence; empty where it knows it all. */
export function madeFrom({ domain }: Pick<Blueprint, 'domain'>): string {
  const { fromBrief } = domain;
  if (fromBrief === undefined) return '';
  if (fromBrief.isWhole) return `Not in my catalogue: made from your words.${missing(fromBrief.uncovered)}`;
  const made =
    fromBrief.areas.length === 0
      ? ''
      : `Not in my catalogue, made from your words: ${some(fromBrief.areas, 12)}.`;
  return `${made}${missing(fromBrief.uncovered)}`.trim();
}

const missing = (areas: readonly string[]): string =>
  areas.length === 0 ? '' : ` Not covered: ${some(areas, 8)}.`;

function some(names: readonly string[], most: number): string {
  const left = names.length - most;
  return left <= 0 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${left} more`;
}

/** All that was taken of a list of areas without being known. */
export function briefAssumptions({ fromBrief }: Blueprint['domain']): string[] {
  if (fromBrief === undefined) return [];
  const { isWhole, areas, uncovered, elsewhere, unlisted } = fromBrief;
  return [
    ...(isWhole
      ? [
          'The subject is not in the catalogue; its parts and their data are made from the words of the brief.',
        ]
      : []),
    ...(areas.length > 0
      ? [
          `Made from their names alone, because the catalogue does not know them: ${areas.join(', ')}. Their data and events are a first guess.`,
        ]
      : []),
    ...(uncovered.length > 0 ? [`Not covered: ${uncovered.join(', ')}.`] : []),
    ...(elsewhere.length > 0
      ? [`Listed areas that have no service of their name: ${elsewhere.join(', ')}.`]
      : []),
    ...(unlisted.length > 0
      ? [`Kept from the catalogue although the brief does not list them: ${unlisted.join(', ')}.`]
      : []),
  ].map((line) => line.slice(0, 1_000));
}

export function briefQuestions({ fromBrief }: Blueprint['domain']): string[] {
  if (fromBrief === undefined) return [];
  const { areas, uncovered } = fromBrief;
  return [
    ...(uncovered.length > 0
      ? [`Not covered yet: ${uncovered.join(', ')}. Which of them matter for the first release?`]
      : []),
    ...(areas.length > 0
      ? [`Which rules apply in ${areas.join(', ')}? The catalogue does not know these areas.`]
      : []),
  ].map((line) => line.slice(0, 1_000));
}

/** What runs today in people's own words; undefined where it is new or nobody said. */
export function runsToday(facts: Facts): string | undefined {
  const said = quote(facts, 'existing');
  if (said === undefined) return undefined;
  const words = said
    .split(', ')
    .map((one) => one.replace(/^yes[,:]?\s*/i, '').trim())
    .filter(
      (one) =>
        one !== '' &&
        !/^(no|nothing|none|yes|a|some)\b|greenfield|from scratch|brand[- ]new|\bnew\b|fresh|grüne wiese|desde cero/i.test(
          one.replace(/^(a|some) (?=\S)/i, ''),
        ),
    );
  return words.length === 0 ? undefined : words.join(', ');
}
