export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The members of a map that are maps themselves. */
export function objectsIn(value: unknown): [string, Record<string, unknown>][] {
  const entries = Object.entries(isObject(value) ? value : {});
  return entries.filter((entry): entry is [string, Record<string, unknown>] => isObject(entry[1]));
}
