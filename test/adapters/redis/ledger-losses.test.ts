import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { createLedger } from '../../../src/adapters/redis/ledger.ts';

it('rows may be missing since shortly before the server went away, however often it could not be reached', async () => {
  const events = new EventEmitter();
  const redis = Object.assign(events, {
    defineCommand: () => {},
    hsetnx: async () => 1,
    pexpire: async () => 1,
  });
  const ledger = createLedger(redis as unknown as Redis, 60_000);
  const begin = () => ledger.begin('slack:T1:C1:1.1', 'key', Date.now());
  expect(await begin()).toEqual({ kind: 'free' });
  events.emit('ready');
  expect(await begin()).toEqual({ kind: 'free' });
  const goneAt = Date.now();
  events.emit('close');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const triedAt = Date.now();
  events.emit('close');
  events.emit('ready');
  const row = await begin();
  expect(row).toMatchObject({ kind: 'free', lostSince: expect.any(Number) });
  const since = row.kind === 'free' ? (row.lostSince ?? 0) : 0;
  expect(since).toBeLessThan(goneAt);
  expect(since).toBeLessThan(triedAt - 5_000);
});
