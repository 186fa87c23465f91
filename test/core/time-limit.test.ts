import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { withTimeLimit } from '../../src/core/time-limit.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Holds the signal no longer than it takes to listen to it, as a call does that waits for its answer. */
function ended(signal: AbortSignal): Promise<'ended'> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended')));
}

const LONG_MS = 60_000;

describe('a time limit', () => {
  it('ends what waits, though everything that nobody holds is collected meanwhile', async () => {
    const owner = new AbortController();
    const call = ended(withTimeLimit(owner.signal, 200));
    const collecting = setInterval(collect, 20);
    const end = await Promise.race([call, wait(3_000, 'still there')]);
    clearInterval(collecting);
    expect(end).toBe('ended');
  });

  it('ends with the signal that it is added to', async () => {
    const owner = new AbortController();
    const call = ended(withTimeLimit(owner.signal, LONG_MS));
    owner.abort();
    expect(await call).toBe('ended');
  });
});
