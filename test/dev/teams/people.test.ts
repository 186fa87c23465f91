import { describe, expect, it } from 'vitest';
import { TENANT } from '../../../src/dev/teams/default-world.ts';
import { send, start, startBot } from './setup.ts';

describe('what people say', () => {
  it('reaches the bot in their own chat, signed, with where and who', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const said = teams.say({ user: 'ada', text: 'a <b> question' });
    await expect.poll(() => bot.received).toHaveLength(1);
    const [received] = bot.received;
    expect(received?.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    expect(received?.activity).toMatchObject({
      type: 'message',
      id: said.id,
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      text: 'a &lt;b&gt; question',
      from: { id: teams.person('ada').id, aadObjectId: teams.person('ada').aadObjectId },
      recipient: { id: `28:${teams.bot.appId}` },
      conversation: { id: said.conversation, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    });
  });

  it('reaches it in chats and channels only with a mention', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    expect(teams.say({ user: 'ada', in: 'planning', text: 'hello' }).reachesBot).toBe(false);
    expect(teams.say({ user: 'ada', in: 'payments', text: '@Bob Lindqvist hello' }).reachesBot).toBe(false);
    teams.say({ user: 'ada', in: 'planning', text: '@Architect hello @Bob Lindqvist' });
    await expect.poll(() => bot.received).toHaveLength(1);
    const [activity] = bot.activities('message');
    expect(activity).toMatchObject({
      text: '<at>Architect</at> hello <at>Bob Lindqvist</at>',
      conversation: { conversationType: 'groupChat' },
      entities: [
        { type: 'mention', mentioned: { id: `28:${teams.bot.appId}` }, text: '<at>Architect</at>' },
        { type: 'mention', mentioned: { id: teams.person('bob').id } },
        { type: 'clientInfo' },
      ],
    });
    expect(teams.messages({ user: 'bob', in: 'planning' })).toHaveLength(2);
  });

  it('names the thread of a channel: its own message, or the one it answers', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const root = teams.say({ user: 'ada', in: 'architecture', text: '@Architect one' });
    const reply = teams.say({ user: 'bob', in: 'architecture', text: '@Architect two', thread: root.id });
    const { id } = teams.conversation({ user: 'ada', in: 'architecture' });
    expect([root.conversation, reply.conversation]).toEqual(Array(2).fill(`${id};messageid=${root.id}`));
    await expect.poll(() => bot.received).toHaveLength(2);
    for (const activity of bot.activities()) {
      expect(activity).toMatchObject({
        conversation: { id: root.conversation, conversationType: 'channel' },
        channelData: { channel: { id }, team: { name: 'Lighthouse' } },
      });
    }
  });

  it('is heard once more when it is changed, taken away or liked', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const { id, conversation } = teams.say({ user: 'ada', text: 'one' });
    teams.edit({ user: 'ada', message: id, text: 'two' });
    teams.remove({ user: 'ada', message: id });
    const answer = String((await send(teams, conversation, 'an answer')).body.id);
    teams.react({ user: 'ada', message: answer, name: 'like' });
    await expect.poll(() => bot.received).toHaveLength(4);
    expect(bot.activities('messageUpdate')).toMatchObject([
      { id, text: 'two', channelData: { eventType: 'editMessage' } },
    ]);
    expect(bot.activities('messageDelete')).toMatchObject([{ id }]);
    expect(bot.activities('messageReaction')).toMatchObject([
      { replyToId: answer, reactionsAdded: [{ type: 'like' }] },
    ]);
  });

  it('can be one of the words that are suggested', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const chat = teams.conversation({ user: 'ada' }).id;
    const actions = [{ type: 'imBack', title: 'Help', value: 'help' }];
    const message = String((await send(teams, chat, { text: 'x', suggestedActions: { actions } })).body.id);
    teams.chooseSuggested({ user: 'ada', message, value: 'help' });
    await expect.poll(() => bot.activities('message')).toMatchObject([{ text: 'help' }]);
    expect(() => teams.chooseSuggested({ user: 'ada', message, value: 'stop' })).toThrow('suggests');
  });

  it('is kept from where they are not', async () => {
    const teams = await start();
    expect(() => teams.say({ user: 'eve', in: 'architecture', text: 'x' })).toThrow('no conversation');
    expect(() => teams.say({ user: 'eve', text: 'x' })).toThrow('no conversation');
    expect(() => teams.say({ user: 'ada', text: ' ' })).toThrow('nothing to send');
    expect(() => teams.say({ user: 'ada', text: 'x', thread: '1' })).toThrow('no threads');
    expect(() => teams.say({ user: 'ada', in: 'payments', text: 'x', thread: '1' })).toThrow('no message');
    const { id } = teams.say({ user: 'ada', in: 'planning', text: 'x' });
    expect(() => teams.edit({ user: 'bob', message: id, text: 'y' })).toThrow('somebody else');
  });
});

describe('installing the bot', () => {
  it('is told to it, and opens and closes a conversation for it', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    const where = { user: 'dana', in: 'Operations' };
    teams.addBot(where);
    const id = `28:${teams.bot.appId}`;
    await expect.poll(() => bot.received).toHaveLength(2);
    expect(bot.activities('conversationUpdate')).toMatchObject([{ membersAdded: [{ id }] }]);
    expect(bot.activities('installationUpdate')).toMatchObject([{ action: 'add' }]);
    expect(teams.conversation({ user: 'ada', in: 'incidents' }).hasBot).toBe(true);
    expect(() => teams.addBot(where)).toThrow('already');
    teams.removeBot(where);
    await expect.poll(() => bot.received).toHaveLength(4);
    expect(bot.activities('installationUpdate')).toMatchObject([{}, { action: 'remove' }]);
    expect(teams.conversation({ user: 'ada', in: 'incidents' }).hasBot).toBe(false);
  });

  it('is not the only thing that is told: so are new people and channels that end', async () => {
    const teams = await start();
    const bot = await startBot(teams);
    teams.addMember({ user: 'ada', in: 'planning', add: 'dana' });
    teams.deleteChannel({ user: 'ada', in: 'payments' });
    await expect.poll(() => bot.received).toHaveLength(2);
    expect(bot.activities('conversationUpdate')).toMatchObject([
      { membersAdded: [{ id: teams.person('dana').id }] },
      { channelData: { eventType: 'channelDeleted' } },
    ]);
  });
});
