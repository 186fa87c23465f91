import type { Place } from '../chat/message.ts';
import { AppError } from '../errors.ts';
import { bucketActivity } from './activity.ts';
import type { Digest, DigestItem, DigestPeriod, DigestSection, Settled } from './digest.ts';
import { countNumbers } from './numbers.ts';
import type { ChannelHistory, DigestSource } from './source.ts';

/** What came to be may be kept that much later: a digest looks that far back for what the one before could not see. */
export const OVERLAP_MS = 10 * 60_000;

/** More is read by nobody; what is left out is counted. */
const MOST_NEW = 60;
const MOST_OPEN = 40;

export type DigestToCompose = {
  /** Its `ended` turns begin `OVERLAP_MS` before `sinceAt`. */
  history: ChannelHistory;
  place: Place;
  period: DigestPeriod;
  /** In which days are told apart. */
  zone: string;
  /** In the order in which they are read. */
  sources: readonly DigestSource[];
  /** Ids of the sections that are left out. */
  without: readonly string[];
  /** What people dealt with, in any digest of the channel. */
  settled: readonly Pick<Settled, 'key'>[];
  /** Keys that the digest before told of its last moments (`toldOf`). */
  told: readonly string[];
  missed: readonly number[];
  signal?: AbortSignal;
  /** A source failed for good: its section is left out. */
  onProblem(sourceId: string, error: unknown): void;
};

/**
 * Puts a digest together: what came to be in its time, what of before is still so, and counts. One source that fails
 * costs its section alone; what may succeed later, such as a store that is away, is thrown.
 */
export async function composeDigest(input: DigestToCompose): Promise<Digest> {
  const { history, place, period, zone, sources, without, missed } = input;
  const { sinceAt, untilAt } = history;
  const news: DigestSection[] = [];
  const open: DigestSection[] = [];
  // One after the other: a digest is in no hurry, and all of them read one store.
  for (const source of sources) {
    if (without.includes(source.id)) continue;
    const split = splitItems(input, source, await readItems(input, source));
    news.push({ id: source.id, title: source.title, items: split.news });
    open.push({ id: source.id, title: source.title, items: split.open });
  }
  return {
    place,
    period,
    zone,
    sinceAt,
    untilAt,
    sections: limit(news, MOST_NEW),
    open: limit(open, MOST_OPEN),
    numbers: { ...countNumbers(history), activity: bucketActivity(history, sinceAt, untilAt, zone) },
    missed: [...missed],
  };
}

/** What the next digest has to know, so that it tells nothing twice. `told`: what this one was made with. */
export function toldOf(
  { sections, sinceAt, untilAt }: Pick<Digest, 'sections' | 'sinceAt' | 'untilAt'>,
  told: readonly string[],
): string[] {
  const from = untilAt - OVERLAP_MS;
  const late = sections.flatMap(({ items }) => items).filter(({ at }) => at > from);
  // What was told before is older than this digest's time.
  const stillSeen = sinceAt > from ? told : [];
  return [...new Set([...stillSeen, ...late.map(({ key }) => key)])];
}

async function readItems(
  { history, onProblem, signal }: DigestToCompose,
  source: DigestSource,
): Promise<DigestItem[]> {
  signal?.throwIfAborted();
  try {
    return await source.items(history);
  } catch (error) {
    signal?.throwIfAborted();
    if (mayPass(error)) throw error;
    onProblem(source.id, error);
    return [];
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof AppError && (error.retry !== 'never' || error.code === 'aborted');
}

/** Newest first, each thing once. What is told already and lasts is open. */
function splitItems(
  { history, settled, told }: DigestToCompose,
  { lasting }: DigestSource,
  items: readonly DigestItem[],
): { news: DigestItem[]; open: DigestItem[] } {
  const dealtWith = new Set(settled.map(({ key }) => key));
  const known = new Set(told);
  const once = new Map(items.map((item) => [item.key, item]));
  const left = [...once.values()]
    .filter(({ key, at }) => at <= history.untilAt && !dealtWith.has(key))
    .sort((a, b) => b.at - a.at);
  const isNew = ({ key, at }: DigestItem): boolean => at > history.sinceAt - OVERLAP_MS && !known.has(key);
  return { news: left.filter(isNew), open: lasting ? left.filter((item) => !isNew(item)) : [] };
}

/** The newest of each section in turn, so that one that has much leaves the others their room. */
function limit(sections: readonly DigestSection[], most: number): DigestSection[] {
  const room = sections.map(() => 0);
  let left = most;
  for (let rank = 0; left > 0 && sections.some(({ items }) => items.length > rank); rank++) {
    for (const [place, { items }] of sections.entries()) {
      if (items.length <= rank || left === 0) continue;
      room[place] = rank + 1;
      left -= 1;
    }
  }
  return sections.flatMap((section, place) => {
    if (section.items.length === 0) return [];
    const items = section.items.slice(0, room[place]);
    const more = section.items.length - items.length;
    return [{ ...section, items, ...(more > 0 ? { more } : {}) }];
  });
}
