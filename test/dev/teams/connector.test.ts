import { describe, expect, it } from 'vitest';
import { OTHER_TENANT, TENANT } from '../../../src/dev/teams/default-world.ts';
import { askToken, call, change, outcome, send, start, take } from './setup.ts';

describe('what the bot sends', () => {
  it('is seen in a personal chat, a group chat and a channel', async () => {
    const teams = await start();
    for (const where of [{ user: 'ada' }, { user: 'ada', in: 'planning' }, { user: 'ada', in: 'payments' }]) {
      const sent = await send(teams, teams.conversation(where).id, 'hello');
      expect(sent.status).toBe(201);
      expect(teams.messages(where)).toMatchObject([
        { id: sent.body.id, text: 'hello', from: { isBot: true } },
      ]);
    }
  });

  it('stays in the thread of a channel that its conversation id names, and roots a new one without', async () => {
    const teams = await start();
    const { conversation, rootId } = teams.say({ user: 'ada', in: 'architecture', text: 'a question' });
    const reply = await send(teams, conversation, 'an answer');
    const root = await send(teams, teams.conversation({ user: 'ada', in: 'architecture' }).id, 'news');
    const thread = teams.messages({ user: 'ada', in: 'architecture', thread: rootId ?? '' });
    expect(thread.map(({ id }) => id)).toEqual([rootId, reply.body.id]);
    const all = teams.messages({ user: 'ada', in: 'architecture' });
    expect(all.at(-1)).toMatchObject({ id: root.body.id, rootId: root.body.id });
  });

  it('is threaded below the message that it replies to', async () => {
    const teams = await start();
    const { id } = teams.say({ user: 'ada', in: 'architecture', text: 'a question' });
    const channel = encodeURIComponent(teams.conversation({ user: 'ada', in: 'architecture' }).id);
    const path = `conversations/${channel}/activities/${id}`;
    expect((await call(teams, 'POST', path, { type: 'message', text: 'x' })).status).toBe(201);
    expect(teams.messages({ user: 'ada', in: 'architecture', thread: id })).toHaveLength(2);
    const unknown = `conversations/${channel}/activities/${crypto.randomUUID()}`;
    const { body } = await call(teams, 'POST', unknown, { type: 'message', text: 'x' });
    expect(teams.messages({ user: 'ada', in: 'architecture' }).at(-1)).toMatchObject({ rootId: body.id });
  });

  it('is changed in its place, and taken away', async () => {
    const teams = await start();
    const chat = teams.conversation({ user: 'ada' }).id;
    const id = String((await send(teams, chat, 'first')).body.id);
    expect(await change(teams, chat, id, 'second')).toMatchObject({ status: 200, body: { id } });
    expect(teams.messages({ user: 'ada' })).toMatchObject([{ id, text: 'second', revision: 1 }]);
    expect((await take(teams, chat, id)).status).toBe(200);
    expect(teams.messages({ user: 'ada' })).toEqual([]);
  });
});

