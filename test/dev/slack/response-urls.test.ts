import { describe, expect, it } from 'vitest';
import { listen } from './app-side.ts';
import { ARCHITECTURE, call, start } from './setup.ts';

describe('response URLs', () => {
  it('take five answers, private unless they say otherwise, for half an hour', async () => {
    let now = 1_700_000_000_000;
    const app = await listen();
    const slack = await start({ requestUrl: app.url, now: () => now });
    const command = async () => {
      await slack.command({ user: 'ada', channel: 'payments', command: '/architect', text: 'x' });
      return new URLSearchParams(app.got.at(-1)?.body).get('response_url') ?? '';
    };
    const respond = async (url: string, body: object) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return response.text();
    };
    const first = await command();
    expect(await respond(first, { text: 'private' })).toBe('ok');
    expect(await respond(first, { text: 'shown', response_type: 'in_channel' })).toBe('ok');
    expect(slack.ephemerals({ user: 'ada' }).map((message) => message.text)).toEqual(['private']);
    expect(slack.messages({ channel: 'payments' }).map((message) => message.text)).toEqual(['shown']);
    for (let count = 0; count < 3; count += 1) expect(await respond(first, { text: 'more' })).toBe('ok');
    expect(await respond(first, { text: 'once more' })).toContain('used_url');
    const second = await command();
    now += 31 * 60_000;
    expect(await respond(second, { text: 'late' })).toContain('expired_url');
  });

  it('replace and delete the message whose button was clicked', async () => {
    const app = await listen();
    const slack = await start({ requestUrl: app.url });
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const blocks = [{ type: 'actions', elements: [button] }];
    const { body } = await call(slack, 'chat.postMessage', { channel: ARCHITECTURE, text: 'x', blocks });
    const ts = String(body.ts);
    await slack.click({ user: 'ada', channel: ARCHITECTURE, ts, action_id: 'go' });
    const payload = JSON.parse(new URLSearchParams(app.got.at(-1)?.body).get('payload') ?? '{}');
    expect(payload).toMatchObject({ type: 'block_actions', actions: [{ action_id: 'go', type: 'button' }] });
    const respond = (answer: object) =>
      fetch(payload.response_url, { method: 'POST', body: JSON.stringify(answer) });
    await respond({ replace_original: true, text: 'done' });
    const [message] = slack.messages({ channel: ARCHITECTURE });
    expect(message).toMatchObject({ ts, text: 'done' });
    expect(message).not.toHaveProperty('blocks');
    await respond({ delete_original: true });
    expect(slack.messages({ channel: ARCHITECTURE })).toEqual([]);
  });
});
