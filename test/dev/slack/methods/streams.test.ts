import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../../src/dev/slack/stand-in.ts';
import { clientOf } from '../client.ts';
import { ARCHITECTURE, call, outcome, start } from '../setup.ts';

const PEOPLE = { recipient_user_id: 'U0ADA', recipient_team_id: 'T0LIGHTHOUSE' };

function thread(slack: SlackStandIn): { channel: string; thread_ts: string } {
  const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect hello' });
  return { channel: ARCHITECTURE, thread_ts: ts };
}

describe('streams', () => {
  it("grow by the client's own streamer and end with blocks and metadata", async () => {
    const slack = await start();
    const stream = clientOf(slack).chatStream({ ...thread(slack), ...PEOPLE, buffer_size: 1 });
    await stream.append({ markdown_text: '**Orders** ' });
    expect(slack.messages({ channel: ARCHITECTURE }).at(-1)).toMatchObject({ streaming: true });
    const task = {
      type: 'task_update',
      id: 't',
      title: 'Reading',
      status: 'in_progress',
      details: 'one',
    } as const;
    await stream.append({ chunks: [task] });
    await stream.append({ chunks: [{ ...task, status: 'complete', details: 'two' }] });
    await stream.append({ markdown_text: 'and billing' });
    await stream.stop({
      blocks: [{ type: 'divider' }],
      metadata: { event_type: 'delivery', event_payload: { key: 'k' } },
    });
    const message = slack.messages({ channel: ARCHITECTURE }).at(-1);
    expect(message).toMatchObject({
      text: '**Orders** \nand billing',
      metadata: { event_payload: { key: 'k' } },
      blocks: [
        { type: 'markdown', text: '**Orders** ' },
        { type: 'task_card', status: 'complete', details: { elements: [{}, {}] } },
        { type: 'markdown' },
        { type: 'divider' },
      ],
    });
    expect(message).not.toHaveProperty('streaming');
  });

  it.each([
    ['without the person', { recipient_user_id: undefined }, 'missing_recipient_user_id'],
    ['without their workspace', { recipient_team_id: undefined }, 'missing_recipient_team_id'],
    ['without a thread', { thread_ts: undefined }, 'invalid_arguments'],
    ['in no thread', { thread_ts: '1.000001' }, 'thread_not_found'],
    ['with 12,001 characters', { markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
    ['with an unknown chunk', { chunks: [{ type: 'song' }] }, 'invalid_chunks'],
  ])('do not start in a channel %s', async (_what, change, refusal) => {
    const slack = await start();
    expect(await outcome(slack, 'chat.startStream', { ...thread(slack), ...PEOPLE, ...change })).toBe(
      refusal,
    );
  });

  it('start in a direct message without naming the person', async () => {
    const slack = await start();
    const { channel } = slack.openDm({ user: 'ada' });
    const { ts } = slack.say({ user: 'ada', channel, text: 'hello' });
    expect(await outcome(slack, 'chat.startStream', { channel, thread_ts: ts })).toBe('ok');
  });

  it('take nothing more after five minutes, after their end, or after the person stopped them', async () => {
    let now = 1_700_000_000_000;
    const slack = await start({ now: () => now });
    const where = thread(slack);
    const begin = async () => {
      const { body } = await call(slack, 'chat.startStream', { ...where, ...PEOPLE, markdown_text: 'a' });
      return { channel: ARCHITECTURE, ts: String(body.ts), markdown_text: 'b' };
    };
    const ended = await begin();
    expect(await outcome(slack, 'chat.stopStream', ended)).toBe('ok');
    expect(await outcome(slack, 'chat.appendStream', ended)).toBe('message_not_in_streaming_state');
    const stopped = await begin();
    expect(await outcome(slack, 'chat.update', stopped)).toBe('streaming_state_conflict');
    const session = { channel_id: ARCHITECTURE, thread_ts: where.thread_ts };
    await call(slack, 'agents.sessions.setStatus', { ...session, status: 'processing', title: 'Work' });
    slack.stopSession({ user: 'ada', channel: ARCHITECTURE, thread: where.thread_ts });
    expect(await outcome(slack, 'chat.appendStream', stopped)).toBe('stopped_by_user');
    expect(slack.statuses()).toMatchObject([{ session: 'processing', title: 'Work' }]);
    const old = await begin();
    now += 300_001;
    expect(await outcome(slack, 'chat.appendStream', old)).toBe('message_not_in_streaming_state');
    const { markdown_text: _text, ...message } = old;
    expect(await outcome(slack, 'chat.update', { ...message, text: 'x' })).toBe('ok');
  });
});
