import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChannelSettings } from '../../../src/adapters/redis/channel-settings.ts';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import type { PersonInbound } from '../../../src/core/chat/inbound.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { type HandleDeps, handleInbound } from '../../../src/core/thread/handle.ts';
import type { ThreadState } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { NO_DIGESTS } from '../../fakes/no-digests.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { form, GUIDE, message, PLACE, press, thread } from './threads.ts';

let redis: Redis;
let store: ThreadStore;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
});
afterAll(() => closeRedis(redis));

const DESIGNS = [{ turn: 1, version: 1, options: ['Modular monolith', 'Microservices'] }];
let count = 0;

/** A thread with a design in a channel of its own, and those who speak there. */
async function aDesignedThread(change: Partial<ThreadState> = {}, where: Partial<Place> = {}) {
  const place = { ...PLACE, channelId: `C${++count}`, ...where };
  const rootId = `${count}.1`;
  const id = `slack:T1:${place.channelId}:${rootId}`;
  const state = thread('answered', { id, place, rootId, designs: DESIGNS, ...change });
  await store.save({ state, version: 0 });
  const queued: string[] = [];
  const guests = new Set<string>();
  const deps: HandleDeps = {
    store,
    jobs: {
      enqueue: async (kind, threadId) => void queued.push(`${kind} ${threadId}`),
      cancel: async () => {},
    },
    settings: createChannelSettings(redis),
    guide: () => GUIDE,
    digest: NO_DIGESTS,
    now: Date.now,
    admit: async ({ author }) =>
      guests.has(author.id) ? { admitted: false, why: 'Members only.' } : { admitted: true },
  };
  return {
    place,
    rootId,
    ref: { threadId: id, turn: 1 },
    queued,
    guests,
    handle: (inbound: PersonInbound) => handleInbound(deps, inbound),
    now: async () => (await store.load(id))?.state,
  };
}

type Room = Awaited<ReturnType<typeof aDesignedThread>>;
const by = (id: string) => ({ author: { id, external: false } });
const click = ({ place, ref }: Room, option: number, key: string, who = 'U2') =>
  press('choose', { place, ref, option, keys: [key], ...by(who) });

describe('a choice', () => {
  it('that is delivered twice, or clicked twice, is made and shown once', async () => {
    const room = await aDesignedThread();
    await Promise.all([room.handle(click(room, 1, 'p-1')), room.handle(click(room, 1, 'p-1'))]);
    await room.handle(click(room, 1, 'p-2'));
    const state = await room.now();
    expect(state?.choice).toMatchObject({ option: 1, byId: 'U2' });
    expect(state?.deliveries.map((d) => d.target)).toEqual(['post', 'refresh']);
    expect(state?.inbox).toHaveLength(1);
    expect(new Set(room.queued)).toEqual(new Set([`deliver ${room.ref.threadId}`]));
  });

  it('by two people at once of two options: both are shown, the later one holds', async () => {
    const room = await aDesignedThread();
    await Promise.all([
      room.handle(click(room, 0, 'p-1', 'U2')),
      room.handle(click(room, 1, 'p-2', 'U3')),
      room.handle(click(room, 1, 'p-3', 'U4')),
    ]);
    const state = await room.now();
    const choices = state?.deliveries.flatMap((d) => (d.content.kind === 'choice' ? [d.content.choice] : []));
    expect(choices?.at(-1)).toEqual(state?.choice);
    expect(choices?.map((choice) => choice.option).sort()).toEqual([0, 1]);
  });

  it('of a guest is refused, whichever way it comes', async () => {
    const room = await aDesignedThread();
    room.guests.add('U9');
    const before = await room.now();
    const { place, ref, rootId } = room;
    for (const inbound of [
      click(room, 1, 'p-1', 'U9'),
      message('choose B', { place, rootId, mentionsBot: true, keys: ['m-1'], ...by('U9') }),
      press('regenerate', { place, ref, keys: ['p-2'], ...by('U9') }),
      press('follow-up', { place, ref, keys: ['p-3'], ...by('U9') }),
      press('settings', { place, ref, keys: ['p-4'], ...by('U9') }),
      form('follow-up', { text: 'And retries?' }, { place, ref, keys: ['f-1'], ...by('U9') }),
    ]) {
      expect(await room.handle(inbound)).toMatchObject({
        replies: [{ kind: 'notice', markdown: 'Members only.' }],
      });
    }
    expect(await room.now()).toEqual(before);
  });

  it('from another channel reaches nothing', async () => {
    const [room, other] = [await aDesignedThread(), await aDesignedThread()];
    const before = await room.now();
    await room.handle(press('choose', { place: other.place, ref: room.ref, option: 1, keys: ['p-1'] }));
    expect(await room.now()).toEqual(before);
  });
});

describe('in a direct message, below the thread', () => {
  const room = () => aDesignedThread({}, { direct: true });
  const say = ({ place }: Room, text: string) => {
    const { rootId: _, ...top } = message(text, {
      place,
      messageId: '900.1',
      keys: [`m-${text}`],
    }) as Extract<PersonInbound, { kind: 'message' }>;
    return top;
  };

  it.each(['choose B', 'choose the monolith'])('%s is about the newest design there', async (words) => {
    const there = await room();
    await there.handle(say(there, words));
    expect((await there.now())?.choice?.byId).toBe('U2');
  });

  it('what names none of its options is a request of its own', async () => {
    const there = await room();
    await there.handle(say(there, 'choose a message broker for orders'));
    expect(await there.now()).toMatchObject({ turn: 1, inbox: [], deliveries: [] });
    expect((await store.find(there.place, '900.1'))?.state.inbox).toHaveLength(1);
  });
});

describe('a follow-up and a regeneration', () => {
  it('that are delivered twice begin one turn', async () => {
    const asked = await aDesignedThread();
    const more = form('follow-up', { text: 'And retries?' }, { place: asked.place, ref: asked.ref });
    await Promise.all([asked.handle(more), asked.handle(more)]);
    expect(await asked.now()).toMatchObject({ turn: 2, inbox: [{ text: 'And retries?' }] });

    const over = await aDesignedThread();
    const again = (key: string) => press('regenerate', { place: over.place, ref: over.ref, keys: [key] });
    await Promise.all([over.handle(again('p-1')), over.handle(again('p-1')), over.handle(again('p-2'))]);
    const state = await over.now();
    expect(state).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    expect(state?.deliveries.map((d) => d.target)).toEqual(['post', 'receipt']);
    expect(state?.inbox).toHaveLength(1);
  });
});
