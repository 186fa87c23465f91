import { plainWords } from '../design/text/plain-words.ts';

/** What tells a title from others: two that differ in case, punctuation or spaces only say the same. */
export function plainTitle(title: string): string {
  return plainWords(title) || title.trim();
}

/** The place of the option that is called the same, in any version of a design; -1 where there is none. */
export function placeOfOption(names: readonly string[], name: string | undefined): number {
  return name === undefined ? -1 : names.findIndex((known) => plainTitle(known) === plainTitle(name));
}

/** The titles of one design, told apart: those that say the same are counted, so that each has its number. */
export function plainTitles(titles: readonly string[]): string[] {
  const times = new Map<string, number>();
  return titles.map((title) => {
    const plain = plainTitle(title);
    const time = (times.get(plain) ?? 0) + 1;
    times.set(plain, time);
    return time === 1 ? plain : `${plain} #${time}`;
  });
}
