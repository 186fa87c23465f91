import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { connect, type Envelope, eventsOf } from './app-side.ts';
import { clientOf } from './client.ts';
import { ARCHITECTURE, start } from './setup.ts';

describe('which events the app gets', () => {
  async function events(run: (slack: SlackStandIn) => void | Promise<void>, last: string): Promise<string[]> {
    const slack = await start();
    const { got } = await connect(slack);
    await run(slack);
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: last });
    await expect.poll(() => eventsOf(got).at(-1)?.payload?.event?.text).toBe(last);
    return eventsOf(got)
      .slice(0, -1)
      .map(({ payload }) => [payload?.event?.type, payload?.event?.subtype].filter(Boolean).join('/'));
  }

  it('none of channels it is not in, and none it did not subscribe to', async () => {
    const got = await events((slack) => {
      slack.say({ user: 'ada', channel: 'payments', text: '@Architect hello' });
      slack.openDm({ user: 'ada', with: ['bob', 'Architect'] });
      slack.archive({ user: 'ada', channel: 'incidents' });
    }, 'end');
    expect(got).toEqual([]);
  });

  it('direct messages without a mention twin', async () => {
    const got = await events((slack) => {
      const { channel } = slack.openDm({ user: 'ada' });
      slack.say({ user: 'ada', channel, text: '@Architect hello' });
    }, 'end');
    expect(got).toEqual(['message']);
  });

  it('edits, previews, deletions, reactions and arrivals', async () => {
    const got = await events((slack) => {
      const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'see https://example.com' });
      slack.edit({ user: 'ada', channel: ARCHITECTURE, ts, text: 'see it' });
      slack.edit({ user: 'ada', channel: ARCHITECTURE, ts, text: 'see it' });
      slack.unfurl({ channel: ARCHITECTURE, ts });
      slack.react({ user: 'bob', channel: ARCHITECTURE, ts, name: 'eyes' });
      slack.remove({ user: 'ada', channel: ARCHITECTURE, ts });
      slack.invite({ user: 'ada', channel: 'payments', invite: 'Architect' });
    }, 'end');
    expect(got).toEqual([
      'message',
      'message/message_changed',
      'message/message_changed',
      'reaction_added',
      'message/message_deleted',
      'member_joined_channel',
      'message/channel_join',
    ]);
  });

  it('its own messages, marked with its bot_id', async () => {
    const slack = await start();
    const { got } = await connect(slack);
    await clientOf(slack).chat.postMessage({ channel: ARCHITECTURE, text: 'I am <@U0ARCHITECT>' });
    await expect
      .poll(() => eventsOf(got).map(({ payload }) => payload?.event))
      .toMatchObject([
        { type: 'message', bot_id: 'B0ARCHITECT', app_id: 'A0ARCHITECT', user: 'U0ARCHITECT' },
      ]);
  });

  it('envelopes that name workspace, app, author and conversation', async () => {
    const slack = await start();
    const { got } = await connect(slack);
    slack.say({ user: 'eve', channel: 'partners', text: 'hello from #general' });
    await expect
      .poll(() => eventsOf(got)[0]?.payload)
      .toMatchObject({
        team_id: 'T0LIGHTHOUSE',
        api_app_id: 'A0ARCHITECT',
        type: 'event_callback',
        is_ext_shared_channel: true,
        authorizations: [{ team_id: 'T0LIGHTHOUSE', user_id: 'U0ARCHITECT', is_bot: true }],
        event: {
          channel: 'C0PARTNERS',
          channel_type: 'channel',
          team: 'T0HARBOUR',
          user_team: 'T0HARBOUR',
          client_msg_id: expect.any(String),
          text: 'hello from &lt;#general&gt;'.replace('&lt;#general&gt;', '<#C0GENERAL|general>'),
          blocks: [{ type: 'rich_text' }],
        },
      });
  });

  it('the same event again, or the same gesture as two messages, when a test asks for it', async () => {
    const slack = await start();
    const { got } = await connect(slack);
    const { ts } = slack.say({ user: 'ada', channel: ARCHITECTURE, text: 'hello' });
    await expect.poll(() => eventsOf(got).length).toBe(1);
    expect(await slack.redeliver('message')).toMatchObject({ kind: 'acked' });
    const [first, again] = eventsOf(got);
    expect(again).toMatchObject({ retry_attempt: 1, payload: { event_id: first?.payload?.event_id } });
    const twin = slack.sayTwin({ channel: ARCHITECTURE, ts });
    await expect.poll(() => eventsOf(got).length).toBe(3);
    const gesture = (envelope: Envelope | undefined) => envelope?.payload?.event?.client_msg_id;
    expect(gesture(eventsOf(got)[2])).toBe(gesture(first));
    expect(twin.ts > ts).toBe(true);
  });
});
