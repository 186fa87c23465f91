import { plainWords } from '../design/text/plain-words.ts';

/** What tells a title from others: two that differ in case, punctuation or spaces only say the same. */
export function plainTitle(title: string): string {
  return plainWords(title) || title.trim();
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
