import type { Redis } from 'ioredis';
import type { Ledger } from '../../core/thread/store.ts';
import { guard } from './connection.ts';
import { keys } from './keys.ts';

const PENDING = 'pending:';
const SENT = 'sent:';

/** A row per call in a hash of the thread: `pending:<since>` before it, `sent:<messageId>` after. */
export function createLedger(redis: Redis, ttlMs: number): Ledger {
  return {
    async begin(threadId, key, at) {
      const row = keys.ledger(threadId);
      if ((await guard(redis.hsetnx(row, key, `${PENDING}${at}`))) === 1) {
        await guard(redis.pexpire(row, ttlMs));
        return { kind: 'free' };
      }
      const value = await guard(redis.hget(row, key));
      if (value?.startsWith(SENT)) return { kind: 'sent', messageId: value.slice(SENT.length) };
      return { kind: 'pending', since: Number(value?.slice(PENDING.length) ?? at) };
    },
    async sent(threadId, key, messageId) {
      await guard(redis.hset(keys.ledger(threadId), key, `${SENT}${messageId}`));
    },
    async forget(threadId, key) {
      await guard(redis.hdel(keys.ledger(threadId), key));
    },
  };
}
