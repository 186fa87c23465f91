import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a condition, never for a time: resolves with the first value that is neither undefined nor false. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  withinMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) {
      return value as NonNullable<Exclude<T, false>>;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(15);
  }
}
