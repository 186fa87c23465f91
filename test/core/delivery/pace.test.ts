import { describe, expect, it } from 'vitest';
import { type Pace, waitForTurn } from '../../../src/core/delivery/pace.ts';

const LANE = { platform: 'slack' as const, workspaceId: 'T1', method: 'chat.update' };
const RATE = { everyMs: 1_000, burst: 1 };

/** `putOff`: what the turn was put off by, each time that it is asked. */
function aTurn(waitMs: number, putOff: number[] = []) {
  const slept: number[] = [];
  const pace: Pace = {
    take: async () => ({ waitMs, putOffMs: async () => putOff.shift() ?? 0 }),
    spare: async () => false,
    heldMs: async () => 0,
    hold: async () => {},
  };
  const sleep = async (ms: number) => void slept.push(ms);
  return {
    slept,
    wait: () => waitForTurn({ pace, sleep }, LANE, RATE, { overdraw: 0 }, new AbortController().signal),
  };
}

describe('a turn', () => {
  it('that is there is not waited for', async () => {
    const { wait, slept } = aTurn(0);
    await wait();
    expect(slept).toEqual([]);
  });

  it('is waited for longer when it was put off meanwhile', async () => {
    const { wait, slept } = aTurn(2_000, [3_000, 4_000, 4_000]);
    await wait();
    expect(slept).toEqual([2_000, 3_000, 1_000]);
  });

  it('that is too far away brings the job back when it is there', async () => {
    const { wait, slept } = aTurn(45_000);
    await expect(wait()).rejects.toMatchObject({ code: 'held-back', retry: { afterMs: 45_000 } });
    expect(slept).toEqual([]);
  });

  it('that was put off for too long is given back', async () => {
    const { wait, slept } = aTurn(2_000, [60_000]);
    await expect(wait()).rejects.toMatchObject({ code: 'held-back', retry: { afterMs: 60_000 } });
    expect(slept).toEqual([2_000]);
  });
});
