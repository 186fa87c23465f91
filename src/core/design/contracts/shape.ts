import { digest } from './digest.ts';
import { isObject } from './json-values.ts';
import { holdsNames, isLiteral } from './literal-keys.ts';
import type { YamlText } from './read-yaml.ts';
import { type Documents, resolveRef } from './resolve-ref.ts';

/** Words for people: when they change, no caller has to. */
const WORDS = new Set([
  ...['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'operationId'],
  ...['$comment', '$id', '$anchor', '$schema'],
]);
/** Lists whose order means nothing. */
const SETS = new Set(['required', 'enum', 'type', 'security', 'servers']);

/**
 * Digests what a value says to a machine, with all that it refers to: the same for a schema that was renamed, or had
 * its keys put in another order. Each type is written once and in a row, so one that contains itself ends, and a long
 * chain of them fills no stack.
 */
export function digestShape(value: unknown, documents: Documents): string {
  const numbers = new Map<unknown, number>();
  const types: { value: unknown; from: YamlText }[] = [{ value, from: documents.root }];

  function shape(item: unknown, from: YamlText, isNames: boolean): unknown {
    if (Array.isArray(item)) return item.map((one) => shape(one, from, false));
    if (!isObject(item)) return item;
    if (typeof item.$ref !== 'string' || isNames) return keysOf(item, from, isNames);
    const { $ref, ...siblings } = item;
    const more = keysOf(siblings, from, false);
    return more.length === 0 ? target($ref, from) : [target($ref, from), more];
  }

  function keysOf(item: Record<string, unknown>, from: YamlText, isNames: boolean): unknown[] {
    return Object.entries(item)
      .filter(([key]) => isNames || !(WORDS.has(key) || key.startsWith('x-')))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => {
        if (isLiteral(key, child, isNames) && !SETS.has(key)) return [key, child];
        const inner = shape(child, from, holdsNames(key, isNames));
        return [key, !isNames && SETS.has(key) && Array.isArray(inner) ? sorted(inner) : inner];
      });
  }

  function target(ref: string, from: YamlText): unknown {
    const resolved = resolveRef(ref, from, documents);
    if (resolved.kind !== 'found') return ref;
    const number = numbers.get(resolved.value) ?? numbers.size;
    if (number === numbers.size) {
      numbers.set(resolved.value, number);
      types.push({ value: resolved.value, from: resolved.document });
    }
    return `type ${number}`;
  }

  const shapes: unknown[] = [];
  for (const type of types) shapes.push(shape(type.value, type.from, false));
  return digest(shapes);
}

function sorted(items: readonly unknown[]): unknown[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
