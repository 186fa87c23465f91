import { describe, expect, it } from 'vitest';
import type { Lane, Pace, Turn } from '../../../src/core/delivery/pace.ts';

const POSTS = { everyMs: 1_050, burst: 3 };
const UPDATES = { everyMs: 1_250, burst: 10 };
const PROGRESS = { everyMs: 3_530, burst: 3 };
const MINUTE_MS = 60_000;
const LONG_MS = 60 * MINUTE_MS;

/** Two processes that share a pace, on a clock that the test moves. */
type SharedPace = { processes: [Pace, Pace]; clock: { now: number } };

let workspaces = 0;

/** What every pace holds to. */
export function describePace(name: string, create: () => SharedPace): void {
  function begin() {
    const { processes, clock } = create();
    const workspaceId = `T${++workspaces}`;
    const [first, second] = processes;
    let calls = 0;
    const any = () => (++calls % 2 === 0 ? first : second);
    const channel = (channelId: string): Lane => ({
      platform: 'slack',
      workspaceId,
      method: 'chat.postMessage',
      channelId,
    });
    const updates: Lane = { platform: 'slack', workspaceId, method: 'chat.update' };
    const take = (lane: Lane, overdraw = 0, mostMs = LONG_MS) =>
      any().take(lane, POSTS, { overdraw, mostMs });
    return {
      clock,
      channel,
      updates,
      any,
      take,
      async waits(n: number, lane = channel('C1'), overdraw = 0) {
        const turns: Turn[] = [];
        for (let i = 0; i < n; i++) turns.push(await take(lane, overdraw));
        return turns.map(({ waitMs }) => waitMs);
      },
      finish: () => any().take(updates, UPDATES, { overdraw: 0, mostMs: LONG_MS }),
      mayShow: (thread: string) => any().spare(updates, UPDATES, PROGRESS, thread),
    };
  }

  describe(name, () => {
    it('lets a short burst through and then one call a second, for each channel alone', async () => {
      const { waits, channel, clock } = begin();
      expect(await waits(6)).toEqual([0, 0, 0, 1_050, 2_100, 3_150]);
      expect(await waits(1, channel('C2'))).toEqual([0]);
      clock.now += MINUTE_MS;
      expect(await waits(4)).toEqual([0, 0, 0, 1_050]);
    });

    it('keeps no turn for somebody who will not wait for it', async () => {
      const { waits, take, channel } = begin();
      await waits(3);
      expect((await take(channel('C1'), 0, 1_000)).waitMs).toBe(1_050);
      expect(await waits(1)).toEqual([1_050]);
    });

    it('lets what is urgent go ahead, and puts off those that wait', async () => {
      const { waits, take, channel } = begin();
      await waits(3);
      const waiting = await take(channel('C1'));
      expect(waiting.waitMs).toBe(1_050);
      expect(await waits(3, channel('C1'), 2)).toEqual([0, 0, 1_050]);
      expect(await waiting.putOffMs()).toBe(3_150);
      expect(await waits(1)).toEqual([5_250]);
    });

    it('does not let any number of urgent calls through at once', async () => {
      const { waits, channel } = begin();
      expect(await waits(7, channel('C1'), 2)).toEqual([0, 0, 0, 0, 0, 1_050, 2_100]);
      expect(await waits(1)).toEqual([5_250]);
    });

    it('lets what is eager through until the platform refuses something, and puts the others off by one turn', async () => {
      const { any, waits, channel, clock } = begin();
      const eager = async () =>
        (await any().take(channel('C1'), POSTS, { overdraw: 2, isEager: true, mostMs: LONG_MS })).waitMs;
      for (let i = 0; i < 20; i++) expect(await eager()).toBe(0);
      expect(await waits(1)).toEqual([1_050]);
      await any().hold(channel('C1'), 3_000);
      expect(await eager()).toBeGreaterThanOrEqual(3_000);
      clock.now += 64_000;
      expect(await eager()).toBe(0);
    });

    it('holds what the platform holds, in all processes, and nothing else', async () => {
      const { waits, take, any, channel, updates } = begin();
      await waits(3);
      const waiting = await take(channel('C1'));
      await any().hold(channel('C1'), 3_000);
      await any().hold(channel('C1'), 3_000);
      expect(await waiting.putOffMs()).toBe(3_000);
      expect(await waits(1)).toEqual([5_100]);
      expect(await waits(2, channel('C1'), 2)).toEqual([3_000, 4_050]);
      expect(await any().heldMs(channel('C1'))).toBe(3_000);
      expect(await waits(1, channel('C2'))).toEqual([0]);
      expect(await any().heldMs(channel('C2'))).toBe(0);
      expect(await any().heldMs(updates)).toBe(0);
    });

    it('spaces what comes after a hold', async () => {
      const { waits, any, channel, clock } = begin();
      await any().hold(channel('C1'), 10_000);
      expect(await waits(2)).toEqual([10_000, 11_050]);
      clock.now += MINUTE_MS;
      expect(await any().heldMs(channel('C1'))).toBe(0);
      expect(await waits(3)).toEqual([0, 0, 0]);
    });

    it('shares the room for progress fairly among many threads, 20 a minute', async () => {
      const { mayShow, clock } = begin();
      const threads = Array.from({ length: 40 }, (_, i) => ({
        id: `t${i}`,
        next: clock.now + i * 190,
        shown: 0,
      }));
      const shown: number[] = [];
      const end = clock.now + 8 * MINUTE_MS;
      for (;;) {
        const thread = threads.reduce((a, b) => (b.next < a.next ? b : a));
        if (thread.next > end) break;
        clock.now = thread.next;
        // No two threads ask in the same rhythm.
        thread.next += 7_000 + ((thread.next * 31 + thread.shown * 17) % 2_000);
        if (!(await mayShow(thread.id))) continue;
        thread.shown += 1;
        shown.push(clock.now);
      }
      const share = shown.length / threads.length;
      for (const thread of threads) expect(Math.abs(thread.shown - share)).toBeLessThanOrEqual(1);
      const inMinutes = shown.map((at) => shown.filter((t) => t >= at && t < at + MINUTE_MS).length);
      expect(Math.max(...inMinutes)).toBeLessThanOrEqual(20);
      expect(shown.length).toBeGreaterThan(8 * 15);
    });

    it('gives the room to a thread that showed nothing yet, before those that did', async () => {
      const { mayShow, clock } = begin();
      expect([await mayShow('a'), await mayShow('a'), await mayShow('a'), await mayShow('a')]).toEqual([
        true,
        true,
        true,
        false,
      ]);
      expect(await mayShow('b')).toBe(false);
      clock.now += 4_000;
      expect([await mayShow('a'), await mayShow('b'), await mayShow('a')]).toEqual([false, true, false]);
    });

    it('does not keep room for a thread that asks no more', async () => {
      const { mayShow, clock } = begin();
      for (let i = 0; i < 3; i++) await mayShow('a');
      await mayShow('gone');
      clock.now += 13_000;
      expect(await mayShow('a')).toBe(true);
      clock.now += 2 * MINUTE_MS;
      expect(await mayShow('b')).toBe(true);
    });

    it('leaves progress out while ends of turns need the room, and while updates are held', async () => {
      const { mayShow, finish, any, updates, clock } = begin();
      for (let i = 0; i < 6; i++) await finish();
      expect(await mayShow('a')).toBe(false);
      expect((await finish()).waitMs).toBe(0);
      clock.now += 20_000;
      expect(await mayShow('a')).toBe(true);
      await any().hold(updates, 5_000);
      expect(await mayShow('a')).toBe(false);
      expect((await finish()).waitMs).toBe(5_000);
    });
  });
}
