import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChannelSettings } from '../../../src/adapters/redis/channel-settings.ts';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import { attendThread } from '../../../src/core/thread/attend.ts';
import { type HandleDeps, handleInbound } from '../../../src/core/thread/handle.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { sweep } from '../../../workers/sweep.ts';
import { NO_DIGESTS } from '../../fakes/no-digests.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { GUIDE, OPEN, PLACE, press, thread } from './threads.ts';

const DAY = 24 * 3_600_000;

let redis: Redis;
let store: ThreadStore;
let deps: HandleDeps;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
  deps = {
    store,
    jobs: { enqueue: async () => {}, cancel: async () => {} },
    settings: createChannelSettings(redis),
    guide: () => GUIDE,
    digest: NO_DIGESTS,
    now: Date.now,
    admit: async () => ({ admitted: true }),
  };
});
afterAll(() => closeRedis(redis));

let count = 0;

/** A thread that waits for one answer, since the given time. */
async function waiting(since: number, change: Partial<ThreadState> = {}) {
  const place = { ...PLACE, channelId: `C${++count}` };
  const id = `slack:T1:${place.channelId}:1.1`;
  const [question] = OPEN.questions;
  const open = { ...OPEN, questions: question ? [question] : [] };
  const phase = { kind: 'waiting' as const, since, parked: { toolUseId: 'toolu_1', results: [] }, open };
  const state = thread('waiting', { id, place, rootId: '1.1', phase, ...change });
  await store.save({ state, version: 0 });
  return { id, place, ref: { threadId: id, turn: 1 } };
}

async function afterTrips(trips: number, act: () => Promise<unknown>): Promise<void> {
  for (let trip = 0; trip < trips; trip++) await redis.ping();
  await act();
}

describe('answer, skip, stop and time-out at the same instant', () => {
  it('exactly one wins, a thousand times', async () => {
    const now = Date.now();
    const wins: Record<string, number> = {};
    for (let batch = 0; batch < 50; batch++) {
      await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const { id, place, ref } = await waiting(now - 8 * DAY);
          const contenders = [
            () =>
              handleInbound(
                deps,
                press('answer', { place, ref, questionId: 'scale', option: 1, keys: ['a'] }),
              ),
            () => handleInbound(deps, press('assume', { place, ref, keys: ['s'] })),
            () => handleInbound(deps, press('stop', { place, ref, keys: ['x'] })),
            () => attendThread(deps, id, now),
          ];
          const first = n % contenders.length;
          const turned = [...contenders.slice(first), ...contenders.slice(0, first)];
          // Some get ahead by a few round trips, so that each of them has its chance.
          await Promise.all(turned.map((act, at) => afterTrips(at === 0 ? 0 : n % 5, act)));
          const after = await store.load(id);
          // One change, and one card that says so.
          expect(after?.version).toBe(2);
          const cards = (after?.state.deliveries ?? []).flatMap(({ content }) =>
            content.kind === 'inline' && content.reply.kind === 'questions-closed' ? [content.reply] : [],
          );
          expect(cards).toHaveLength(1);
          const how = cards[0]?.open.closed?.how ?? 'none';
          wins[how] = (wins[how] ?? 0) + 1;
        }),
      );
    }
    expect(Object.values(wins).reduce((sum, won) => sum + won, 0)).toBe(1_000);
    expect(Object.keys(wins).sort()).toEqual(['answered', 'assumed', 'stopped', 'timed-out']);
  });
});

