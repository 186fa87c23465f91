type Side = 'left' | 'right';
type Class = Side | 'number' | 'neutral';

const RIGHT = /^(?:\u200f|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])/u;
const ARABIC_NUMBER = /^[\u0660-\u0669\u06f0-\u06f9]/;
/** A single one of these between two digits belongs to the number. */
const SEPARATOR = /^[.,:/+-]$/;
const BRACKETS: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Levels of the Unicode bidirectional algorithm (UAX #9) for the graphemes of one line without embeddings: even runs to
 * the right, odd to the left. The base is the direction of the first strong character.
 */
export function bidiLevels(graphemes: readonly string[]): number[] {
  const raw = graphemes.map(rawClass);
  if (!raw.some((kind, index) => kind === 'right' || ARABIC_NUMBER.test(graphemes[index] ?? '')))
    return graphemes.map(() => 0);
  const base = raw.find((kind) => kind === 'left' || kind === 'right') === 'right' ? 'right' : 'left';
  const numbered = resolveNumbers(graphemes, raw, base);
  const classes = resolveNeutrals(resolveBrackets(graphemes, numbered, base), base);
  return classes.map((kind) => {
    if (kind === 'right') return 1;
    return kind === 'number' || base === 'right' ? 2 : 0;
  });
}

/** Whether the first strong character of a text runs to the left. */
export function isRightToLeft(text: string): boolean {
  for (const character of text) {
    const kind = rawClass(character);
    if (kind === 'left' || kind === 'right') return kind === 'right';
  }
  return false;
}

/** Indexes in the order in which they are seen from the left. */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    let start = 0;
    while (start < order.length) {
      let end = start;
      while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= level) end++;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(end, start + 1);
    }
  }
  return order;
}

function rawClass(grapheme: string): Class {
  if (/^[0-9]/.test(grapheme) || ARABIC_NUMBER.test(grapheme)) return 'number';
  if (RIGHT.test(grapheme)) return 'right';
  return /^(?:\u200e|\p{L})/u.test(grapheme) ? 'left' : 'neutral';
}

/** Digits after letters that run to the right keep a direction of their own; others go with what surrounds them. */
function resolveNumbers(graphemes: readonly string[], raw: readonly Class[], base: Side): Class[] {
  const joined = raw.map((kind, index) =>
    SEPARATOR.test(graphemes[index] ?? '') && raw[index - 1] === 'number' && raw[index + 1] === 'number'
      ? 'number'
      : kind,
  );
  let strong: Side = base;
  return joined.map((kind, index) => {
    if (kind === 'left' || kind === 'right') strong = kind;
    if (kind !== 'number') return kind;
    return strong === 'left' && !ARABIC_NUMBER.test(graphemes[index] ?? '') ? 'left' : 'number';
  });
}

/** A pair of brackets goes with the base if that is within it, else with what is within and also before it (rule N0). */
function resolveBrackets(graphemes: readonly string[], classes: readonly Class[], base: Side): Class[] {
  const resolved = [...classes];
  const open: { closing: string; at: number }[] = [];
  graphemes.forEach((grapheme, at) => {
    const closing = BRACKETS[grapheme];
    if (closing !== undefined) open.push({ closing, at });
    const pair = open.findLastIndex((bracket) => bracket.closing === grapheme);
    if (pair < 0) return;
    const [{ at: start } = { at }] = open.splice(pair);
    const within = new Set(
      resolved
        .slice(start + 1, at)
        .filter(isStrong)
        .map(sideOf),
    );
    if (within.size === 0) return;
    const before = resolved.slice(0, start).findLast(isStrong) ?? base;
    const side = within.has(base) || sideOf(before) === base ? base : sideOf(before);
    resolved[start] = side;
    resolved[at] = side;
  });
  return resolved;
}

/** What has no direction takes that of its neighbours where they agree, or the base. */
function resolveNeutrals(classes: readonly Class[], base: Side): Class[] {
  return classes.map((kind, index) => {
    if (isStrong(kind)) return kind;
    const before = sideOf(classes.slice(0, index).findLast(isStrong) ?? base);
    const after = sideOf(classes.slice(index + 1).find(isStrong) ?? base);
    return before === after ? before : base;
  });
}

function isStrong(kind: Class): boolean {
  return kind !== 'neutral';
}

/** A number counts as right for what surrounds it. */
function sideOf(kind: Class): Side {
  return kind === 'left' ? 'left' : 'right';
}
