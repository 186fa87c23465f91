import { describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { listen, type Received } from './app-side.ts';
import { ARCHITECTURE, call, outcome, start } from './setup.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const input = (blockId: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element: { action_id: 'value', ...element },
  ...more,
});
const modal = (callbackId: string, more: object = {}) => ({
  type: 'modal',
  callback_id: callbackId,
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [input('why', { type: 'plain_text_input' }, { optional: true })],
  ...more,
});

function payloadOf(received: Received | undefined): Record<string, unknown> {
  return JSON.parse(new URLSearchParams(received?.body).get('payload') ?? '{}');
}

/** An open modal of ada's; `answer` is what the app says to the next deliveries. */
async function open(view: object) {
  const app = await listen();
  const slack = await start({ requestUrl: app.url });
  await slack.command({ user: 'ada', channel: 'general', command: '/architect' });
  const triggerId = new URLSearchParams(app.got.at(-1)?.body).get('trigger_id');
  const { body } = await call(slack, 'views.open', { trigger_id: triggerId, view });
  expect(body).toMatchObject({ ok: true });
  return { app, slack, view: body.view };
}

const stack = (slack: SlackStandIn) => slack.viewStack('ada').map((view) => view.callback_id);

describe('modals', () => {
  it('send all values, those that were chosen before and those at the start', async () => {
    const options = ['low', 'high'].map((value) => ({ text: plain(value), value }));
    const { app, slack } = await open(
      modal('form', {
        private_metadata: 'secret',
        blocks: [
          input('load', { type: 'radio_buttons', options, initial_option: options[0] }),
          input('store', { type: 'static_select', options }, { optional: true }),
          input('tags', { type: 'checkboxes', options }),
          input('name', { type: 'plain_text_input', min_length: 3 }),
        ],
      }),
    );
    const values = { store: { value: 'high' }, tags: { value: ['low', 'high'] }, name: { value: 'ab' } };
    expect(await slack.submit({ user: 'ada', values })).toMatchObject({
      errors: { name: expect.any(String) },
    });
    expect(await slack.submit({ user: 'ada', values: { name: { value: 'abc' } } })).toEqual({ ok: true });
    expect(payloadOf(app.got.at(-1))).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0ADA', team_id: 'T0LIGHTHOUSE' },
      view: {
        callback_id: 'form',
        private_metadata: 'secret',
        state: {
          values: {
            load: { value: { type: 'radio_buttons', selected_option: { value: 'low' } } },
            store: { value: { selected_option: { value: 'high' } } },
            tags: { value: { selected_options: [{ value: 'low' }, { value: 'high' }] } },
            name: { value: { type: 'plain_text_input', value: 'abc' } },
          },
        },
      },
    });
    expect(stack(slack)).toEqual([]);
  });

  it.each([
    ['update', { response_action: 'update', view: modal('second') }, ['second']],
    ['push', { response_action: 'push', view: modal('second') }, ['first', 'second']],
    ['clear', { response_action: 'clear' }, []],
    ['nothing', {}, []],
    ['errors', { response_action: 'errors', errors: { why: 'Say why.' } }, ['first']],
  ])('answered with %s, change as asked', async (_what, answer, left) => {
    const { app, slack } = await open(modal('first'));
    app.answer(answer);
    expect(await slack.submit({ user: 'ada' })).toMatchObject({ ok: true });
    expect(stack(slack)).toEqual(left);
  });

  it.each([
    ['an error under no input', { response_action: 'errors', errors: { other: 'No.' } }],
    ['a view that is none', { response_action: 'update', view: { type: 'modal' } }],
    ['an unknown action', { response_action: 'dance' }],
  ])('answered with %s, stay open and say so', async (_what, answer) => {
    const { app, slack } = await open(modal('first'));
    app.answer(answer);
    expect(await slack.submit({ user: 'ada' })).toMatchObject({ ok: false });
    expect(stack(slack)).toEqual(['first']);
  });

  it('tell the app that they were closed only when it asked', async () => {
    const quiet = await open(modal('quiet'));
    await quiet.slack.closeView({ user: 'ada' });
    expect(quiet.app.got).toHaveLength(1);
    const told = await open(modal('told', { notify_on_close: true }));
    await told.slack.closeView({ user: 'ada' });
    expect(payloadOf(told.app.got.at(-1))).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(stack(told.slack)).toEqual([]);
  });

  it('opened anew take the place of the old ones', async () => {
    const { app, slack } = await open(modal('first'));
    await slack.command({ user: 'ada', channel: 'general', command: '/architect' });
    const triggerId = new URLSearchParams(app.got.at(-1)?.body).get('trigger_id');
    expect(await outcome(slack, 'views.open', { trigger_id: triggerId, view: modal('second') })).toBe('ok');
    expect(stack(slack)).toEqual(['second']);
  });

  it('are changed by id, unless the hash is an old one', async () => {
    const { slack, view } = await open(modal('first'));
    const { id, hash } = JSON.parse(JSON.stringify(view));
    const change = { view_id: id, view: modal('changed') };
    expect(await outcome(slack, 'views.update', { ...change, hash })).toBe('ok');
    expect(await outcome(slack, 'views.update', { ...change, hash })).toBe('hash_conflict');
    expect(await outcome(slack, 'views.update', { ...change, view_id: 'V0NONE' })).toBe('not_found');
    expect(stack(slack)).toEqual(['changed']);
  });
});

