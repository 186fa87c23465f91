import { expect, it } from 'vitest';
import { durable, isDurable } from '../fakes/redis.ts';
import { watchKeys } from './keys.ts';

it.skipIf(!isDurable)(
  durable('whatever people do, every key that it leaves behind has a time to live'),
  async () => {
    const { problems, eternal, full } = await watchKeys({ rounds: 1, keepMs: 600_000 });
    expect(problems).toEqual([]);
    expect(eternal).toEqual([]);
    for (const kind of [
      'thread',
      'seen',
      'ledger',
      'outcomes',
      'decisions',
      'settings',
      'failed',
      'uninvited',
    ]) {
      expect([...full.counts.keys()], 'the deeds leave every kind of key').toContain(kind);
    }
  },
  60_000,
);
