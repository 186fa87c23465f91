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

function start(fails: Set<string> = new Set()) {
  const events = new EventEmitter();
  const done: string[] = [];
  const replay = createReplay(events as unknown as Redis, async ({ keys: [key] }) => {
    if (fails.delete(key)) throw new Error('away again');
    done.push(key);
  });
  return { events, done, replay };
}

it('what was acknowledged right before the server went away is done once more when it is back', () => {
  const { events, done, replay } = start();
  events.emit('ready');
  replay.add(deed('one'));
  replay.add(deed('two'));
  expect(done).toEqual([]);
  events.emit('close');
  events.emit('close');
  events.emit('ready');
  expect(done).toEqual(['one', 'two']);
  events.emit('close');
  events.emit('ready');
  expect(done).toEqual(['one', 'two']);
});

it('what could not be done then is done the next time', async () => {
  const fails = new Set(['one']);
  const { events, done, replay } = start(fails);
  replay.add(deed('one'));
  events.emit('close');
  events.emit('ready');
  await until(() => fails.size === 0, 'the failure');
  events.emit('close');
  events.emit('ready');
  expect(done).toEqual(['one']);
});

it('one that is closed listens no more', () => {
  const { events, done, replay } = start();
  replay.add(deed('one'));
  replay.close();
  events.emit('close');
  events.emit('ready');
  expect(done).toEqual([]);
  expect(events.eventNames()).toEqual([]);
});