describe('two sweeps at once', () => {
  it('remind once', async () => {
    const now = Date.now();
    const { id } = await waiting(now - 2 * DAY);
    await Promise.all([sweep(deps, now), sweep(deps, now), sweep(deps, now)]);
    const state = (await store.load(id))?.state;
    expect(state?.deliveries.map((delivery) => delivery.target)).toEqual(['post']);
    expect(await store.due(now)).not.toContain(id);
  });

  it('end a thread once, and leave nothing to be looked at', async () => {
    const now = Date.now();
    const { id } = await waiting(now - 8 * DAY);
    await Promise.all([sweep(deps, now), sweep(deps, now)]);
    expect((await store.load(id))?.state).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    expect(await store.due(now + 60 * DAY)).not.toContain(id);
  });

  it('pass over a thread that can’t be read, and say so', async () => {
    const now = Date.now();
    const broken = await waiting(now - 2 * DAY);
    const sound = await waiting(now - 2 * DAY);
    await redis.set(`architect:{slack:T1:${broken.place.channelId}}:thread:${broken.id}`, '7 token {"phase"');
    await expect(sweep(deps, now)).rejects.toThrow();
    expect((await store.load(sound.id))?.state.deliveries).toHaveLength(1);
    await redis.del(`architect:{slack:T1:${broken.place.channelId}}:thread:${broken.id}`);
  });
});

describe('what is set for a channel', () => {
  const use = (channelId: string, key: string) => ({
    kind: 'command' as const,
    keys: [key] as const,
    place: { ...PLACE, channelId },
    author: { id: 'U2', external: false },
    text: 'use backend',
  });

  it('changes nothing when it comes too late, and can be set again after that', async () => {
    const place = { ...PLACE, channelId: 'C-late' };
    const slow = { ...deps, now: () => Date.now() - 5_000 };
    await expect(handleInbound(slow, use('C-late', 'm-1'))).rejects.toThrow('store-late');
    expect(await deps.settings.agent(place)).toBeUndefined();
    expect((await handleInbound(deps, use('C-late', 'm-1'))).replies).toHaveLength(1);
    expect(await deps.settings.agent(place)).toBe('backend');
  });

  it('is set once, and told once, when it is delivered twice', async () => {
    const answers = await Promise.all([
      handleInbound(deps, use('C-twice', 'm-1')),
      handleInbound(deps, use('C-twice', 'm-1')),
    ]);
    expect(answers.flatMap((answer) => answer.replies)).toHaveLength(1);
  });

  it('holds for the questions that are open there already', async () => {
    const now = Date.now();
    const { id, place } = await waiting(now - 2 * DAY);
    await sweep(deps, now);
    expect(await store.due(now)).not.toContain(id);
    const opened = await handleInbound(
      deps,
      press('settings', { place, ref: { threadId: '-', turn: 0 }, keys: ['p-1'] }),
    );
    expect(opened.form).toMatchObject({ kind: 'settings-form', openedBy: 'p-1', channelId: place.channelId });
    const values = { agent: 'auto', remind: 'never', end: String(DAY), atEnd: 'close' };
    const author = { id: 'U2', external: false };
    await handleInbound(deps, {
      kind: 'settings',
      form: 'channel',
      keys: ['f-1'],
      place,
      author,
      openedBy: 'p-1',
      values,
    });
    expect(await store.due(now)).toContain(id);
    await sweep(deps, now);
    expect((await store.load(id))?.state.phase).toMatchObject({ kind: 'done', end: 'closed' });
  });

  it('is refused where the form was not opened in that channel', async () => {
    const [here, there] = [await waiting(Date.now()), await waiting(Date.now())];
    await handleInbound(deps, press('settings', { place: here.place, keys: ['p-2'] }));
    const inbound = {
      kind: 'settings' as const,
      form: 'channel' as const,
      keys: ['f-2'] as const,
      place: there.place,
      author: { id: 'U2', external: false },
      openedBy: 'p-2',
      values: { agent: 'backend', remind: 'never', end: String(DAY), atEnd: 'close' },
    };
    await handleInbound(deps, inbound);
    expect(await deps.settings.agent(there.place)).toBeUndefined();
    await handleInbound(deps, { ...inbound, place: here.place });
    expect(await deps.settings.agent(here.place)).toBe('backend');
  });
});
