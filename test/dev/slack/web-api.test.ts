import { describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';
import { APP, APP_TOKEN, ARCHITECTURE, BOT_TOKEN, call, MANIFEST, outcome, start } from './setup.ts';

describe('who may call', () => {
  it.each([
    ['no token', 'auth.test', null, 'not_authed'],
    ['a wrong token', 'auth.test', 'xoxb-other', 'invalid_auth'],
    ['the app token where the bot token belongs', 'auth.test', APP_TOKEN, 'not_allowed_token_type'],
    [
      'the bot token where the app token belongs',
      'apps.connections.open',
      BOT_TOKEN,
      'not_allowed_token_type',
    ],
    ['the app token', 'apps.connections.open', APP_TOKEN, 'ok'],
    ['the bot token', 'auth.test', BOT_TOKEN, 'ok'],
    ['an unknown method', 'chat.shout', BOT_TOKEN, 'unknown_method'],
  ])('%s', async (_what, method, token, expected) => {
    const slack = await start();
    expect(await outcome(slack, method, {}, token)).toBe(expected);
  });

  it('refuses a method without its scope, naming what is needed and what is there', async () => {
    const manifest = { ...MANIFEST, oauth_config: { scopes: { bot: ['chat:write', 'users:read'] } } };
    const silent = { ...manifest, features: {}, settings: {} };
    const slack = await start({ app: { ...APP, manifest: silent } });
    const { body } = await call(slack, 'reactions.add', {
      channel: ARCHITECTURE,
      timestamp: '1',
      name: 'eyes',
    });
    expect(body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'reactions:write',
      provided: 'chat:write,users:read',
    });
  });

  it('refuses a manifest whose events lack their scopes', async () => {
    const manifest = { ...MANIFEST, oauth_config: { scopes: { bot: ['commands'] } } };
    await expect(start({ app: { ...APP, manifest } })).rejects.toThrow('agent_session_stopped');
  });

  it('takes the token as an argument too', async () => {
    const slack = await start();
    expect(await outcome(slack, 'auth.test', { token: BOT_TOKEN }, null)).toBe('ok');
  });
});

describe('two workspaces', () => {
  it('keep the same ids apart by their tokens', async () => {
    const users = [{ id: 'U0SAME', name: 'same' }];
    const channels = [{ id: 'C0SAME', name: 'same', members: ['U0SAME', 'bot'] }];
    const slack = await start({
      world: {
        workspaces: [
          { id: 'T0ONE', name: 'One', users, channels },
          { id: 'T0TWO', name: 'Two', botToken: 'xoxb-two', users, channels },
        ],
      },
    });
    await clientOf(slack, 'xoxb-two').chat.postMessage({ channel: 'C0SAME', text: 'hello' });
    expect(slack.messages({ channel: 'C0SAME' })).toEqual([]);
    expect(slack.messages({ channel: 'C0SAME', team: 'T0TWO' })).toMatchObject([{ text: 'hello' }]);
    expect((await call(slack, 'auth.test', {}, 'xoxb-two')).body.team_id).toBe('T0TWO');
  });
});
