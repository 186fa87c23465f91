import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createFailedRuns } from '../../../src/adapters/redis/failed-runs.ts';
import { keys } from '../../../src/adapters/redis/keys.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import { retry } from '../../../src/core/thread/retry.ts';
import type { Delivery, ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import {
  dropFailedRun,
  type FailedRun,
  type FailedRuns,
  type FailedRunsDeps,
  failedRunId,
  listFailedRuns,
  retryFailedRun,
} from '../../../src/core/turn/failed-runs.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { PLACE, thread } from '../thread/threads.ts';

const NOW = 1_800_000_000_000;
const END: Delivery = { id: 't1:end-3', turn: 1, target: 'replace', content: { kind: 'outcome' } };

let redis: Redis;
let store: ThreadStore;
let runs: FailedRuns;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis);
  runs = createFailedRuns(redis);
});
afterAll(() => closeRedis(redis));

let count = 0;

type Kind = { kind: 'turn' } | { kind: 'delivery'; deliveryId: string; nextTryAt?: number; tries?: number };
const TURN: Kind = { kind: 'turn' };
const LOST: Kind = { kind: 'delivery', deliveryId: END.id };
const STUCK: Kind = { kind: 'delivery', deliveryId: END.id, nextTryAt: NOW + 600_000, tries: 4 };

/** A thread, of which something is noted as failed at that time. */
async function noted(
  phase: 'failed' | 'working' | 'answered',
  at: number,
  { kind = TURN, ...change }: Partial<ThreadState> & { kind?: Kind } = {},
) {
  const place = { ...PLACE, channelId: `F${++count}` };
  const threadId = `slack:T1:${place.channelId}:1.1`;
  const state = thread(phase, { id: threadId, place, rootId: '1.1', ...change });
  await store.save({ state, version: 0 });
  const id = failedRunId(threadId, 1);
  await runs.add({
    id,
    threadId,
    turn: 1,
    code: 'crashed',
    message: 'It broke off.',
    at,
    ...kind,
  } as FailedRun);
  const alter = async (deed: (state: ThreadState) => ThreadState) => {
    const found = await store.load(threadId);
    if (found) await store.save({ state: deed(found.state), version: found.version });
  };
  return { threadId, id, alter, now: async () => (await store.load(threadId))?.state };
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

describe('a failed turn', () => {
  it('that its thread does not say yet is not listed, and not forgotten', async () => {
    const run = await noted('working', NOW - 5_000);
    expect(await listed(deps())).not.toContain(run.threadId);
    await run.alter((s) => ({ ...s, phase: { kind: 'done', at: NOW, end: 'failed' } }));
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
    const changing: FailedRuns = {
      ...runs,
      // Somebody is faster, between the note and the thread.
      async find(id) {
        await run.alter(deed);
        return runs.find(id);
      },
    };
    const given = deps({ runs: changing });
    expect(await retryFailedRun(given, run.id)).toBe(false);
    expect(given.queued).toEqual([]);
  });

  it('that an older version noted is listed and run again', async () => {
    const run = await noted('failed', NOW - 120_000);
    const { kind: _, ...old } = { ...(await runs.find(run.id)) } as FailedRun;
    await redis.hset(keys.failed, run.id, JSON.stringify(old));
    expect(await listed(deps())).toContain(run.threadId);
    expect(await retryFailedRun(deps(), run.id)).toBe(true);
  });
});

describe('a delivery that was given up', () => {
  it('is shown again, once, with what was lost with it', async () => {
    const words: Delivery = { ...END, id: 't1:end-3:words', target: 'post' };
    const run = await noted('answered', NOW - 120_000, { kind: LOST, unshown: [END, words] });
    expect(await listed(deps())).toContain(run.threadId);
    const given = deps();
    expect(await retryFailedRun(given, run.id)).toBe(true);
    const state = await run.now();
    expect(state).toMatchObject({ deliveries: [END, words], phase: { kind: 'done', end: 'answer' } });
    expect(state?.unshown).toBeUndefined();
    expect(await retryFailedRun(given, run.id)).toBe(false);
    expect(given.queued).toEqual([`deliver ${run.threadId}`]);
  });

  it('is forgotten when it is dropped, and its thread stays as it is', async () => {
    const run = await noted('answered', NOW - 120_000, { kind: LOST, unshown: [END] });
    expect(await dropFailedRun(deps(), run.id)).toBe(true);
    expect(await known()).not.toContain(run.threadId);
    expect(await run.now()).toMatchObject({ deliveries: [], unshown: [END] });
  });

  it('that was shown meanwhile is forgotten after a while', async () => {
    const run = await noted('answered', NOW - 120_000, { kind: LOST });
    expect(await listed(deps())).not.toContain(run.threadId);
    expect(await known()).not.toContain(run.threadId);
  });
});

describe('a thread that is stuck', () => {
  it('is held back until its next try, and tried at once by a retry', async () => {
    const run = await noted('answered', NOW, { kind: STUCK, deliveries: [END] });
    expect(await runs.held(NOW)).toContain(run.threadId);
    expect(await runs.held(NOW + 600_000)).not.toContain(run.threadId);
    const given = deps();
    expect(await retryFailedRun(given, run.id)).toBe(true);
    expect(given.queued).toEqual([`deliver ${run.threadId}`]);
    expect(await run.now()).toMatchObject({ deliveries: [END] });
    expect(await runs.held(NOW)).not.toContain(run.threadId);
  });

  it('is tried no more when it is dropped', async () => {
    const run = await noted('working', NOW, { kind: STUCK, deliveries: [END] });
    expect(await dropFailedRun(deps(), run.id)).toBe(true);
    expect(await run.now()).toMatchObject({ deliveries: [], phase: { kind: 'done', end: 'failed' } });
    expect(await store.active()).not.toContain(run.threadId);
  });
});

describe('the notes', () => {
  it('are counted by kind', async () => {
    await redis.del(keys.failed, keys.failedDeliveries);
    await noted('failed', NOW);
    await noted('answered', NOW, { kind: LOST, unshown: [END] });
    await noted('answered', NOW, { kind: STUCK, deliveries: [END] });
    expect(await runs.count()).toEqual({ turn: 1, delivery: 2 });
  });

  it('are read though one of them is damaged', async () => {
    const run = await noted('failed', NOW);
    await redis.hset(keys.failed, 'odd', '{"id":');
    await redis.hset(keys.failed, 'odder', '{"kind":"delivery","id":7}');
    expect(await listed(deps())).toContain(run.threadId);
    expect(await runs.find('odd')).toBeUndefined();
    await redis.hdel(keys.failed, 'odd', 'odder');
  });

  it('are never more than 10,000 of a kind, of which the newest stay', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => {
      const id = String(n).padStart(10, '0');
      return [id, JSON.stringify({ id, threadId: id, turn: 1, code: 'x', message: '', at: n })];
    });
    await redis.del(keys.failed);
    await redis.hset(keys.failed, ...many.flat());
    await runs.add({ kind: 'turn', id: 'n', threadId: 'newest', turn: 1, code: 'x', message: '', at: NOW });
    const left = await runs.list();
    expect(left.length).toBeGreaterThanOrEqual(9_000);
    expect(left.length).toBeLessThanOrEqual(10_010);
    expect(left.some((run) => run.threadId === 'newest')).toBe(true);
    expect(left.some((run) => run.at === 0)).toBe(false);
    await redis.del(keys.failed);
  });
});
