import { describe, expect, it } from 'vitest';
import { listen } from '../app-side.ts';
import { outcome, start } from '../setup.ts';
import { cell, chars, many, plain, section, table } from './samples.ts';

const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  blocks: [section('x')],
  ...more,
});
const home = (more: object = {}) => ({ type: 'home', blocks: [section('x')], ...more });
const field = { type: 'input', label: plain('l'), element: { type: 'plain_text_input' } };

const VIEWS: [what: string, within: object, over: object, refusal: string][] = [
  ['a title', modal({ title: plain(chars(24)) }), modal({ title: plain(chars(25)) }), 'invalid_arguments'],
  [
    'a submit label',
    modal({ submit: plain(chars(24)) }),
    modal({ submit: plain(chars(25)) }),
    'invalid_arguments',
  ],
  [
    'a close label',
    modal({ close: plain(chars(24)) }),
    modal({ close: plain(chars(25)) }),
    'invalid_arguments',
  ],
  [
    'a callback_id',
    modal({ callback_id: chars(255) }),
    modal({ callback_id: chars(256) }),
    'invalid_arguments',
  ],
  [
    'metadata',
    modal({ private_metadata: chars(3000) }),
    modal({ private_metadata: chars(3001) }),
    'invalid_arguments',
  ],
  [
    'blocks',
    modal({ blocks: many(100, () => ({ type: 'divider' })) }),
    modal({ blocks: many(101, () => ({ type: 'divider' })) }),
    'invalid_arguments',
  ],
  [
    'an input without submit',
    modal({ blocks: [field], submit: plain('Go') }),
    modal({ blocks: [field] }),
    'invalid_arguments',
  ],
  ['a table', modal(), modal({ blocks: [table([[cell('x')]])] }), 'invalid_arguments'],
  [
    'the whole view',
    home({ blocks: many(80, () => section(chars(3000))) }),
    home({ blocks: many(84, () => section(chars(3000))) }),
    'view_too_large',
  ],
];

describe('views', () => {
  it.each(VIEWS)('%s: within is shown, over is refused', async (_what, within, over, refusal) => {
    const slack = await start();
    const attempt = async (view: object) => {
      if ('type' in view && view.type === 'home') {
        return outcome(slack, 'views.publish', { user_id: 'U0ADA', view });
      }
      return outcome(slack, 'views.open', { trigger_id: await trigger(slack), view });
    };
    expect(await attempt(over)).toBe(refusal);
    expect(await attempt(within)).toBe('ok');
  });
});

/** A trigger id, as a command hands it out. */
async function trigger(slack: Awaited<ReturnType<typeof start>>): Promise<string> {
  const server = await listen();
  slack.setRequestUrl(server.url);
  await slack.command({ user: 'ada', channel: 'general', command: '/architect' });
  return new URLSearchParams(server.got.at(-1)?.body).get('trigger_id') ?? '';
}
