import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChannelSettings } from '../../../src/adapters/redis/channel-settings.ts';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createLedger } from '../../../src/adapters/redis/ledger.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import { DEFAULT_TERMS } from '../../../src/core/thread/channel-settings.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { describeLedger } from '../../contracts/ledger-contract.ts';
import { testRedisUrl } from '../../fakes/redis.ts';

let redis: Redis;
let store: ThreadStore;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
});
afterAll(() => closeRedis(redis));

const PLACE = { platform: 'slack' as const, workspaceId: 'T1', channelId: 'C1', direct: false };
let count = 0;

function aThread(change: Partial<ThreadState> = {}): ThreadState {
  const rootId = `${++count}.1`;
  return {
    id: `slack:T1:C1:${rootId}`,
    place: PLACE,
    rootId,
    rootedBy: 'request',
    askerId: 'U1',
    quiet: false,
    turn: 1,
    epoch: 0,
    phase: { kind: 'working', since: 1, claims: 0 },
    inbox: [],
    deliveries: [],
    receipts: {},
    rounds: 0,
    requests: [],
    ...change,
  };
}

describe('a change of a thread', () => {
  it('is refused when another one came first, and leaves nothing', async () => {
    const state = aThread();
    expect(await store.save({ state, version: 0 })).toBe('saved');
    const [a, b] = await Promise.all([
      store.save({ state: { ...state, turn: 2 }, version: 1, seen: ['a'] }),
      store.save({ state: { ...state, turn: 3 }, version: 1, seen: ['b'] }),
    ]);
    expect([a, b].sort()).toEqual(['conflict', 'saved']);
    const lost = a === 'conflict' ? 'a' : 'b';
    expect(await store.once(PLACE, { keys: [lost] })).toBe('saved');
  });

  it('is made once per deed, whichever of its keys is known', async () => {
    const state = aThread();
    expect(await store.save({ state, version: 0, seen: ['m-1', 'c-1'] })).toBe('saved');
    expect(await store.save({ state, version: 1, seen: ['m-1'] })).toBe('seen');
    expect(await store.save({ state, version: 1, seen: ['m-2', 'c-1'] })).toBe('seen');
    expect(await store.once(PLACE, { keys: ['c-1'] })).toBe('seen');
  });

  it('does not happen after its deadline', async () => {
    const state = aThread();
    expect(await store.save({ state, version: 0, deadlineAt: Date.now() - 50 })).toBe('late');
    expect(await store.load(state.id)).toBeUndefined();
  });

  it('keeps what was said to the model, and what came of it, with it', async () => {
    const state = aThread();
    const turn = { role: 'user' as const, content: [{ type: 'text' as const, text: 'hello' }] };
    const footer = {
      agent: { id: 'a', title: 'A', hash: 'h' },
      model: 'm',
      turns: 1,
      inputTokens: 1,
      outputTokens: 1,
      cachedTokens: 0,
      tookMs: 1,
    };
    const outcome = { kind: 'answer' as const, markdown: 'Yes.', footer };
    await store.save({ state, version: 0, turns: [turn], outcome: { turn: 1, value: outcome } });
    expect(await store.save({ state, version: 0, turns: [turn] })).toBe('conflict');
    expect(await store.transcript(state.id)).toEqual([turn]);
    expect(await store.outcome(state.id, 1)).toEqual(outcome);
  });
});

