import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTicker, type Ticker } from '../../../src/adapters/bullmq/ticker.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { until } from '../../fakes/until.ts';

const redis = new Redis(await testRedisUrl(), { maxRetriesPerRequest: null });
const running: Ticker[] = [];
let ticks: string[] = [];

beforeEach(async () => {
  await redis.flushdb();
  ticks = [];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((ticker) => ticker.close()));
});
afterAll(() => redis.quit());

async function start(who: string, run: () => Promise<void> = async () => {}): Promise<Ticker> {
  const ticker = await startTicker({
    name: 'test-tick',
    everyMs: 50,
    redis,
    run: async () => {
      ticks.push(who);
      await run();
    },
    onFailure: () => {},
  });
  running.push(ticker);
  return ticker;
}

const schedulers = () => redis.zcard('{architect}:test-tick:repeat');

describe('a ticker', () => {
  it('is one, however many processes begin it, and each tick is of one of them', async () => {
    const startedAt = Date.now();
    await Promise.all([start('a'), start('b'), start('a')]);
    await until(() => ticks.length >= 4, 'four ticks');
    expect(await schedulers()).toBe(1);
    // Three of them on their own would tick three times as often.
    expect(ticks.length).toBeLessThanOrEqual((Date.now() - startedAt) / 50 + 2);
  });

  it('goes on in another process when one ends, and after what failed', async () => {
    const first = await start('a', () => Promise.reject(new Error('a bad tick')));
    await until(() => ticks.includes('a'), 'the first to tick');
    await start('b');
    running.splice(running.indexOf(first), 1);
    await first.close();
    await until(() => ticks.filter((who) => who === 'b').length >= 3, 'the second to tick');
  });

  it('begins anew where the server lost its next tick, and is left alone where it did not', async () => {
    const ticker = await start('a');
    await until(() => ticks.length >= 2, 'a tick');
    await redis.flushdb();
    const before = ticks.length;
    await until(async () => {
      await ticker.revive();
      return ticks.length > before + 2;
    }, 'ticks after the loss');
    expect(await schedulers()).toBe(1);
  });
});
