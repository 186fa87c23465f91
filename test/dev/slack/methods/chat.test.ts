import { describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { ARCHITECTURE, outcome, start } from '../setup.ts';

describe('where a message may go', () => {
  it.each([
    ['a channel it is in', { channel: ARCHITECTURE, text: 'x' }, 'ok'],
    ['a person', { channel: 'U0ADA', text: 'x' }, 'ok'],
    ['a public channel it is not in', { channel: 'C0PAYMENTS', text: 'x' }, 'not_in_channel'],
    ['nowhere', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
    ['no channel', { text: 'x' }, 'invalid_arguments'],
    ['nothing to say', { channel: ARCHITECTURE }, 'no_text'],
    ['no thread', { channel: ARCHITECTURE, text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
    ['a text of 40,000', { channel: ARCHITECTURE, text: 'x'.repeat(40_000) }, 'ok'],
    ['a text of 40,001', { channel: ARCHITECTURE, text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['markdown of 12,001', { channel: ARCHITECTURE, markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
    [
      'markdown next to text',
      { channel: ARCHITECTURE, text: 'x', markdown_text: 'x' },
      'markdown_text_conflict',
    ],
    ['blocks that are none', { channel: ARCHITECTURE, text: 'x', blocks: '[{' }, 'invalid_blocks_format'],
    [
      'metadata without a type',
      { channel: ARCHITECTURE, text: 'x', metadata: { a: 1 } },
      'invalid_metadata_schema',
    ],
    ['another name', { channel: ARCHITECTURE, text: 'x', username: 'Boss' }, 'missing_scope'],
  ])('%s', async (_what, body, expected) => {
    const slack = await start();
    expect(await outcome(slack, 'chat.postMessage', body)).toBe(expected);
  });

  it('hides a private channel it is not in, and refuses an archived one', async () => {
    const slack = await start();
    const { channel } = slack.createChannel({ user: 'ada', name: 'secret', private: true });
    expect(await outcome(slack, 'chat.postMessage', { channel, text: 'x' })).toBe('channel_not_found');
    slack.archive({ user: 'ada', channel: 'architecture' });
    const post = { channel: ARCHITECTURE, text: 'x' };
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('is_archived');
  });

  it('refuses a reply to a reply', async () => {
    const slack = await start();
    const root = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'root' });
    const reply = slack.say({ user: 'bob', channel: ARCHITECTURE, text: 'reply', thread: root.ts });
    const post = { channel: ARCHITECTURE, text: 'x' };
    expect(await outcome(slack, 'chat.postMessage', { ...post, thread_ts: reply.ts })).toBe(
      'invalid_thread_ts',
    );
    expect(await outcome(slack, 'chat.postMessage', { ...post, thread_ts: root.ts })).toBe('ok');
  });
});

describe('changing a message', () => {
  it('keeps the blocks that are left out and takes 4,000 bytes of text', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const blocks = [{ type: 'divider', block_id: 'line' }];
    const { ts = '' } = await client.chat.postMessage({ channel: ARCHITECTURE, text: 'one', blocks });
    await client.chat.update({ channel: ARCHITECTURE, ts, text: 'two' });
    expect(slack.messages({ channel: ARCHITECTURE })).toMatchObject([{ text: 'two', blocks }]);
    const long = { channel: ARCHITECTURE, ts };
    expect(await outcome(slack, 'chat.update', { ...long, text: 'é'.repeat(2000) })).toBe('ok');
    expect(await outcome(slack, 'chat.update', { ...long, text: 'é'.repeat(2001) })).toBe('msg_too_long');
  });

  it("refuses somebody else's message and one that is not there", async () => {
    const slack = await start();
    const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'mine' });
    const change = { channel: ARCHITECTURE, text: 'x' };
    expect(await outcome(slack, 'chat.update', { ...change, ts })).toBe('cant_update_message');
    expect(await outcome(slack, 'chat.delete', { ...change, ts })).toBe('cant_delete_message');
    expect(await outcome(slack, 'chat.update', { ...change, ts: '1.000001' })).toBe('message_not_found');
  });

  it('leaves a tombstone where a deleted message has replies', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: ARCHITECTURE, text: 'root' });
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'reply', thread: ts });
    await client.chat.delete({ channel: ARCHITECTURE, ts });
    expect(slack.messages({ channel: ARCHITECTURE })).toMatchObject([
      { subtype: 'tombstone' },
      { text: 'reply' },
    ]);
  });

  it('shows a private message to one person of the channel only', async () => {
    const slack = await start();
    const client = clientOf(slack);
    await client.chat.postEphemeral({ channel: ARCHITECTURE, user: 'U0ADA', text: 'psst' });
    expect(slack.ephemerals({ user: 'ada' })).toMatchObject([{ text: 'psst', ephemeralFor: 'U0ADA' }]);
    expect(slack.messages({ channel: ARCHITECTURE })).toEqual([]);
    const post = { channel: ARCHITECTURE, text: 'psst' };
    expect(await outcome(slack, 'chat.postEphemeral', { ...post, user: 'U0EVE' })).toBe(
      'user_not_in_channel',
    );
    expect(await outcome(slack, 'chat.postEphemeral', { ...post, user: 'U0NOBODY' })).toBe('user_not_found');
  });
});
