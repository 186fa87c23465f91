import { App, HTTPReceiver } from '@slack/bolt';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { SILENT } from './client.ts';
import { APP_TOKEN, ARCHITECTURE, BOT_TOKEN, SIGNING_SECRET, start } from './setup.ts';

type Mode = 'Socket Mode' | 'HTTP';

/** An app that answers a mention with a button, the button with a form, and the form with a message. */
async function startApp(slack: SlackStandIn, mode: Mode): Promise<{ seen: string[] }> {
  const seen: string[] = [];
  const app = new App({
    token: BOT_TOKEN,
    logger: SILENT,
    clientOptions: { slackApiUrl: slack.apiUrl },
    ...(mode === 'HTTP'
      ? { receiver: new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger: SILENT }) }
      : { socketMode: true, appToken: APP_TOKEN }),
  });
  app.event('app_mention', async ({ event, say }) => {
    seen.push(`mention ${event.text}`);
    await say({
      thread_ts: event.ts,
      text: 'Which one?',
      blocks: [
        {
          type: 'actions',
          block_id: 'choice',
          elements: [
            {
              type: 'button',
              action_id: 'details',
              text: { type: 'plain_text', text: 'Details' },
              value: '7',
            },
          ],
        },
      ],
    });
  });
  app.message(async ({ message }) => {
    if (message.subtype === undefined && !('bot_id' in message && message.bot_id)) seen.push('message');
  });
  app.command('/architect', async ({ command, ack }) => {
    seen.push(`command ${command.text}`);
    await ack({ text: `Looking at ${command.text}` });
  });
  app.action('details', async ({ ack, body, action, client, respond }) => {
    await ack();
    seen.push(`action ${action.type === 'button' ? action.value : ''}`);
    if (body.type !== 'block_actions') return;
    await respond({ text: 'Opening the form' });
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Details' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'load',
            label: { type: 'plain_text', text: 'Load' },
            element: { type: 'plain_text_input', action_id: 'value' },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view }) => {
    const value = view.state.values.load?.value?.value ?? '';
    if (value === 'none') return ack({ response_action: 'errors', errors: { load: 'Some load, please.' } });
    seen.push(`form ${value}`);
    await ack();
  });
  app.shortcut('ask', async ({ ack, shortcut }) => {
    await ack();
    seen.push(`shortcut ${shortcut.type === 'message_action' ? shortcut.message.text : ''}`);
  });
  if (mode === 'HTTP') {
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const address = 'address' in server ? server.address() : null;
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  } else {
    await app.start();
  }
  onTestFinished(async () => {
    await app.stop();
  });
  return { seen };
}

describe.each<Mode>(['Socket Mode', 'HTTP'])('a Bolt app over %s', (mode) => {
  it('hears a mention twice, as app_mention and as message, and answers in the thread', async () => {
    const slack = await start();
    const { seen } = await startApp(slack, mode);
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: '@Architect split orders & billing?',
    });
    await expect
      .poll(() => [...seen].sort())
      .toEqual(['mention <@U0ARCHITECT> split orders &amp; billing?', 'message']);
    await expect
      .poll(() => slack.messages({ channel: ARCHITECTURE, thread: ts }).map((m) => m.text))
      .toEqual(['<@U0ARCHITECT> split orders &amp; billing?', 'Which one?']);
  });

  it('answers a button with a private message and a form, and the form with errors or its end', async () => {
    const slack = await start();
    const { seen } = await startApp(slack, mode);
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: '@architect help' });
    const answer = await vi.waitUntil(() => slack.messages({ channel: ARCHITECTURE, thread: ts })[1]);
    await slack.click({ user: 'ada', channel: ARCHITECTURE, ts: answer.ts, action_id: 'details' });
    await expect.poll(() => slack.viewStack('ada').map((view) => view.callback_id)).toEqual(['form']);
    expect(slack.ephemerals({ user: 'ada' }).map((message) => message.text)).toEqual(['Opening the form']);
    expect(slack.viewStack('bob')).toEqual([]);

    expect(await slack.submit({ user: 'ada' })).toMatchObject({
      errors: { load: 'Please complete this required field.' },
    });
    expect(await slack.submit({ user: 'ada', values: { load: { value: 'none' } } })).toMatchObject({
      errors: { load: 'Some load, please.' },
    });
    expect(slack.viewStack('ada')).toHaveLength(1);
    expect(await slack.submit({ user: 'ada', values: { load: { value: '100/s' } } })).toEqual({ ok: true });
    expect(slack.viewStack('ada')).toEqual([]);
    expect(seen.slice(-2)).toEqual(['action 7', 'form 100/s']);
  });

  it('answers a command in a channel it is not in, but never in a thread', async () => {
    const slack = await start();
    const { seen } = await startApp(slack, mode);
    const where = { user: 'bob', channel: 'payments', command: '/architect' };
    expect(await slack.command({ ...where, text: ' how do <we> pay? ' })).toEqual({ ok: true });
    expect(seen).toEqual(['command how do &lt;we&gt; pay?']);
    expect(slack.ephemerals({ user: 'bob' })).toMatchObject([{ text: 'Looking at how do &lt;we&gt; pay?' }]);
    expect(slack.ephemerals({ user: 'ada' })).toEqual([]);
    expect(await slack.command({ ...where, thread: '1.000000' })).toMatchObject({ ok: false });
    expect(await slack.command({ ...where, command: '/other' })).toMatchObject({ ok: false });
    expect(seen).toHaveLength(1);
  });

  it('gets a message shortcut with the message', async () => {
    const slack = await start();
    const { seen } = await startApp(slack, mode);
    const { ts } = slack.say({ user: 'dana', channel: 'incidents', text: 'It is slow' });
    await slack.shortcut({ user: 'ada', callback_id: 'ask', channel: 'incidents', ts });
    expect(seen).toContain('shortcut It is slow');
  });
});
