import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import { PNG } from '../slack/presented.ts';
import { only, planOnce, REPLIES } from './cards/replies.ts';
import { startChat, surely, words } from './outbound.ts';

const NOTICE = { kind: 'notice', markdown: 'For you alone.' } as const;

/** Of the expected class: what may have happened is an `UnknownOutcome`. */
async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('no failure', { cause: error });
  return error;
}

describe('a message of the bot', () => {
  it('stays in its thread, is replaced by its id, and is taken away once', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada', 'architecture');
    const { id: rootId } = teams.say({ user: 'ada', in: 'architecture', text: 'hello' });
    const where = { ...place, rootId };
    const thread = () => teams.messages({ user: 'bob', in: 'architecture', thread: rootId });
    const ref = await chat.post(where, words('one'), 'key', surely);
    expect(ref).toEqual({
      channelId: `${place.channelId};messageid=${rootId}`,
      messageId: thread().at(-1)?.id,
    });
    await chat.update(where, ref, words('two'), surely);
    await chat.update(place, { ...ref, channelId: place.channelId }, words('three'), surely);
    expect(thread()).toMatchObject([{ id: rootId }, { revision: 2 }]);
    expect(JSON.stringify(thread()[1]?.cards)).toContain('three');
    await chat.remove(where, ref);
    await chat.remove(where, ref);
    expect(thread()).toHaveLength(1);
    expect(await failureOf(chat.update(where, ref, words('four'), surely))).toMatchObject({
      code: 'message-gone',
      retry: 'never',
    });
  });

  it('roots a thread where it has none, and goes on in a chat that has no threads', async () => {
    const { teams, chat, hear } = await startChat();
    const channel = await hear('ada', 'architecture');
    const root = await chat.post(channel, words('root'), 'root', surely);
    await chat.post({ ...channel, rootId: root.messageId }, words('reply'), 'reply', surely);
    const thread = teams.messages({ user: 'ada', in: 'architecture', thread: root.messageId });
    expect(thread.map(({ id }) => id)).toEqual([root.messageId, expect.any(String)]);
    expect(await chat.find(channel, { key: 'root', files: [], since: 0 })).toMatchObject([
      { messageId: root.messageId },
    ]);
    for (const place of [await hear('ada'), await hear('ada', 'planning')]) {
      await chat.post({ ...place, rootId: 'any' }, words('reply'), place.channelId, surely);
    }
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
    expect(teams.messages({ user: 'ada', in: 'planning' })).toHaveLength(1);
  });

  it('of every kind is taken everywhere, with those named who are there', async () => {
    const { teams, chat, hear, calls } = await startChat();
    for (const place of [
      await hear('ada'),
      await hear('ada', 'planning'),
      await hear('ada', 'architecture'),
    ]) {
      for (const [name, reply] of Object.entries(REPLIES)) {
        for (const part of planOnce(reply).slice(0, 3))
          await chat.post(place, part, `${name}/${part.id}`, surely);
      }
    }
    // Only one message at a time may grow in a chat: the others are found not to.
    const refused = calls().filter(({ ok, name }) => !ok && !name.startsWith('getConversation'));
    expect(refused.filter((entry) => !JSON.stringify(entry).includes('ContentStreamNotAllowed'))).toEqual([]);
    const { id } = teams.person('ada');
    const content = only({ kind: 'request', askerId: id, question: 'Where do orders go?' });
    await chat.post(await hear('ada', 'planning'), { kind: 'message', id: 'm0', content }, 'asks', surely);
    const [last] = teams.messages({ user: 'bob', in: 'planning' }).slice(-1);
    expect(JSON.stringify(last?.cards)).toContain('Ada Moreno');
  });

  it('shows its picture inside, and says what it shows where that is too large', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    const design = planOnce(REPLIES.design ?? NOTICE)[0];
    if (design?.kind !== 'message') throw new Error('no design');
    const picture = { name: 'p.png', mediaType: 'image/png', content: PNG, encoding: 'base64' as const };
    const large = { ...picture, content: 'A'.repeat(1_500_000) };
    await chat.post(place, { ...design, pictures: [picture] }, 'small', surely);
    await chat.post(place, { ...design, pictures: [large] }, 'large', surely);
    const [small, inWords] = teams.messages({ user: 'ada' }).map(({ cards }) => JSON.stringify(cards));
    expect(small).toContain(`data:image/png;base64,${PNG}`);
    expect(inWords).not.toContain('"type":"Image"');
  });

  it('keeps its words where Teams refuses its card', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    teams.faults.set([
      { method: 'sendToConversation', kind: { do: 'error', error: 'BadArgument' }, times: 1 },
    ]);
    await chat.post(place, words('all of it'), 'key', surely);
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ text: 'all of it', cards: [] }]);
  });

  it('is not sent once the guard forbids it', async () => {
    const { chat, hear, calls } = await startChat();
    const guard = async () => {
      throw new AppError('not-held', { retry: 'backoff' });
    };
    expect((await failureOf(chat.post(await hear('ada'), words('x'), 'key', guard))).code).toBe('not-held');
    expect(calls()).toEqual([]);
  });
});

