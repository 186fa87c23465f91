import { describe, expect, it } from 'vitest';
import { createPacing } from '../../../src/adapters/slack/pacing.ts';

describe('the pace of a channel', () => {
  it('lets a short burst through and then one message a second, for each channel alone', async () => {
    let now = 10_000;
    const waited: number[] = [];
    const pacing = createPacing(
      () => now,
      async (ms) => {
        waited.push(ms);
        now += ms;
      },
    );
    const { signal } = new AbortController();
    for (let i = 0; i < 6; i++) await pacing.turn('C1', signal);
    expect(waited).toEqual([1_050, 1_050, 1_050]);
    await pacing.turn('C2', signal);
    expect(waited).toHaveLength(3);
    now += 60_000;
    for (let i = 0; i < 3; i++) await pacing.turn('C1', signal);
    expect(waited).toHaveLength(3);
  });
});
