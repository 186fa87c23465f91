import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { WorldEvent } from '../../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { ARCHITECTURE, BOT_TOKEN, call, start } from './setup.ts';

type Answer = {
  ok: boolean;
  error?: string;
  ts?: string;
  channel?: string;
  messages?: unknown[];
  entries?: unknown[];
  users?: { name: string }[];
};

async function get(slack: SlackStandIn, path: string): Promise<Answer> {
  return JSON.parse(await (await fetch(`${slack.url}/_control/${path}`)).text());
}

async function post(slack: SlackStandIn, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${slack.url}/_control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
}

/** The status of a request with these headers, as a browser on another page would send it. */
function statusWith(slack: SlackStandIn, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${slack.url}/_control/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

describe('the page', () => {
  it('sees the workspace with its people, channels, commands and shortcuts', async () => {
    const slack = await start();
    const state = await get(slack, 'state');
    expect(state).toMatchObject({
      workspace: { id: 'T0LIGHTHOUSE', name: 'Lighthouse' },
      app: { botUserId: 'U0ARCHITECT', connected: false, mode: 'socket' },
      commands: [{ command: '/architect', usage: '<question>' }],
      shortcuts: [{ callback_id: 'ask' }],
      oldWorkspace: false,
    });
    expect(state.users?.map((user) => user.name)).toEqual([
      'ada',
      'bob',
      'chen',
      'dana',
      'gus',
      'eve',
      'architect',
    ]);
  });

  it('speaks, edits, reacts and deletes, and hears of each over its stream', async () => {
    const slack = await start();
    const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/_control/stream`);
    onTestFinished(() => socket.terminate());
    const heard: string[] = [];
    socket.on('message', (data) => {
      const event: WorldEvent = JSON.parse(String(data));
      if (event.kind !== 'traffic') heard.push(event.kind);
    });
    await new Promise((resolve) => socket.on('open', resolve));
    const { ts } = await post(slack, 'message', {
      user: 'U0ADA',
      channel: ARCHITECTURE,
      text: 'Hi @bob & co',
    });
    const on = { user: 'U0ADA', channel: ARCHITECTURE, ts };
    await post(slack, 'edit', { ...on, text: 'Hello @bob' });
    await post(slack, 'reaction', { ...on, user: 'U0BOB', name: 'wave' });
    expect((await get(slack, `messages?channel=${ARCHITECTURE}&user=U0ADA`)).messages).toMatchObject([
      { text: 'Hello <@U0BOB>', edited: { user: 'U0ADA' }, reactions: [{ name: 'wave', users: ['U0BOB'] }] },
    ]);
    expect(await post(slack, 'edit', { ...on, user: 'U0BOB', text: 'x' })).toEqual({
      ok: false,
      error: 'cant_update_message',
    });
    await post(slack, 'delete', on);
    await expect
      .poll(() => heard)
      .toEqual(['message', 'message_changed', 'message_changed', 'message_deleted']);
  });

  it('makes channels and direct messages, and invites, removes and archives', async () => {
    const slack = await start();
    const { channel } = await post(slack, 'channel', { user: 'U0ADA', name: 'new-one' });
    await post(slack, 'invite', { user: 'U0ADA', channel, invite: 'U0ARCHITECT' });
    expect((await call(slack, 'chat.postMessage', { channel, text: 'x' }, BOT_TOKEN)).body.ok).toBe(true);
    await post(slack, 'kick', { user: 'U0ADA', channel, kick: 'U0ARCHITECT' });
    expect((await call(slack, 'chat.postMessage', { channel, text: 'x' }, BOT_TOKEN)).body.error).toBe(
      'not_in_channel',
    );
    await post(slack, 'archive', { user: 'U0ADA', channel });
    expect(await post(slack, 'message', { user: 'U0ADA', channel, text: 'x' })).toMatchObject({
      error: 'is_archived',
    });
    const direct = await post(slack, 'im', { user: 'U0ADA', with: 'U0ARCHITECT' });
    expect(direct).toEqual({ ok: true, channel: slack.openDm({ user: 'ada' }).channel });
  });

  it('sets faults and the age of the workspace', async () => {
    const slack = await start();
    await post(slack, 'faults', [{ method: '*', kind: { do: 'error', error: 'fatal_error' } }]);
    expect((await call(slack, 'auth.test')).body.error).toBe('fatal_error');
    await post(slack, 'faults', []);
    await post(slack, 'old', { old: true });
    expect((await call(slack, 'blocks.validate')).body.error).toBe('unknown_method');
    expect((await get(slack, 'traffic?after=1')).entries).toMatchObject([{ n: 2, name: 'blocks.validate' }]);
  });

  it('is served for paths that are not the workspace', async () => {
    const slack = await start({
      page(asked, response) {
        if (asked.url !== '/') return false;
        response.end('the page');
        return true;
      },
    });
    expect(await (await fetch(slack.url)).text()).toBe('the page');
    expect((await fetch(`${slack.url}/other`)).status).toBe(404);
  });
});

describe('other pages in the same browser', () => {
  it('get nothing, by name or by origin', async () => {
    const slack = await start();
    expect(await statusWith(slack, {})).toBe(200);
    expect(await statusWith(slack, { host: 'evil.example' })).toBe(403);
    expect(await statusWith(slack, { origin: 'https://evil.example' })).toBe(403);
    const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/_control/stream`, {
      origin: 'https://evil.example',
    });
    await expect(
      new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject)),
    ).rejects.toThrow('403');
  });
});
