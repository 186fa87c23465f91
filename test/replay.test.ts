import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import type { PersonInbound } from '../src/core/chat/inbound.ts';
import { createReplay } from '../src/replay.ts';
import { until } from './fakes/until.ts';

const deed = (key: string): PersonInbound => ({
  kind: 'command',
  keys: [key],
  place: { platform: 'slack', workspaceId: 'T1', channelId: 'C1', direct: false },
  author: { id: 'U1', external: false },
  text: 'agents',
});

/** `failures`: how often each deed fails before it succeeds. */
function start(failures: Record<string, number> = {}) {
  const redis = new EventEmitter();
  const done: string[] = [];
  const failed: unknown[] = [];
  const replay = createReplay({
    redis: redis as unknown as Redis,
    async again({ keys: [key] }) {
      const left = failures[key] ?? 0;
      failures[key] = left - 1;
      await Promise.resolve();
      if (left > 0) throw new Error(`${key} failed`);
      done.push(key);
    },
    sleep: async () => {},
    onFailure: (error) => failed.push(error),
  });
  const comeBack = () => {
    redis.emit('close');
    redis.emit('close');
    redis.emit('ready');
  };
  return { redis, done, failed, replay, comeBack };
}

it('what was kept right before the server went away is done once more when it is back, in its order', async () => {
  const { redis, done, replay, comeBack } = start({ one: 2 });
  redis.emit('ready');
  replay.add(deed('one'));
  replay.add(deed('two'));
  expect(done).toEqual([]);
  comeBack();
  await until(() => done.length === 2, 'both');
  expect(done).toEqual(['one', 'two']);
  comeBack();
  replay.add(deed('three'));
  comeBack();
  await until(() => done.length === 3, 'the third');
  expect(done).toEqual(['one', 'two', 'three']);
});

it('what can not be done again is told, and the rest goes on', async () => {
  const { done, failed, replay, comeBack } = start({ one: 1_000 });
  replay.add(deed('one'));
  replay.add(deed('two'));
  comeBack();
  await until(() => done.length === 1, 'the other one');
  expect(failed).toHaveLength(1);
});

it('one that is closed listens no more', () => {
  const { redis, done, replay, comeBack } = start();
  replay.add(deed('one'));
  replay.close();
  comeBack();
  expect(done).toEqual([]);
  expect(redis.eventNames()).toEqual([]);
});
