import type { OperationTerms, Term } from '../sources/sources.ts';

/** What a change asks of callers, in a few words each: what breaks them, and what may. */
export type TermChanges = { breaks: string[]; mayBreak: string[] };

type Found = { isSure: boolean; words: string };
type Path = readonly string[];

/** How a later version of an operation takes or gives something else; what every caller can live with is left out. */
export function compareTerms(before: OperationTerms, after: OperationTerms): TermChanges {
  const found = [
    ...compareTaken(before.takes, after.takes, []),
    ...compareGiven(before.gives, after.gives, []),
  ];
  const wordsOf = (isSure: boolean): string[] => [
    ...new Set(found.filter((one) => one.isSure === isSure).map(({ words }) => words)),
  ];
  return { breaks: wordsOf(true), mayBreak: wordsOf(false) };
}

/** What callers send: they may leave out what is not needed, and send less than is allowed. */
function compareTaken(before: Term, after: Term, path: Path): Found[] {
  if (isOtherForm(before, after)) return [unsure(`${named(path)} has another form`)];
  const refused = after.values && (before.values ?? []).filter((value) => !after.values?.includes(value));
  return [
    ...(isAmong(before.type, after.type) ? [] : [typeChange(before, after, path)]),
    ...(refused ?? []).map((value) => sure(`${named(path)} can’t be ${value} any more`)),
    ...(after.values && !before.values ? [sure(`${named(path)} can have few values only`)] : []),
    ...(before.limits === after.limits ? [] : [unsure(`${named(path)} is limited otherwise`)]),
    ...kindsGone(before, after).map((kind) => sure(`${kind} is no longer taken${inside(path)}`)),
    ...shared(before.kinds, after.kinds).flatMap(({ old, now }) => compareTaken(old, now, path)),
    ...Object.keys(after.parts ?? {}).flatMap((part) =>
      needs(after, part) && !needs(before, part) ? [sure(`${named([...path, part])} is required now`)] : [],
    ),
    ...Object.keys(before.parts ?? {}).flatMap((part) =>
      has(after.parts, part) || part === 'security'
        ? []
        : [unsure(`${named([...path, part])} is no longer taken`)],
    ),
    ...shared(before.parts, after.parts).flatMap(({ key, old, now }) =>
      compareTaken(old, now, [...path, key]),
    ),
  ];
}

/** What callers get: they need not look at what is new, and can use what is narrower. */
function compareGiven(before: Term, after: Term, path: Path): Found[] {
  if (isOtherForm(before, after)) return [unsure(`${named(path)} has another form`)];
  return [
    ...(isAmong(after.type, before.type) ? [] : [typeChange(before, after, path)]),
    ...kindsGone(before, after).map((kind) => sure(`${kind} is no longer given${inside(path)}`)),
    ...shared(before.kinds, after.kinds).flatMap(({ old, now }) => compareGiven(old, now, path)),
    ...Object.keys(before.parts ?? {}).flatMap((part) => {
      const [wasSure, isThere] = [needs(before, part), has(after.parts, part)];
      if (isThere && (!wasSure || needs(after, part))) return [];
      const what = named([...path, part]);
      if (isThere) return [sure(`${what} may be missing now`)];
      const words = `${what} is no longer given`;
      return [wasSure ? sure(words) : unsure(words)];
    }),
    ...shared(before.parts, after.parts).flatMap(({ key, old, now }) =>
      compareGiven(old, now, [...path, key]),
    ),
  ];
}

/** One is a choice of several and the other is not: their fields can't be set side by side. */
function isOtherForm(before: Term, after: Term): boolean {
  const isChoice = ({ kinds }: Term): boolean => kinds !== undefined;
  return isChoice(before) !== isChoice(after) && (before.parts !== undefined || isChoice(before));
}

/** Whether whatever has the narrow type has the wide one. */
function isAmong(narrow: string, wide: string): boolean {
  if (wide === '') return true;
  const types = wide.split(' or ');
  return narrow
    .split(' or ')
    .every((type) => types.includes(type) || (type === 'integer' && types.includes('number')));
}

function typeChange(before: Term, after: Term, path: Path): Found {
  const [old, now] = [before, after].map(
    ({ type }) => type.replace(/ = (\d+)$/, ' (number $1)') || 'anything',
  );
  return sure(`${named(path)} is ${now} instead of ${old}`);
}

function needs({ needed = [] }: Term, part: string): boolean {
  return needed.includes(part);
}

function kindsGone(before: Term, after: Term): string[] {
  return Object.keys(before.kinds ?? {}).filter((kind) => !has(after.kinds, kind));
}

type Terms = Record<string, Term> | undefined;

/** The names are anybody's: `constructor` may be one. */
function has(terms: Terms, key: string): boolean {
  return terms !== undefined && Object.hasOwn(terms, key);
}

function shared(before: Terms, after: Terms): { key: string; old: Term; now: Term }[] {
  return Object.entries(before ?? {}).flatMap(([key, old]) => {
    const now = has(after, key) ? after?.[key] : undefined;
    return now ? [{ key, old, now }] : [];
  });
}

function sure(words: string): Found {
  return { isSure: true, words };
}

function unsure(words: string): Found {
  return { isSure: false, words };
}

function named(path: Path): string {
  return path.length === 0 ? 'the whole' : `“${path.join('.').replaceAll('.[]', '[]')}”`;
}

function inside(path: Path): string {
  return path.length === 0 ? '' : ` in ${named(path)}`;
}