describe('the connector refuses', () => {
  it('a call without a token of this bot', async () => {
    const teams = await start();
    const path = `conversations/${encodeURIComponent(teams.conversation({ user: 'ada' }).id)}/activities`;
    const message = { type: 'message', text: 'x' };
    for (const token of [null, 'made-up']) {
      expect((await call(teams, 'POST', path, message, token)).status).toBe(401);
    }
    expect((await call(teams, 'POST', path, message)).status).toBe(201);
    teams.expireTokens();
    expect((await call(teams, 'POST', path, message)).status).toBe(401);
  });

  it('a token to who has not the right secret, or asks for something else', async () => {
    const teams = await start();
    expect(await askToken(teams, { client_secret: 'x' })).toMatchObject({
      body: { error: 'invalid_client' },
    });
    expect(await askToken(teams, { client_id: 'x' })).toMatchObject({
      body: { error: 'unauthorized_client' },
    });
    expect(await askToken(teams, { scope: 'x' })).toMatchObject({ body: { error: 'invalid_scope' } });
    expect(await askToken(teams, { grant_type: 'password' })).toMatchObject({ status: 400 });
  });

  it('a conversation or a thread that is not there', async () => {
    const teams = await start();
    const channel = teams.conversation({ user: 'ada', in: 'architecture' }).id;
    const chat = teams.conversation({ user: 'ada', in: 'planning' }).id;
    const root = teams.say({ user: 'ada', in: 'architecture', text: 'x' });
    const reply = teams.say({ user: 'ada', in: 'architecture', text: 'y', thread: root.id });
    const threads = ['1', reply.id].map((id) => `${channel};messageid=${id}`);
    for (const id of ['19:none@thread.v2', ...threads, `${chat};messageid=1`]) {
      expect(await send(teams, id, 'x')).toMatchObject({ status: 404, code: 'ConversationNotFound' });
    }
  });

  it('a conversation that the bot is not in, or no longer in', async () => {
    const teams = await start();
    const incidents = teams.conversation({ user: 'ada', in: 'incidents' }).id;
    expect(await send(teams, incidents, 'x')).toMatchObject({
      status: 403,
      code: 'BotNotInConversationRoster',
    });
    const chat = teams.conversation({ user: 'ada' }).id;
    expect(outcome(await send(teams, chat, 'x'))).toBe('ok');
    teams.removeBot({ user: 'ada' });
    expect(outcome(await send(teams, chat, 'x'))).toBe('BotNotInConversationRoster');
  });

  it('a chat in which the person blocks the bot, and a channel that was deleted', async () => {
    const teams = await start();
    const chat = teams.conversation({ user: 'ada' }).id;
    teams.block({ user: 'ada', isBlocked: true });
    expect(outcome(await send(teams, chat, 'x'))).toBe('ConversationBlockedByUser');
    const payments = teams.conversation({ user: 'ada', in: 'payments' }).id;
    teams.deleteChannel({ user: 'ada', in: 'payments' });
    expect(outcome(await send(teams, payments, 'x'))).toBe('ConversationNotFound');
  });

  it('to change or take away what is gone, in another thread, or by somebody else', async () => {
    const teams = await start();
    const one = teams.say({ user: 'ada', in: 'architecture', text: 'one' });
    const other = teams.say({ user: 'ada', in: 'architecture', text: 'other' });
    const id = String((await send(teams, one.conversation, 'x')).body.id);
    expect(await change(teams, other.conversation, id, 'y')).toMatchObject({ status: 404 });
    expect(await change(teams, one.conversation, one.id, 'y')).toMatchObject({
      code: 'NotEnoughPermissions',
    });
    expect(outcome(await take(teams, one.conversation, one.id))).toBe('NotEnoughPermissions');
    expect(outcome(await take(teams, one.conversation, id))).toBe('ok');
    expect(outcome(await take(teams, one.conversation, id))).toBe('ActivityNotFoundInConversation');
    expect(outcome(await change(teams, one.conversation, id, 'y'))).toBe('ActivityNotFoundInConversation');
  });

  it('to list messages or conversations, to upload, and what is no JSON', async () => {
    const teams = await start();
    const chat = `conversations/${encodeURIComponent(teams.conversation({ user: 'ada' }).id)}`;
    expect((await call(teams, 'GET', `${chat}/activities`)).status).toBe(405);
    expect((await call(teams, 'GET', 'conversations')).status).toBe(405);
    expect((await call(teams, 'POST', `${chat}/attachments`, {})).status).toBe(404);
    expect(outcome(await call(teams, 'POST', `${chat}/activities`, '{'))).toBe('BadSyntax');
  });
});

describe('a conversation that the bot creates', () => {
  const personal = (id: string) => ({ isGroup: false, members: [{ id }], tenantId: TENANT });

  it('is the one-to-one chat that there is, by either id of the person', async () => {
    const teams = await start();
    const { id, aadObjectId } = teams.person('bob');
    const chat = teams.conversation({ user: 'bob' }).id;
    for (const member of [id, aadObjectId]) {
      const created = await call(teams, 'POST', 'conversations', personal(member));
      expect(created).toMatchObject({ status: 201, body: { id: chat } });
    }
  });

  it('is a new thread in a channel, with its first message', async () => {
    const teams = await start();
    const { id } = teams.conversation({ user: 'ada', in: 'payments' });
    const activity = { type: 'message', text: 'news' };
    const created = await call(teams, 'POST', 'conversations', {
      isGroup: true,
      channelData: { channel: { id } },
      activity,
    });
    const [root] = teams.messages({ user: 'ada', in: 'payments' });
    expect(root).toMatchObject({ text: 'news', rootId: root?.id });
    expect(created.body).toMatchObject({ id: `${id};messageid=${root?.id}`, activityId: root?.id });
  });

  it('is refused for people without the bot, of another tenant, unknown, or several, and for group chats', async () => {
    const teams = await start();
    teams.removeBot({ user: 'bob' });
    const create = async (body: unknown) => outcome(await call(teams, 'POST', 'conversations', body));
    const ada = teams.person('ada').id;
    expect(await create(personal(teams.person('bob').id))).toBe('ForbiddenOperationException');
    expect(await create(personal(teams.person('eve').id))).toBe('BadArgument');
    expect(await create(personal('29:nobody'))).toBe('BadArgument');
    expect(await create({ isGroup: false, members: [{ id: ada }] })).toBe('BadArgument');
    expect(await create({ ...personal(ada), tenantId: OTHER_TENANT })).toBe('BadArgument');
    expect(await create({ ...personal(ada), members: [{ id: ada }, { id: ada }] })).toBe('BadArgument');
    expect(await create({ isGroup: true, members: [{ id: ada }], tenantId: TENANT })).toBe('BadArgument');
    expect(await create({ ...personal(ada), bot: { id: '28:another' } })).toBe('BadArgument');
    const channel = { id: teams.conversation({ user: 'ada', in: 'payments' }).id };
    expect(await create({ isGroup: true, channelData: { channel } })).toBe('BadSyntax');
  });
});
