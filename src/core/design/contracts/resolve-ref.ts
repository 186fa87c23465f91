import { baseName } from './base-name.ts';
import { isObject } from './json-values.ts';
import type { Path, YamlText } from './read-yaml.ts';

export type RootText = YamlText & { value: Record<string, unknown> };

/** A contract, and those of the same design that its references may name, by the last part of their filename. */
export type Documents = { root: RootText; others: ReadonlyMap<string, YamlText> };

export type Resolved =
  | { kind: 'found'; document: YamlText; value: unknown }
  | { kind: 'missing' }
  | { kind: 'circular' }
  | { kind: 'elsewhere'; place: string };

/** What a `$ref` finally means: references to references are followed. Nothing is ever fetched. */
export function resolveRef(ref: string, from: YamlText, documents: Documents): Resolved {
  const seen = new Set<string>();
  let document = from;
  let text = ref;
  for (;;) {
    const [place = '', fragment = ''] = text.split('#', 2);
    const other = place === '' ? document : documents.others.get(baseName(place));
    if (!other) return { kind: 'elsewhere', place };
    document = other;
    const key = `${baseName(place)}#${fragment}`;
    if (seen.has(key)) return { kind: 'circular' };
    seen.add(key);
    const found =
      fragment === '' || fragment.startsWith('/')
        ? follow(document.value, pointerPath(fragment))
        : { value: findAnchor(document.value, fragment), rest: [] };
    if (found.value === undefined) return { kind: 'missing' };
    const next = isObject(found.value) ? found.value.$ref : undefined;
    if (typeof next !== 'string')
      return found.rest.length > 0 ? { kind: 'missing' } : { kind: 'found', document, value: found.value };
    text =
      found.rest.length > 0
        ? `${next}${next.includes('#') ? '' : '#'}/${found.rest.map(toPointerPart).join('/')}`
        : next;
  }
}

/** An object, or the one that it refers to; an empty one where there is none. */
export function followRef(value: unknown, documents: Documents): Record<string, unknown> {
  if (!isObject(value)) return {};
  if (typeof value.$ref !== 'string') return value;
  const resolved = resolveRef(value.$ref, documents.root, documents);
  return resolved.kind === 'found' && isObject(resolved.value) ? resolved.value : {};
}

/** A JSON pointer's parts, without the leading `#`. */
export function pointerPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .filter((part, index, parts) => part !== '' || index < parts.length - 1)
    .map((part) => decode(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function toPointerPart(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Stops at a reference on the way, with what is left to go below it. */
function follow(root: unknown, path: Path): { value: unknown; rest: Path } {
  let value = root;
  for (const [index, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return { value: undefined, rest: [] };
    if (!Object.hasOwn(value, key)) {
      return isObject(value) && typeof value.$ref === 'string'
        ? { value, rest: path.slice(index) }
        : { value: undefined, rest: [] };
    }
    value = (value as Record<string | number, unknown>)[key];
  }
  return { value, rest: [] };
}

function findAnchor(root: unknown, name: string): unknown {
  const open = [root];
  const seen = new Set<unknown>();
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isObject(next) && (next.$anchor === name || next.$dynamicAnchor === name)) return next;
    open.push(...Object.values(next));
  }
  return undefined;
}