describe('a call that fails', () => {
  const cases: [
    name: string,
    fault: { do: 'error'; error: string } | { do: 'status'; status: number },
    want: object,
  ][] = [
    [
      'the bot was taken out',
      { do: 'error', error: 'BotNotInConversationRoster' },
      { code: 'not-in-channel', retry: 'never' },
    ],
    [
      'the conversation is gone',
      { do: 'error', error: 'ConversationNotFound' },
      { code: 'channel-gone', retry: 'never' },
    ],
    [
      'a person blocked it',
      { do: 'error', error: 'ConversationBlockedByUser' },
      { code: 'channel-gone', retry: 'never' },
    ],
    [
      'another call is under way',
      { do: 'error', error: 'PreconditionFailed' },
      { code: 'teams-busy', retry: { afterMs: expect.any(Number) } },
    ],
    [
      'it is too large in every form',
      { do: 'error', error: 'MessageSizeTooBig' },
      { code: 'blocks-refused', retry: 'never' },
    ],
    [
      'the credentials are refused',
      { do: 'error', error: 'InvalidToken' },
      { code: 'teams-credentials', retry: 'never' },
    ],
  ];
  it.each(cases)('surely did not happen: %s', async (_, kind, want) => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    teams.faults.set([{ method: 'sendToConversation', kind }]);
    const failure = await failureOf(chat.post(place, words('x'), 'key', surely));
    expect(failure).toMatchObject(want);
    expect(failure).not.toBeInstanceOf(UnknownOutcome);
  });

  it.each([500, 502, 503, 504])('may have happened: HTTP %i', async (status) => {
    const { teams, chat, hear, calls } = await startChat();
    const place = await hear('ada');
    teams.faults.set([{ method: 'sendToConversation', kind: { do: 'status', status } }]);
    expect(await failureOf(chat.post(place, words('x'), 'key', surely))).toBeInstanceOf(UnknownOutcome);
    expect(calls('sendToConversation')).toHaveLength(1);
  });

  it.each(['drop_after', 'garbage'] as const)('may have happened: %s', async (how) => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    teams.faults.set([{ method: 'sendToConversation', kind: { do: how } }]);
    expect(await failureOf(chat.post(place, words('x'), 'key', surely))).toBeInstanceOf(UnknownOutcome);
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
  });

  it('was never sent where no connection stood, or no token was had', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    teams.faults.set([{ method: 'token', kind: { do: 'status', status: 500 } }]);
    const tokenless = await failureOf(chat.post(place, words('x'), 'key', surely));
    teams.faults.clear();
    await hear('ada', undefined, 'http://127.0.0.1:9/');
    const unreachable = await failureOf(chat.post(place, words('x'), 'key', surely));
    for (const failure of [tokenless, unreachable]) {
      expect(failure).toMatchObject({ code: 'teams-unreachable', retry: 'backoff' });
      expect(failure).not.toBeInstanceOf(UnknownOutcome);
    }
  });

  it('by its time is known of later, so that the second message can be taken away', async () => {
    const { teams, chat, hear } = await startChat({ timeoutMs: 100 });
    const place = await hear('ada');
    const sought = { key: 'key', files: [], since: 0 };
    teams.faults.set([{ method: 'sendToConversation', kind: { do: 'delay', ms: 1_000 }, times: 1 }]);
    expect(await failureOf(chat.post(place, words('x'), 'key', surely))).toBeInstanceOf(UnknownOutcome);
    expect(await chat.find(place, sought)).toEqual([]);
    const again = await chat.post(place, words('x'), 'key', surely);
    await expect.poll(() => chat.find(place, sought), { timeout: 10_000 }).toHaveLength(2);
    const [first] = await chat.find(place, sought);
    expect(first?.messageId).not.toBe(again.messageId);
    if (first) await chat.remove(place, first);
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ id: again.messageId }]);
  });

  it('goes with its token to no address but one of Teams', async () => {
    const { chat, hear, calls } = await startChat({ serviceUrls: 'internet' });
    const place = await hear('ada');
    expect((await failureOf(chat.post(place, words('x'), 'key', surely))).code).toBe('teams-address');
    expect(calls()).toEqual([]);
  });
});

