import { foldSpaces } from '../text/one-line.ts';
import { plainWords } from '../text/plain-words.ts';
import type { Change } from './changes.ts';

/** The same thing in two versions, or what only one of them has. */
export type Match<T> =
  | { before: T; after: T }
  | { before: T; after: undefined }
  | { before: undefined; after: T };

/** By what two things are the same; nothing is paired by undefined. */
export type Key<T> =
  | ((item: T) => string | undefined)
  /** Pairs only what is the single one with that key in what is left of both versions. */
  | { single: (item: T) => string };

/**
 * Pairs what is the same in two versions: first by the strictest key, then what is left by the next. Things with one
 * key are paired in their order, so that a repetition counts. In the order of the later version, then what is gone.
 */
export function matchUp<T>(before: readonly T[], after: readonly T[], keys: readonly Key<T>[]): Match<T>[] {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const key of keys) {
    const keyOf = typeof key === 'function' ? key : key.single;
    const left = group(before, keyOf, (i) => !taken.has(i));
    const right = group(after, keyOf, (i) => !partners.has(i));
    for (const [value, indexes] of right) {
      const others = left.get(value) ?? [];
      if (typeof key !== 'function' && (others.length !== 1 || indexes.length !== 1)) continue;
      for (const [n, index] of indexes.entries()) {
        const other = others[n];
        if (other === undefined) break;
        partners.set(index, other);
        taken.add(other);
      }
    }
  }
  const kept = after.map((item, i): Match<T> => {
    const partner = partners.get(i);
    const earlier = partner === undefined ? undefined : before[partner];
    return earlier === undefined ? { before: undefined, after: item } : { before: earlier, after: item };
  });
  const gone = before.filter((_, i) => !taken.has(i));
  return [...kept, ...gone.map((item): Match<T> => ({ before: item, after: undefined }))];
}

function group<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  isFree: (index: number) => boolean,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, i) => {
    const key = isFree(i) ? keyOf(item) : undefined;
    if (key === undefined) return;
    const indexes = groups.get(key);
    if (indexes) indexes.push(i);
    else groups.set(key, [i]);
  });
  return groups;
}

/** How a kind of thing is said. */
export type Wording<T> = {
  what(item: T): string;
  /** In a few words each; none: nothing has changed. */
  differences(before: T, after: T): string[];
  /** About what is new or gone. */
  detail?(item: T): string;
};

/** The change of one thing, if it is one. */
export function toChange<T>({ before, after }: Match<T>, wording: Wording<T>): Change | undefined {
  if (before !== undefined && after !== undefined) {
    const differences = wording.differences(before, after);
    if (differences.length === 0) return undefined;
    return { mark: 'changed', what: wording.what(after), detail: differences.join('; ') };
  }
  const item = after ?? before;
  if (item === undefined) return undefined;
  const detail = wording.detail?.(item) ?? '';
  const mark = after === undefined ? 'removed' : 'added';
  return { mark, what: wording.what(item), ...(detail === '' ? {} : { detail }) };
}

export function toChanges<T>(matches: readonly Match<T>[], wording: Wording<T>): Change[] {
  return matches.flatMap((match) => toChange(match, wording) ?? []);
}

/** What is longer is not said twice in a list of changes; it stands in the document. */
const MOST_CHARS = 70;

type Value = string | number | undefined;

/** `technology: PostgreSQL → MySQL`; nothing where both say the same. */
export function fieldChange(label: string, before: Value, after: Value): string[] {
  const [old, now] = [spaced(before), spaced(after)];
  if (old === now) return [];
  if (old.length > MOST_CHARS || now.length > MOST_CHARS) {
    if (old === '') return [`${label} added`];
    return [now === '' ? `${label} left out` : `${label} reworded`];
  }
  return [`${label}: ${old || 'none'} → ${now || 'none'}`];
}

/** `pros: + simple, − cheap`; the order of a list says nothing. */
export function listChange(label: string, before: readonly string[], after: readonly string[]): string[] {
  const parts = matchUp(before, after, [wordsKey]).flatMap((match) => {
    if (match.before !== undefined && match.after !== undefined) return [];
    return match.before === undefined ? [`+ ${oneLine(match.after)}`] : [`− ${oneLine(match.before)}`];
  });
  return parts.length === 0 ? [] : [`${label}: ${parts.join(', ')}`];
}

/** What has no words at all is told by its signs. */
export function wordsKey(text: string): string {
  return plainWords(text) || text.trim();
}

export function oneLine(text: string): string {
  return spaced(text);
}

function spaced(value: Value): string {
  return foldSpaces(String(value ?? '').normalize('NFC'));
}
