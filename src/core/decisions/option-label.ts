/** `Option A:`, `(B)`, `2.` before a name, or all of it. A hyphen inside a word (`E-commerce`) makes none. */
const LABEL =
  /^\s*(?:\p{L}+\s+|\p{Script=Han}+)?[([]?([A-Za-z]|\d{1,2})(?:\s*[:：）)\]]\s*(?!\d)|\.(?:\s+|$)|\s+[–—-]\s+|\s*[–—]\s*)/u;
const WHOLE = /^\s*option\s+#?([A-Za-z]|\d{1,2})\s*$/i;

/** The label that an option's name begins with, in capitals; undefined without one. */
function ownLabel(name: string): string | undefined {
  return (LABEL.exec(name) ?? WHOLE.exec(name))?.[1]?.toUpperCase();
}

/** The name without the label that it begins with. */
export function withoutLabel(name: string): string {
  return name.replace(LABEL, '').trim();
}

/**
 * What each option is called by, wherever they are listed: the labels that all their names have, else letters in their
 * order. A design has at most ten.
 */
export function optionLabels(names: readonly string[]): string[] {
  const own = names.flatMap((name) => ownLabel(name) ?? []);
  const areClear = own.length === names.length && new Set(own).size === own.length;
  return areClear ? own : names.map((_, place) => letterAt(place));
}

/** The names with their labels, each of which is said once. */
export function labelledOptions(names: readonly string[]): string[] {
  const labels = optionLabels(names);
  return names.map((name, place) => {
    const label = labels[place] ?? '';
    if (name.trim() === '') return label;
    return ownLabel(name) === label ? name : `${label}: ${name}`;
  });
}

/** The place of the option that a letter or number stands for: by its label, else by where it stands in the list. */
export function placeOfLabel(names: readonly string[], said: string): number | undefined {
  const labels = optionLabels(names);
  const wanted = said.toUpperCase();
  const known = labels.indexOf(wanted);
  if (known >= 0) return known;
  const place = /\d/.test(wanted) ? Number(wanted) - 1 : wanted.charCodeAt(0) - 'A'.charCodeAt(0);
  const label = labels[place];
  // Labels that are in another order than the list leave its places without a meaning.
  return label === letterAt(place) || label === String(place + 1) ? place : undefined;
}

function letterAt(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}
