import type { Redis } from 'ioredis';
import type { SoughtFile } from '../../core/chat/chat.ts';
import { withSizes } from '../../core/delivery/sought-files.ts';
import type { Ledger, SentRow } from '../../core/thread/store.ts';
import { guard } from './connection.ts';
import { keys } from './keys.ts';

/**
 * A row per call in a hash of the thread: `pending:<since>:<last>` before it, `sent:<messageId>` after, and
 * `again:<since>:<messageId>` where an earlier attempt may still happen. Rows of before there was a `last` have none.
 */
const PENDING = 'pending:';
const SENT = 'sent:';
const AGAIN = 'again:';

/** KEYS: rows. ARGV: key, the value it must have, the new one or '' to remove it. */
const REPLACE = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
return 1
`;

/** KEYS: rows. ARGV: key, the settled value, ttl. Gives the value that stands: a row is settled once. */
const SETTLE = `
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known and string.sub(known, 1, ${PENDING.length}) ~= '${PENDING}' then return known end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return ARGV[2]
`;

type ScriptedRedis = Redis & {
  architectReplaceRow(rows: string, key: string, from: string, to: string): Promise<number>;
  architectSettleRow(rows: string, key: string, value: string, ttlMs: number): Promise<string>;
};

/** What a server noted so shortly before it died may be gone; who finds it missing comes soon after it is back. */
const LOST_MS = 5_000;
const SUSPECT_FOR_MS = 60_000;

export function createLedger(redis: Redis, ttlMs: number): Ledger {
  redis.defineCommand('architectReplaceRow', { lua: REPLACE, numberOfKeys: 1 });
  redis.defineCommand('architectSettleRow', { lua: SETTLE, numberOfKeys: 1 });
  const scripted = redis as ScriptedRedis;
  const lostSince = watchLosses(redis);

  return {
    async peek(threadId, key) {
      return toSent(await guard(redis.hget(keys.ledger(threadId), key)));
    },
    async begin(threadId, key, at) {
      const rows = keys.ledger(threadId);
      if ((await guard(redis.hsetnx(rows, key, pending(at, at)))) === 1) {
        await guard(redis.pexpire(rows, ttlMs));
        const since = lostSince();
        return { kind: 'free', ...(since === undefined ? {} : { lostSince: since }) };
      }
      const value = await guard(redis.hget(rows, key));
      return toSent(value) ?? toPending(value, at);
    },
    async takeOver(threadId, key, last, at) {
      const rows = keys.ledger(threadId);
      const value = await guard(redis.hget(rows, key));
      if (toSent(value)) return false;
      const row = toPending(value, at);
      if (value === null || row.last !== last) return false;
      return (await guard(scripted.architectReplaceRow(rows, key, value, pending(row.since, at)))) === 1;
    },
    async sent(threadId, key, messageId, doubtfulSince) {
      const value =
        doubtfulSince === undefined ? `${SENT}${messageId}` : `${AGAIN}${doubtfulSince}:${messageId}`;
      const standing = await guard(scripted.architectSettleRow(keys.ledger(threadId), key, value, ttlMs));
      return toSent(standing)?.messageId ?? messageId;
    },
    async noteFiles(threadId, key, files) {
      const rows = keys.ledger(threadId);
      const known = readFiles(await guard(redis.hget(rows, filesField(key))));
      await guard(redis.hset(rows, filesField(key), JSON.stringify(withSizes(known, files))));
    },
    async filesOf(threadId, key) {
      return readFiles(await guard(redis.hget(keys.ledger(threadId), filesField(key))));
    },
    async forget(threadId, key, at) {
      await guard(scripted.architectReplaceRow(keys.ledger(threadId), key, pending(at, at), ''));
    },
  };
}

/** Since when rows may be missing, for a while after the server is back; each failed attempt to connect closes as well. */
function watchLosses(redis: Redis): () => number | undefined {
  let goneAt: number | undefined;
  let last: { since: number; until: number } | undefined;
  redis.on('close', () => {
    goneAt ??= Date.now();
  });
  redis.on('ready', () => {
    if (goneAt !== undefined) last = { since: goneAt - LOST_MS, until: Date.now() + SUSPECT_FOR_MS };
    goneAt = undefined;
  });
  return () => (last && Date.now() < last.until ? last.since : undefined);
}

/** Beside the row: what an attempt was about is known as long as the row is. */
function filesField(key: string): string {
  return `${key}#files`;
}

/** What can't be read is as if it had not been noted: the files of this attempt are looked for all the same. */
function readFiles(value: string | null): SoughtFile[] {
  try {
    return value === null ? [] : (JSON.parse(value) as SoughtFile[]);
  } catch {
    return [];
  }
}

function pending(since: number, last: number): string {
  return `${PENDING}${since}:${last}`;
}

function toPending(value: string | null, at: number): { kind: 'pending'; since: number; last: number } {
  const [since, last] = (value ?? '').slice(PENDING.length).split(':').map(Number);
  return { kind: 'pending', since: since || at, last: last || since || at };
}

function toSent(value: string | null): SentRow | undefined {
  if (value?.startsWith(SENT)) return { kind: 'sent', messageId: value.slice(SENT.length) };
  if (!value?.startsWith(AGAIN)) return undefined;
  const end = value.indexOf(':', AGAIN.length);
  return {
    kind: 'sent',
    messageId: value.slice(end + 1),
    doubtfulSince: Number(value.slice(AGAIN.length, end)),
  };
}
