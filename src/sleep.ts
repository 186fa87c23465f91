import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from './core/errors.ts';

/** Resolves after `ms`; rejects when the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}

/** Rejects when `work` takes longer; the work itself goes on unheard. On the way of every request, so it is plain. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('too-slow', { retry: 'backoff' })), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
