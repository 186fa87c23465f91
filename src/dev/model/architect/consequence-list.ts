import { lowerStart } from './blueprint.ts';

/** What follows from a decision, as decision records list it. */
export function consequenceList(
  good: readonly string[],
  bad: readonly string[],
  neutral: readonly string[] = [],
): string {
  const line = (kind: string, text: string): string =>
    `- ${kind}, because ${lowerStart(text).replace(/\.$/, '')}`;
  return [
    ...good.map((text) => line('Good', text)),
    ...neutral.map((text) => line('Neutral', text)),
    ...bad.map((text) => line('Bad', text)),
  ].join('\n');
}
