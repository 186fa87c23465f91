import { Redis } from 'ioredis';
import { afterAll, expect, it } from 'vitest';
import { createSlackWords, WORDS_KEPT_MS } from '../../../src/adapters/redis/slack-words.ts';
import { testRedisUrl } from '../../fakes/redis.ts';

const redis = new Redis(await testRedisUrl());
afterAll(() => redis.quit());

const ID = '0123456789abcdef0123456789abcdef';
const KEY = `architect:{${ID}}:words:`;
const WORDS = { personId: 'U0ADA', text: 'Nothing is running here.' };

it('private words are kept for a week', async () => {
  const words = createSlackWords(redis);
  expect(await words.read('f'.repeat(32))).toBeUndefined();
  await words.keep(ID, WORDS);
  expect(await words.read(ID)).toEqual(WORDS);
  const left = await redis.pttl(KEY);
  expect(left).toBeGreaterThan(WORDS_KEPT_MS - 60_000);
  expect(left).toBeLessThanOrEqual(WORDS_KEPT_MS);
});

it.each(['', 'no JSON', '{}', '{"personId":1,"text":"x"}'])(
  'what can’t be read is gone (%j)',
  async (kept) => {
    await redis.set(KEY, kept, 'PX', 1_000);
    expect(await createSlackWords(redis).read(ID)).toBeUndefined();
  },
);
