import { describe, expect, it } from 'vitest';
import { createTeamsPacing } from '../../../src/adapters/teams/pacing.ts';
import { createLocalPace } from '../../../src/core/delivery/local-pace.ts';

const NEVER = new AbortController().signal;
const PLACE = { platform: 'teams' as const, workspaceId: 'tenant', channelId: '19:a', direct: false };

/** A clock that runs only while something waits. */
function paced() {
  const clock = { now: 10_000_000 };
  const sleep = async (ms: number) => {
    clock.now += ms;
  };
  const pacing = createTeamsPacing(
    createLocalPace(() => clock.now),
    sleep,
    () => {},
  );
  return { clock, pacing };
}

describe('the pace of a conversation', () => {
  it('keeps to all four windows of Teams, however much is to be sent', async () => {
    const { clock, pacing } = paced();
    const sent: number[] = [];
    for (let n = 0; n < 2_500; n++) {
      await pacing.ready(PLACE, 'message', NEVER);
      sent.push(clock.now);
    }
    const most = (ms: number) =>
      Math.max(...sent.map((from, i) => sent.slice(i, i + 2_000).filter((at) => at < from + ms).length));
    expect(most(1_000)).toBeLessThanOrEqual(7);
    expect(most(2_000)).toBeLessThanOrEqual(8);
    expect(most(30_000)).toBeLessThanOrEqual(60);
    expect(most(3_600_000)).toBeLessThanOrEqual(1_800);
  });

  it('is held for everybody once Teams refuses a call there, and nowhere else', async () => {
    const { clock, pacing } = paced();
    await pacing.refused(PLACE, 'send', 20_000);
    await expect(pacing.admit(PLACE, 'send')).rejects.toMatchObject({ retry: { afterMs: 20_000 } });
    await pacing.admit(PLACE, 'members');
    await pacing.admit({ ...PLACE, channelId: '19:b' }, 'send');
    const before = clock.now;
    await pacing.ready(PLACE, 'update', NEVER);
    expect(clock.now - before).toBeGreaterThanOrEqual(20_000);
  });

  it('lets one card show its progress every few seconds, and another one in between', async () => {
    const { clock, pacing } = paced();
    expect(await pacing.mayShowProgress(PLACE, 'one')).toBe(true);
    expect(await pacing.mayShowProgress(PLACE, 'one')).toBe(false);
    expect(await pacing.mayShowProgress(PLACE, 'two')).toBe(true);
    clock.now += 2_000;
    expect(await pacing.mayShowProgress(PLACE, 'one')).toBe(false);
    clock.now += 1_000;
    expect(await pacing.mayShowProgress(PLACE, 'one')).toBe(true);
  });
});
