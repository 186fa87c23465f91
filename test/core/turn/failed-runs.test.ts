import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createFailedRuns } from '../../../src/adapters/redis/failed-runs.ts';
import { keys } from '../../../src/adapters/redis/keys.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { retry } from '../../../src/core/thread/transitions.ts';
import {
  type FailedRuns,
  type FailedRunsDeps,
  listFailedRuns,
  retryFailedRun,
} from '../../../src/core/turn/failed-runs.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { PLACE, thread } from '../thread/threads.ts';

const NOW = 1_800_000_000_000;

let redis: Redis;
let store: ThreadStore;
let runs: FailedRuns;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
  runs = createFailedRuns(redis);
});
afterAll(() => closeRedis(redis));

let count = 0;

/** A thread, whose first turn is noted as failed at that time. */
async function noted(phase: 'failed' | 'working' | 'answered', at: number) {
  const place = { ...PLACE, channelId: `F${++count}` };
  const id = `slack:T1:${place.channelId}:1.1`;
  await store.save({ state: thread(phase, { id, place, rootId: '1.1' }), version: 0 });
  await runs.add({ threadId: id, turn: 1, code: 'crashed', message: 'It broke off.', at });
  const change = async (deed: (state: ThreadState) => ThreadState) => {
    const found = await store.load(id);
    if (found) await store.save({ state: deed(found.state), version: found.version });
  };
  const found = (await runs.list()).find((run) => run.threadId === id);
  return { threadId: id, id: found?.id ?? '', change, now: async () => (await store.load(id))?.state };
}

function deps(change: Partial<FailedRunsDeps> = {}) {
  const queued: string[] = [];
  const jobs = {
    enqueue: async (kind: string, threadId: string) => void queued.push(`${kind} ${threadId}`),
    cancel: async () => {},
  };
  return { queued, runs, store, jobs, now: () => NOW, ...change };
}

const listed = async (given: FailedRunsDeps) => (await listFailedRuns(given)).map((run) => run.threadId);
const known = async () => (await runs.list()).map((run) => run.threadId);

describe('a failed run', () => {
  it('that its thread does not say yet is not listed, and not forgotten', async () => {
    const run = await noted('working', NOW - 5_000);
    expect(await listed(deps())).not.toContain(run.threadId);
    await run.change((s) => ({ ...s, phase: { kind: 'done', at: NOW, end: 'failed' } }));
    expect(await listed(deps())).toContain(run.threadId);
  });

  it('that went on is forgotten after a while', async () => {
    const run = await noted('answered', NOW - 120_000);
    expect(await listed(deps())).not.toContain(run.threadId);
    expect(await known()).not.toContain(run.threadId);
  });

  it('is run again, once', async () => {
    const run = await noted('failed', NOW - 120_000);
    const given = deps();
    expect(await retryFailedRun(given, run.id)).toBe(true);
    expect(await run.now()).toMatchObject({ turn: 1, phase: { kind: 'working' } });
    expect(await retryFailedRun(given, run.id)).toBe(false);
    expect(given.queued).toEqual([`deliver ${run.threadId}`]);
  });

  it.each<[string, (state: ThreadState) => ThreadState]>([
    ['was retried in its thread', (s) => retry(s, NOW)],
    ['was followed by another request', (s) => ({ ...s, turn: 2 })],
  ])('that meanwhile %s stays as it is', async (_name, deed) => {
    const run = await noted('failed', NOW - 120_000);
    let loads = 0;
    const changing: ThreadStore = {
      ...store,
      // Somebody is faster, between the list and the retry.
      async load(threadId) {
        if (threadId === run.threadId && ++loads === 2) await run.change(deed);
        return store.load(threadId);
      },
    };
    const given = deps({ store: changing });
    expect(await retryFailedRun(given, run.id)).toBe(false);
    expect(given.queued).toEqual([]);
  });
});

describe('the notes', () => {
  it('are never more than 10,000, of which the newest stay', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => {
      const id = String(n).padStart(10, '0');
      return [id, JSON.stringify({ id, threadId: id, turn: 1, code: 'x', message: '', at: n })];
    });
    await redis.del(keys.failed);
    await redis.hset(keys.failed, ...many.flat());
    await runs.add({ threadId: 'newest', turn: 1, code: 'x', message: '', at: NOW });
    const left = await runs.list();
    expect(left.length).toBeGreaterThanOrEqual(9_000);
    expect(left.length).toBeLessThanOrEqual(10_000);
    expect(left.some((run) => run.threadId === 'newest')).toBe(true);
    expect(left.some((run) => run.at === 0)).toBe(false);
    await redis.del(keys.failed);
  });
});
