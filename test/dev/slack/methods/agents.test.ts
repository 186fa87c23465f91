import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../../src/dev/slack/stand-in.ts';
import { connect, eventsOf } from '../app-side.ts';
import { ARCHITECTURE, call, outcome, start } from '../setup.ts';

function thread(slack: SlackStandIn): { channel: string; thread_ts: string } {
  const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: '@Architect hello' });
  return { channel: ARCHITECTURE, thread_ts: ts };
}

describe('the status of a thread', () => {
  it('goes with the next message of the app, and after two minutes', async () => {
    let now = 1_700_000_000_000;
    const slack = await start({ now: () => now });
    const where = thread(slack);
    const set = () =>
      outcome(slack, 'assistant.threads.setStatus', {
        channel_id: ARCHITECTURE,
        thread_ts: where.thread_ts,
        status: 'is thinking…',
      });
    expect(await set()).toBe('ok');
    expect(slack.statuses()).toMatchObject([{ text: 'is thinking…' }]);
    await call(slack, 'chat.postMessage', { ...where, text: 'done' });
    expect(slack.statuses()).toMatchObject([{ text: '' }]);
    await set();
    now += 120_001;
    expect(slack.statuses()).toMatchObject([{ text: '' }]);
  });

  it('offers Stop only while the session is processing', async () => {
    const slack = await start();
    const where = thread(slack);
    const stop = () => slack.stopSession({ user: 'ada', channel: ARCHITECTURE, thread: where.thread_ts });
    expect(stop).toThrow('session_not_processing');
    const session = { channel_id: ARCHITECTURE, thread_ts: where.thread_ts };
    expect(await outcome(slack, 'agents.sessions.setStatus', { ...session, status: 'busy' })).toBe(
      'invalid_status',
    );
    expect(await outcome(slack, 'agents.sessions.rename', { ...session, title: 'x' })).toBe(
      'session_not_found',
    );
    expect(await outcome(slack, 'agents.sessions.setStatus', { ...session, status: 'suspended' })).toBe('ok');
    expect(stop).toThrow('session_not_processing');
  });

  it('tells the app which streams the person stopped', async () => {
    const slack = await start();
    const { got } = await connect(slack);
    const where = thread(slack);
    const people = { recipient_user_id: 'U0ADA', recipient_team_id: 'T0LIGHTHOUSE' };
    const { body } = await call(slack, 'chat.startStream', { ...where, ...people });
    const session = { channel_id: ARCHITECTURE, thread_ts: where.thread_ts };
    await call(slack, 'agents.sessions.setStatus', { ...session, status: 'processing' });
    slack.stopSession({ user: 'bob', channel: ARCHITECTURE, thread: where.thread_ts });
    await expect
      .poll(() => eventsOf(got).at(-1)?.payload?.event)
      .toMatchObject({
        type: 'agent_session_stopped',
        channel: ARCHITECTURE,
        user: 'U0BOB',
        thread_ts: where.thread_ts,
        streaming_message_ts: [body.ts],
      });
  });
});
