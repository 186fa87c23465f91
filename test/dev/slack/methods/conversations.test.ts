import { describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { ARCHITECTURE, outcome, start } from '../setup.ts';

describe('reading back', () => {
  it('gives metadata only to those who ask for it', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { ts: root } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'root' });
    const metadata = { event_type: 'delivery', event_payload: { key: 'k1' } };
    await client.chat.postMessage({ channel: ARCHITECTURE, thread_ts: root, text: 'x', metadata });
    const where = { channel: ARCHITECTURE, ts: root };
    const plain = await client.conversations.replies(where);
    expect(plain.messages?.[1]).not.toHaveProperty('metadata');
    const full = await client.conversations.replies({ ...where, include_all_metadata: true });
    expect(full.messages?.[1]?.metadata).toEqual(metadata);
  });

  it('pages through a thread oldest first and through a channel newest first', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { ts: root } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'root' });
    for (const text of ['a', 'b', 'c']) slack.say({ user: 'bob', channel: ARCHITECTURE, text, thread: root });
    const second = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'second' });
    const texts: (string | undefined)[] = [];
    for await (const page of client.paginate('conversations.replies', {
      channel: ARCHITECTURE,
      ts: root,
      limit: 2,
    })) {
      texts.push(...readTexts(page));
    }
    expect(texts).toEqual(['root', 'a', 'b', 'c']);
    const all = await client.conversations.history({ channel: ARCHITECTURE });
    expect(all.messages?.map((message) => message.text)).toEqual(['second', 'root']);
    const since = await client.conversations.history({
      channel: ARCHITECTURE,
      oldest: second.ts,
      inclusive: true,
    });
    expect(since.messages?.map((message) => message.text)).toEqual(['second']);
    const after = await client.conversations.history({ channel: ARCHITECTURE, oldest: second.ts });
    expect(after.messages).toEqual([]);
    const refused = { channel: ARCHITECTURE, ts: root };
    expect(await outcome(slack, 'conversations.replies', { ...refused, limit: 0 })).toBe('invalid_limit');
    expect(await outcome(slack, 'conversations.replies', { ...refused, cursor: '?' })).toBe('invalid_cursor');
    expect(await outcome(slack, 'conversations.replies', { ...refused, ts: '1.1' })).toBe('thread_not_found');
    expect(await outcome(slack, 'conversations.history', { channel: 'C0PAYMENTS' })).toBe('not_in_channel');
  });

  it('tells members, guests and people of another organisation apart', async () => {
    const slack = await start();
    const client = clientOf(slack);
    expect((await client.users.info({ user: 'U0ADA' })).user).toMatchObject({ is_restricted: false });
    expect((await client.users.info({ user: 'U0GUS' })).user).toMatchObject({ is_restricted: true });
    expect((await client.users.info({ user: 'U0EVE' })).user).toMatchObject({
      is_stranger: true,
      team_id: 'T0HARBOUR',
    });
    expect((await client.users.info({ user: 'U0ADA' })).user?.profile?.email).toBeUndefined();
  });
});

function readTexts(page: unknown): (string | undefined)[] {
  if (typeof page !== 'object' || page === null || !('messages' in page) || !Array.isArray(page.messages))
    return [];
  return page.messages.map((message: { text?: string }) => message.text);
}