describe('finding a thread', () => {
  it('by the message that roots it, also when a command began it', async () => {
    const own = aThread();
    const { rootId: _, ...rootless } = aThread({ id: 'slack:T1:C1:c-abc' });
    await store.save({ state: own, version: 0 });
    await store.save({ state: rootless, version: 0 });
    await store.save({ state: { ...rootless, rootId: '77.7' }, version: 1 });
    expect((await store.find(PLACE, own.rootId ?? ''))?.state.id).toBe(own.id);
    expect((await store.find(PLACE, '77.7'))?.state.id).toBe(rootless.id);
    expect(await store.find({ ...PLACE, workspaceId: 'T2' }, '77.7')).toBeUndefined();
  });

  it('among those with work, until it has none', async () => {
    const state = aThread();
    await store.save({ state, version: 0 });
    expect(await store.active()).toContain(state.id);
    await store.save({ state: { ...state, phase: { kind: 'done', at: 1, end: 'answer' } }, version: 1 });
    expect(await store.active()).not.toContain(state.id);
  });

  it('among those that wait for an invitation, until it came', async () => {
    const state = aThread({ phase: { kind: 'uninvited' } });
    await store.save({ state, version: 0 });
    expect(await store.index.uninvited(PLACE)).toContain(state.id);
    await store.save({ state: { ...state, phase: { kind: 'working', since: 1, claims: 0 } }, version: 1 });
    expect(await store.index.uninvited(PLACE)).not.toContain(state.id);
  });

  it('among those to be looked at, from the time it wants to be and while it waits', async () => {
    const parked = { toolUseId: 'toolu_1', results: [] };
    const open = { reason: '', questions: [], answers: [], skipped: [] };
    const phase = { kind: 'waiting' as const, since: 5_000, parked, open };
    const state = aThread({ phase });
    await store.save({ state, version: 0 });
    expect(await store.due(4_999)).not.toContain(state.id);
    expect(await store.due(5_000)).toContain(state.id);
    const plan = { remindAt: 8_000, endAt: 9_000, atEnd: 'close' as const };
    await store.save({ state: { ...state, phase: { ...phase, plan } }, version: 1 });
    expect(await store.due(7_999)).not.toContain(state.id);
    expect(await store.due(8_000)).toContain(state.id);
    await store.save({ state: { ...state, phase: { kind: 'done', at: 1, end: 'closed' } }, version: 2 });
    expect(await store.due(99_000)).not.toContain(state.id);
  });

  it('as the newest of a direct message', async () => {
    const place = { ...PLACE, channelId: 'D1', direct: true };
    const first = aThread({ id: 'slack:T1:D1:1.1', place });
    const second = aThread({ id: 'slack:T1:D1:2.1', place });
    await store.save({ state: first, version: 0 });
    await store.save({ state: second, version: 0 });
    await store.save({ state: first, version: 1 });
    expect(await store.index.latest(place)).toBe(second.id);
  });
});

describe('a deed that changes no thread', () => {
  const settings = () => createChannelSettings(redis);

  it('is kept once, whichever of its keys is known, and not after its deadline', async () => {
    expect(await store.once(PLACE, { keys: ['d-1'], deadlineAt: Date.now() - 50 })).toBe('late');
    expect(await store.once(PLACE, { keys: ['d-1', 'd-2'], deadlineAt: Date.now() + 9_000 })).toBe('saved');
    expect(await store.once(PLACE, { keys: ['d-3', 'd-2'] })).toBe('seen');
    expect(await store.once(PLACE, { keys: ['d-3'] })).toBe('saved');
  });

  it('sets what it sets together with its key, or not at all', async () => {
    const terms = { remindAfterMs: 'never' as const, endAfterMs: 5, atEnd: 'close' as const };
    const set = { keys: ['e-1'], settings: { agent: 'backend', terms } };
    const now = async () => [await settings().agent(PLACE), await settings().terms(PLACE)];
    expect(await store.once(PLACE, { ...set, after: 'e-0' })).toBe('unknown');
    expect(await store.once(PLACE, { ...set, deadlineAt: 1 })).toBe('late');
    expect(await now()).toEqual([undefined, DEFAULT_TERMS]);
    expect(await store.once(PLACE, { keys: ['e-0'] })).toBe('saved');
    expect(await store.once(PLACE, { ...set, after: 'e-0' })).toBe('saved');
    expect(await now()).toEqual(['backend', terms]);
    expect(await store.once(PLACE, { keys: ['e-1'], settings: { agent: 'auto' } })).toBe('seen');
    expect(await store.once(PLACE, { keys: ['e-2'], settings: { agent: 'auto' } })).toBe('saved');
    expect(await now()).toEqual([undefined, terms]);
  });

  it.each(['{', '{"endAfterMs":-1}', 'null'])(
    'reads what another version has set (%s) as unset',
    async (text) => {
      await redis.hset('architect:{slack:T1:C-old}:settings:', 'terms', text);
      expect(await settings().terms({ ...PLACE, channelId: 'C-old' })).toEqual(DEFAULT_TERMS);
    },
  );
});

describeLedger('in Redis', () => createLedger(redis, 60_000));
