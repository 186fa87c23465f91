import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTeamsConversations } from '../../../src/adapters/redis/teams-conversations.ts';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import {
  type Conversations,
  isServiceUrl,
  parseReference,
  toReference,
} from '../../../src/adapters/teams/conversations.ts';
import { placeKey } from '../../../src/adapters/teams/thread-id.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { CHANNEL, given } from './given.ts';

async function open(ttlMs?: number) {
  const redis = new Redis(await testRedisUrl());
  onTestFinished(() => redis.disconnect());
  const conversations: Conversations = createTeamsConversations(redis, ttlMs);
  return { redis, conversations };
}

function activity(name: string) {
  const read = readActivity(given(name));
  if (!read) throw new Error('no activity');
  return read;
}

describe('conversations', () => {
  it('are kept by channel, not by thread, and read as they were', async () => {
    const { conversations } = await open();
    const { place } = activity('channel reply');
    await conversations.keep(placeKey(place), toReference(activity('channel reply')));
    const read = parseReference(await conversations.read(placeKey(activity('channel root').place)));
    expect(read).toEqual(toReference(activity('channel reply')));
    expect(read).toMatchObject({ conversation: { id: CHANNEL, conversationType: 'channel', isGroup: true } });
    expect(await conversations.read(placeKey(activity('personal message').place))).toBeUndefined();
  });

  it('outlive years, and longer when they are used', async () => {
    const { redis, conversations } = await open();
    const key = placeKey(activity('personal message').place);
    await conversations.keep(key, toReference(activity('personal message')));
    const [name = ''] = await redis.keys('*');
    expect(await redis.pttl(name)).toBeGreaterThan(4 * 365 * 86_400_000);
    await redis.pexpire(name, 60_000);
    await conversations.read(key);
    expect(await redis.pttl(name)).toBeGreaterThan(4 * 365 * 86_400_000);
  });

  it('that can’t be read are none', async () => {
    const { redis, conversations } = await open();
    await conversations.keep('k', toReference(activity('personal message')));
    const [name = ''] = await redis.keys('*');
    for (const value of ['{', '[]', '{"serviceUrl":1}']) {
      await redis.set(name, value);
      expect(parseReference(await conversations.read('k'))).toBeUndefined();
    }
  });
});

describe('an address for answers', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/', true, false],
    ['http://smba.trafficmanager.net/emea/', false, false],
    ['http://127.0.0.1:3978/', false, true],
    ['http://localhost:56150/_connector', false, true],
    ['https://localhost/', false, true],
    ['http://169.254.169.254/latest', false, false],
    ['http://localhost.example.com/', false, false],
    ['https://me:you@smba.example.com/', false, false],
    ['file:///etc/passwd', false, false],
    ['', false, false],
    [undefined, false, false],
  ])('%s', (url, internet, loopback) => {
    expect([isServiceUrl(url, 'internet'), isServiceUrl(url, 'loopback')]).toEqual([internet, loopback]);
  });
});
