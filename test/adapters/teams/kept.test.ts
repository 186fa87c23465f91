import { expect, it, onTestFinished } from 'vitest';
import { closeRedis, createFailFastRedis } from '../../../src/adapters/redis/connection.ts';
import { createTeamsFiles } from '../../../src/adapters/redis/teams-files.ts';
import { createTeamsSent } from '../../../src/adapters/redis/teams-sent.ts';
import { createTeamsStreams } from '../../../src/adapters/redis/teams-streams.ts';
import { createSentMemory, type SentMessages } from '../../../src/adapters/teams/sent.ts';
import { testRedisUrl } from '../../fakes/redis.ts';

async function connect() {
  const redis = createFailFastRedis(await testRedisUrl());
  await new Promise<void>((resolve) => {
    if (redis.status === 'ready') resolve();
    else redis.once('ready', () => resolve());
  });
  onTestFinished(() => closeRedis(redis));
  return redis;
}

it('what one process has sent another one knows of, for a while', async () => {
  const redis = await connect();
  const store = createTeamsSent(redis, 60_000);
  await createSentMemory(store).add('a/b/m0', '2');
  await createSentMemory(store).add('a/b/m0', '10');
  expect(await createSentMemory(store).list('a/b/m0')).toEqual(['2', '10']);
  expect(await store.list('a/b/m1')).toEqual([]);
  const [key = ''] = await redis.keys('*:sent:*');
  expect(await redis.pttl(key)).toBeGreaterThan(0);
});

it('a message that was sent while the store was away is known of by whoever sent it', async () => {
  const store: SentMessages = {
    add: async () => {
      throw new Error('away');
    },
    list: async () => ['1'],
  };
  const sent = createSentMemory(store);
  await sent.add('key', '3');
  expect(await sent.list('key')).toEqual(['1', '3']);
});

it('a text comes back as it was kept, under its own name alone', async () => {
  const redis = await connect();
  const files = createTeamsFiles(redis, 60_000);
  const file = { name: 'a:b/{c}.md', mediaType: 'text/markdown', content: 'größer 字'.repeat(1_000) };
  await files.keep('t:1/d/files-0', file);
  expect(await files.read('t:1/d/files-0', file.name)).toEqual(file);
  expect(await files.read('t:1/d/files-0', 'other')).toBeUndefined();
  expect(await files.read('t:2/d/files-0', file.name)).toBeUndefined();
  const [key = ''] = await redis.keys('*:file:*');
  expect(await redis.pttl(key)).toBeGreaterThan(0);
});

it('the parts of a message that grows are numbered by all processes together, until it is closed', async () => {
  const redis = await connect();
  const [one, other] = [createTeamsStreams(redis), createTeamsStreams(redis)];
  expect(await one.next('a:b/1')).toBeUndefined();
  await one.open('a:b/1', 1_000);
  expect(await other.next('a:b/1')).toEqual({ sequence: 2, startedAt: 1_000 });
  expect(await one.next('a:b/1')).toEqual({ sequence: 3, startedAt: 1_000 });
  expect(await one.next('a:b/2')).toBeUndefined();
  const [key = ''] = await redis.keys('*:stream:*');
  expect(await redis.pttl(key)).toBeGreaterThan(0);
  await other.close('a:b/1');
  expect(await one.next('a:b/1')).toBeUndefined();
});