describe('Home', () => {
  it('is published for one person and its buttons come back with the view', async () => {
    const app = await listen();
    const slack = await start({ requestUrl: app.url });
    slack.openHome({ user: 'ada', tab: 'home' });
    await expect.poll(() => app.got.length).toBe(1);
    expect(JSON.parse(app.got[0]?.body ?? '')).toMatchObject({
      event: { type: 'app_home_opened', tab: 'home' },
    });
    const button = { type: 'button', action_id: 'go', text: plain('Go') };
    const view = { type: 'home', blocks: [{ type: 'actions', elements: [button] }] };
    expect(await outcome(slack, 'views.publish', { user_id: 'U0ADA', view })).toBe('ok');
    expect(slack.home('bob')).toBeUndefined();
    const home = slack.home('ada');
    await slack.clickInView({ user: 'ada', action_id: 'go', ...(home ? { view_id: home.id } : {}) });
    expect(payloadOf(app.got.at(-1))).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      view: { type: 'home' },
    });
  });
});

describe('elements of a message', () => {
  it('remember what the same person chose, for the next click', async () => {
    const app = await listen();
    const slack = await start({ requestUrl: app.url });
    const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));
    const blocks = [
      {
        type: 'actions',
        block_id: 'q',
        elements: [
          { type: 'static_select', action_id: 'pick', options },
          { type: 'button', action_id: 'send', text: plain('Send') },
        ],
      },
    ];
    const { body } = await call(slack, 'chat.postMessage', { channel: ARCHITECTURE, text: 'x', blocks });
    const on = { channel: ARCHITECTURE, ts: String(body.ts) };
    await slack.click({ ...on, user: 'ada', action_id: 'pick', choose: 'b' });
    await slack.click({ ...on, user: 'ada', action_id: 'send' });
    expect(payloadOf(app.got.at(-1))).toMatchObject({
      state: { values: { q: { pick: { selected_option: { value: 'b' } } } } },
    });
    await slack.click({ ...on, user: 'bob', action_id: 'send' });
    expect(payloadOf(app.got.at(-1))).toMatchObject({
      state: { values: { q: { pick: { selected_option: null } } } },
    });
  });
});

describe('trigger ids', () => {
  it('open one view within three seconds', async () => {
    let now = 1_700_000_000_000;
    const app = await listen();
    const slack = await start({ requestUrl: app.url, now: () => now });
    const trigger = async () => {
      await slack.command({ user: 'ada', channel: 'general', command: '/architect' });
      return new URLSearchParams(app.got.at(-1)?.body).get('trigger_id') ?? '';
    };
    const view = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [] };
    const fresh = await trigger();
    expect(await outcome(slack, 'views.open', { trigger_id: fresh, view })).toBe('ok');
    expect(await outcome(slack, 'views.open', { trigger_id: fresh, view })).toBe('exchanged_trigger_id');
    const late = await trigger();
    now += 3001;
    expect(await outcome(slack, 'views.open', { trigger_id: late, view })).toBe('expired_trigger_id');
    expect(await outcome(slack, 'views.open', { trigger_id: 'none', view })).toBe('invalid_trigger_id');
  });
});