describe('words for one person', () => {
  it('come to their own chat, and where there is none they are called where they asked', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada', 'planning');
    await chat.tell(place, teams.person('ada').id, NOTICE);
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
    expect(teams.messages({ user: 'ada', in: 'planning' })).toEqual([]);
    teams.removeBot({ user: 'bob' });
    await chat.tell(place, teams.person('bob').id, NOTICE);
    expect(teams.messages({ user: 'ada', in: 'planning' })).toMatchObject([{ cards: [{}] }]);
    expect(JSON.stringify(teams.messages({ user: 'ada', in: 'planning' }))).toContain(
      '<at>Bob Lindqvist</at>',
    );
  });

  it('are said once under one key, and again after what surely kept them back', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    const { id } = teams.person('ada');
    const once = { key: 'told', since: 0 };
    await chat.tell(place, id, NOTICE, { once });
    await chat.tell(place, id, NOTICE, { once });
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
    teams.faults.set([{ method: '*', kind: { do: 'rate_limit', retryAfterSeconds: 1 }, times: 1 }]);
    await chat.tell(place, id, NOTICE);
    expect(teams.messages({ user: 'ada' })).toHaveLength(2);
  });

  it('are not said by who may not say anything any more', async () => {
    const { teams, chat, hear } = await startChat();
    const place = await hear('ada');
    const guard = () => Promise.reject(new AppError('not-held', { retry: 'never' }));
    const once = { key: 'told', since: 0 };
    await expect(chat.tell(place, teams.person('ada').id, NOTICE, { guard })).rejects.toThrow('not-held');
    await expect(chat.tell(place, teams.person('ada').id, NOTICE, { once, guard })).rejects.toThrow(
      'not-held',
    );
    expect(teams.messages({ user: 'ada' })).toEqual([]);
  });
});

describe('a person', () => {
  it('is known by where they spoke: a member, a guest, or somebody from outside', async () => {
    const { teams, chat, hear } = await startChat();
    const standing = async (user: string, place: Place) => {
      const { id } = teams.person(user);
      await chat.met(place, id);
      return (await chat.person(place.workspaceId, id)).standing;
    };
    expect(await standing('ada', await hear('ada', 'planning'))).toBe('member');
    expect(await standing('gus', await hear('gus', 'architecture'))).toBe('guest');
    expect(await standing('eve', await hear('ada', 'partners'))).toBe('external');
    const stranger = chat.person((await hear('ada')).workspaceId, '29:nobody');
    expect(await failureOf(stranger)).toMatchObject({ code: 'person-unknown', retry: 'never' });
  });

  it('is looked up once for all who want to know', async () => {
    const { teams, chat, hear, calls } = await startChat();
    const place = await hear('ada', 'planning');
    const { id } = teams.person('bob');
    await chat.met(place, id);
    await Promise.all([1, 2, 3].map(() => chat.person(place.workspaceId, id)));
    expect(calls('getConversationMember')).toHaveLength(1);
  });
});

it('shows open questions anew to everybody who may answer them', async () => {
  const { teams, chat, hear } = await startChat();
  const [part] = planOnce(REPLIES.questions ?? NOTICE) as [Part];
  await chat.post(await hear('ada', 'planning'), part, 'key', surely);
  const [message] = teams.messages({ user: 'ada', in: 'planning' });
  const members = ['ada', 'bob', 'chen'].map((user) => teams.person(user).id);
  const { userIds } = Object(message?.cards[0]?.refresh);
  expect([...userIds].sort()).toEqual(members.sort());
});

it('shows progress anew to who sees its first form only: a change of it follows, or nobody is left to make one', async () => {
  const { teams, chat, hear } = await startChat();
  const place = await hear('ada', 'planning');
  const [part] = planOnce(REPLIES['progress, hostile'] ?? NOTICE) as [Part];
  const ref = await chat.post(place, part, 'key', surely);
  const card = () => teams.messages({ user: 'ada', in: 'planning' })[0]?.cards[0];
  expect(card()).toHaveProperty('refresh');
  await chat.update(place, ref, part, surely);
  expect(card()).not.toHaveProperty('refresh');
});
