import { foldSpaces } from '../text/one-line.ts';
import type { ModelGraph, PlacedNode } from './graph.ts';

/** More names than this make a sentence that nobody reads. */
const MOST_NAMES = 6;

/** A name on one line; with its id where another node has the same name. */
export function nameOf(graph: ModelGraph, { node }: PlacedNode): string {
  const isTwice = graph.nodes.some((other) => other.node !== node && other.node.name === node.name);
  return isTwice ? `${foldSpaces(node.name)} (${code(node.id)})` : foldSpaces(node.name);
}

/** `A`, `A and B`, `A, B and C`, `A, B, C and 9 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : [...shown];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

/** `A → B → C`; the middle of a long way is left out. */
export function listPath(names: readonly string[]): string {
  const shown =
    names.length > MOST_NAMES + 2 ? [...names.slice(0, MOST_NAMES), '…', ...names.slice(-1)] : names;
  return shown.join(' → ');
}

/** An id or another text that has to be taken literally. */
export function code(text: string): string {
  return `\`${foldSpaces(text).replaceAll('`', "'")}\``;
}

export function quote(text: string): string {
  return `“${foldSpaces(text)}”`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Two texts that differ only in case, spaces and marks are folded to the same. */
export function fold(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return letters === '' ? text.trim() : letters;
}
