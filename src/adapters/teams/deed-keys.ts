import { hash as digest } from 'node:crypto';

/** Short enough for a key, whatever it is made of. */
export function hash(...parts: readonly unknown[]): string {
  return digest('sha256', JSON.stringify(parts), 'hex').slice(0, 24);
}

const WINDOW_MS = 60_000;

/**
 * Keys of a deed that is the same when it comes again within a minute, and another one after two: two instants share a
 * key when they lie in one such window or in neighbouring ones.
 */
export function keysWithin(name: string, at: number | undefined): readonly [string, ...string[]] {
  if (at === undefined) return [name];
  const window = Math.floor(at / WINDOW_MS);
  return [`${name}-${window}`, `${name}-${window + 1}`];
}
