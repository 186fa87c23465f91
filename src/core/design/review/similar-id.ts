import { code, fold } from './wording.ts';

type Named = { id: string; name: string };
type Folded = { id: string; foldedId: string; foldedName: string };

/** Ids are all listed up to this many; above it they would hide the sentence. */
const MOST_LISTED = 12;

/** Tells what to write instead of an id that is none: the one that was probably meant, or all there are. */
export function createSuggester(all: readonly Named[]): (wrong: string) => string {
  const known = all.map(({ id, name }) => ({ id, foldedId: fold(id), foldedName: fold(name) }));
  const ids = [...new Set(known.map(({ id }) => code(id)))];
  const list = ids.length === 0 || ids.length > MOST_LISTED ? '' : `one of ${ids.join(', ')}`;
  return (wrong) => {
    const meant = findSimilar(fold(wrong), known);
    return meant === undefined ? list : `such as ${code(meant.id)}`;
  };
}

/** By the same name, by one id that goes on where the other ends, or by a slip of the pen. */
function findSimilar(text: string, all: readonly Folded[]): Folded | undefined {
  const same = all.find(({ foldedId, foldedName }) => foldedId === text || foldedName === text);
  if (same !== undefined || text.length < 3) return same;
  const alike = all.filter(
    ({ foldedId }) => foldedId.length > 2 && (foldedId.startsWith(text) || text.startsWith(foldedId)),
  );
  if (alike.length === 1) return alike[0];
  return text.length < 4 ? undefined : all.find(({ foldedId }) => isSlip(text, foldedId));
}

/** One or two letters wrong, missing or too many. */
function isSlip(a: string, b: string): boolean {
  const most = a.length < 8 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return false;
    row = next;
  }
  return (row.at(-1) ?? most + 1) <= most;
}
