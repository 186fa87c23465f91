import { expect, it } from 'vitest';
import { createTeamsChat } from '../../../src/adapters/teams/chat.ts';
import { createConnector } from '../../../src/adapters/teams/connector.ts';
import { placeKey } from '../../../src/adapters/teams/thread-id.ts';
import type { Place } from '../../../src/core/chat/message.ts';
import { TENANT } from '../../../src/dev/teams/default-world.ts';
import { askToken, start } from '../../dev/teams/setup.ts';
import { startChat, surely, words } from './outbound.ts';

it('a token that is no longer taken is replaced, once a call', async () => {
  const teams = await start();
  let token = '';
  const asked: boolean[] = [];
  const connector = createConnector({
    serviceUrls: 'loopback',
    async authorize(isFresh) {
      asked.push(isFresh);
      if (isFresh) token = String((await askToken(teams)).body.access_token);
      return `Bearer ${token}`;
    },
  });
  const { id } = teams.conversation({ user: 'ada' });
  const post = () =>
    connector.call({
      method: 'POST',
      serviceUrl: teams.serviceUrl,
      path: `conversations/${encodeURIComponent(id)}/activities`,
      body: { type: 'message', text: 'hello' },
    });
  expect(await post()).toEqual({ id: expect.any(String) });
  teams.expireTokens();
  await post();
  await post();
  expect(asked).toEqual([false, true, false, true, false]);
  expect(teams.messages({ user: 'ada' })).toHaveLength(3);
});

it('a bot that nobody knows speaks to this machine without a token', async () => {
  const teams = await start({ bot: { anonymous: true } });
  const { id } = teams.conversation({ user: 'ada' });
  const place: Place = { platform: 'teams', workspaceId: TENANT, channelId: id, direct: true };
  const reference = {
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    bot: { id: `28:${teams.bot.appId}`, name: 'Architect' },
    conversation: { id, tenantId: TENANT, conversationType: 'personal', isGroup: false },
  };
  const { files, conversations } = await startChat();
  await conversations.keep(placeKey(place), reference as Parameters<typeof conversations.keep>[1]);
  const chat = createTeamsChat({
    bot: {},
    serviceUrls: 'loopback',
    conversations,
    files,
    now: Date.now,
    streams: { open: async () => {}, next: async () => undefined, close: async () => {} },
    sent: { add: async () => {}, list: async () => [] },
    pacing: {
      ready: async () => {},
      mayShowProgress: async () => true,
      admit: async () => {},
      refused: async () => {},
    },
  });
  await chat.post(place, words('hello'), 'key', surely);
  expect(teams.messages({ user: 'ada' })).toHaveLength(1);
});
