import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChannelSettings } from '../../../src/adapters/redis/channel-settings.ts';
import { closeRedis, createPatientRedis } from '../../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { type HandleDeps, handleInbound } from '../../../src/core/thread/handle.ts';
import type { Phase } from '../../../src/core/thread/state.ts';
import type { ThreadStore } from '../../../src/core/thread/store.ts';
import { NO_DIGESTS } from '../../fakes/no-digests.ts';
import { testRedisUrl } from '../../fakes/redis.ts';
import { GUIDE, message, thread } from './threads.ts';

let redis: Redis;
let store: ThreadStore;
beforeAll(async () => {
  redis = createPatientRedis(await testRedisUrl());
  store = createThreadStore(redis, { threadMs: 60_000, seenMs: 60_000 });
});
afterAll(() => closeRedis(redis));

let count = 0;

/** A chat of Teams, in which nothing was said yet. */
function aChat(where: Partial<Place> = {}) {
  const channelId = `chat-${++count}`;
  const place: Place = { platform: 'teams', workspaceId: 'T', channelId, direct: true, flat: true, ...where };
  let laterMs = 0;
  const now = () => Date.now() + laterMs;
  const deps: HandleDeps = {
    store,
    jobs: { enqueue: async () => {}, cancel: async () => {} },
    settings: createChannelSettings(redis),
    guide: () => GUIDE,
    digest: NO_DIGESTS,
    now,
    // The server's clock is the real one, so only what is decided sees a later day.
    since: Number.MAX_SAFE_INTEGER / 2,
    admit: async () => ({ admitted: true }),
  };
  let said = 0;
  const newest = async () => {
    const id = await store.index.latest(place);
    return id === undefined ? undefined : (await store.load(id))?.state;
  };
  return {
    newest,
    pass: (ms: number) => {
      laterMs += ms;
    },
    /** A message of its own, or a copy of one under an id of its own. */
    say(text: string, who = 'U2') {
      const messageId = `${++said}`;
      const { rootId: _, ...own } = message(text, {
        place,
        messageId,
        mentionsBot: true,
        keys: [`msg-${messageId}`],
        author: { id: who, external: false },
        resend: { of: `${who} ${text}` },
      }) as Extract<ReturnType<typeof message>, { kind: 'message' }>;
      return handleInbound(deps, own);
    },
    edit: (messageId: string, text: string, who = 'U2') =>
      handleInbound(deps, {
        kind: 'edited',
        keys: [`edit-${text}`],
        place,
        author: { id: who, external: false },
        messageId,
        text,
        mentionsBot: true,
      }),
    agent: () => deps.settings.agent(place),
    /** What the newest thread is doing from now on. */
    async stands(phase: Phase) {
      const id = (await store.index.latest(place)) ?? '';
      const kept = await store.load(id);
      if (!kept) throw new Error('Nothing was said yet.');
      await store.save({ state: { ...kept.state, phase }, version: kept.version });
    },
    now,
  };
}

const WAITING = thread('waiting').phase;

describe('in a chat without threads', () => {
  it.each([{ direct: true }, { direct: false }])(
    'a later word goes on with the last answer: %o',
    async (where) => {
      const chat = aChat(where);
      await chat.say('design a billing service');
      await chat.stands({ kind: 'done', at: chat.now(), end: 'answer' });
      await chat.say('What about retries?', 'U3');
      expect(await chat.newest()).toMatchObject({ turn: 2, inbox: [{}, { text: 'What about retries?' }] });
    },
  );

  it('what asks for something of its own, thanks, and what comes a day later, begin anew', async () => {
    for (const [text, laterMs] of [
      ['design a search service', 0],
      ['hi', 0],
      ['@backend name two queues', 0],
      ['and the retries', 25 * 3_600_000],
    ] as const) {
      const chat = aChat();
      await chat.say('design a billing service');
      await chat.stands({ kind: 'done', at: chat.now(), end: 'design' });
      chat.pass(laterMs);
      const before = (await chat.newest())?.id;
      await chat.say(text);
      expect((await chat.newest())?.id, text).not.toBe(before);
    }
  });

  it('words that are sent again under a new id, one after the other or at once, are heard once', async () => {
    const chat = aChat();
    await Promise.all(Array.from({ length: 4 }, () => chat.say('design a billing service')));
    const first = await chat.newest();
    expect(first).toMatchObject({ turn: 1, inbox: [{ text: 'design a billing service' }] });
    chat.pass(45_000);
    await chat.say('design a billing service');
    expect(await chat.newest()).toEqual(first);
  });

  it('the same words of somebody else, or after a minute, are words of their own', async () => {
    const chat = aChat();
    await chat.say('prefer Kafka there');
    await chat.say('prefer Kafka there', 'U3');
    expect((await chat.newest())?.inbox).toHaveLength(2);
    chat.pass(61_000);
    await chat.say('prefer Kafka there');
    expect((await chat.newest())?.inbox).toHaveLength(3);
  });

  it('the words that a question was asked upon are no answer to it when they are sent again', async () => {
    const chat = aChat();
    await chat.say('we need something for billing and refunds');
    await chat.stands(WAITING);
    const asked = await chat.newest();
    await chat.say('we need something for billing and refunds');
    expect(await chat.newest()).toEqual(asked);
  });

  it('words that begin nothing may be said again at once', async () => {
    const chat = aChat();
    for (const words of ['help', 'help', 'agents', 'use backend', 'use auto', 'use backend']) {
      expect((await chat.say(words)).replies, words).toHaveLength(1);
    }
    expect(await chat.agent()).toBe('backend');
  });

  it('an edit of what was said later offers to run it again', async () => {
    const chat = aChat();
    await chat.say('design a billing service');
    await chat.stands({ kind: 'done', at: chat.now(), end: 'answer' });
    await chat.say('and what of the retries');
    const { replies } = await chat.edit('2', 'and what of the late retries');
    expect(replies).toMatchObject([{ kind: 'edited', messageId: '2' }]);
    expect((await chat.newest())?.edited).toMatchObject({ text: 'and what of the late retries' });
  });

  it('one word may answer two rounds of questions', async () => {
    const chat = aChat();
    await chat.say('design a billing service');
    await chat.stands(WAITING);
    await chat.say('assume what you like');
    await chat.say('assume what you like');
    expect(await chat.newest()).toMatchObject({ turn: 2, phase: { kind: 'working' } });
    await chat.stands(WAITING);
    await chat.say('assume what you like');
    expect(await chat.newest()).toMatchObject({ turn: 3, phase: { kind: 'working' } });
  });

  it('the same question asked again after its answer is another one', async () => {
    const chat = aChat();
    await chat.say('design a billing service');
    const first = (await chat.newest())?.id;
    await chat.stands({ kind: 'done', at: chat.now(), end: 'answer' });
    await chat.say('design a billing service');
    expect((await chat.newest())?.id).not.toBe(first);
  });
});
