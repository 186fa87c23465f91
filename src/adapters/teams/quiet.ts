import { AsyncLocalStorage } from 'node:async_hooks';

export type Quiet = {
  /** What `work` says on the console's error channel is dropped. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
  /** Inside of such work: what belongs to somebody else, and is heard. */
  aloud<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the console back as it was. */
  restore(): void;
};

/**
 * botbuilder prints keys, and the reasons of each refusal, to the console: anybody could fill the log with a forged
 * token. It takes no logger, so its words are dropped by where they come from.
 */
export function createQuiet(target: Pick<Console, 'error'> = globalThis.console): Quiet {
  const quiet = new AsyncLocalStorage<boolean>();
  const original = target.error;
  const filtered = (...words: unknown[]) => {
    if (!quiet.getStore()) original.apply(target, words);
  };
  target.error = filtered;
  return {
    quietly: (work) => quiet.run(true, work),
    aloud: (work) => quiet.run(false, work),
    restore() {
      if (target.error === filtered) target.error = original;
    },
  };
}
