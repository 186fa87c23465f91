import { describe, it } from 'vitest';
import { expectLimit } from './expect-limit.ts';
import {
  actions,
  button,
  chars,
  line,
  many,
  option,
  plain,
  type Row,
  rich,
  section,
  select,
  tooLong,
} from './samples.ts';

const ROWS: Row[] = [
  [
    'blocks of a message',
    many(50, () => ({ type: 'divider' })),
    many(51, () => ({ type: 'divider' })),
    'no more than 50',
  ],
  ['section text', [section(chars(3000))], [section(chars(3001))], tooLong],
  ['an empty section', [section('x')], [section('')], 'more than 0'],
  [
    'section fields',
    [{ type: 'section', fields: many(10, () => plain('f')) }],
    [{ type: 'section', fields: many(11, () => plain('f')) }],
    'no more than 10',
  ],
  [
    'a section field',
    [{ type: 'section', fields: [plain(chars(2000))] }],
    [{ type: 'section', fields: [plain(chars(2001))] }],
    tooLong,
  ],
  [
    'a header',
    [{ type: 'header', text: plain(chars(150)) }],
    [{ type: 'header', text: plain(chars(151)) }],
    tooLong,
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: plain('h') }],
    [{ type: 'header', text: { type: 'mrkdwn', text: 'h' } }],
    'unsupported type: mrkdwn',
  ],
  [
    'context elements',
    [{ type: 'context', elements: many(10, () => plain('c')) }],
    [{ type: 'context', elements: many(11, () => plain('c')) }],
    'no more than 10',
  ],
  [
    'action elements',
    [actions(...many(25, () => button()))],
    [actions(...many(26, () => button()))],
    'no more than 25',
  ],
  [
    'a button text',
    [actions(button({ text: plain(chars(75)) }))],
    [actions(button({ text: plain(chars(76)) }))],
    tooLong,
  ],
  [
    'a button value',
    [actions(button({ value: chars(2000) }))],
    [actions(button({ value: chars(2001) }))],
    tooLong,
  ],
  [
    'a button url',
    [actions(button({ url: `https://x.example/${chars(2982)}` }))],
    [actions(button({ url: `https://x.example/${chars(2983)}` }))],
    tooLong,
  ],
  [
    'a block_id',
    [{ type: 'divider', block_id: chars(255) }],
    [{ type: 'divider', block_id: chars(256) }],
    tooLong,
  ],
  [
    'the same block_id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'b' },
    ],
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'already exists',
  ],
  [
    'an action_id',
    [actions(button({ action_id: chars(255) }))],
    [actions(button({ action_id: chars(256) }))],
    tooLong,
  ],
  [
    'the same action_id',
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'b' }))],
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
    'already exists',
  ],
  ['options', [select(many(100, option))], [select(many(101, option))], 'no more than 100'],
  [
    'an option text',
    [select([option(1, { text: plain(chars(75)) })])],
    [select([option(1, { text: plain(chars(76)) })])],
    tooLong,
  ],
  [
    'an option value',
    [select([option(1, { value: chars(150) })])],
    [select([option(1, { value: chars(151) })])],
    tooLong,
  ],
  [
    'overflow options',
    [actions({ type: 'overflow', options: many(5, option) })],
    [actions({ type: 'overflow', options: many(6, option) })],
    'no more than 5',
  ],
  [
    'radio buttons',
    [actions({ type: 'radio_buttons', options: many(10, option) })],
    [actions({ type: 'radio_buttons', options: many(11, option) })],
    'no more than 10',
  ],
  [
    'an initial option',
    [actions({ type: 'radio_buttons', options: many(2, option), initial_option: option(1) })],
    [actions({ type: 'radio_buttons', options: many(2, option), initial_option: option(2) })],
    'must exactly match',
  ],
  [
    'markdown of all blocks',
    [
      { type: 'markdown', text: chars(6000) },
      { type: 'markdown', text: chars(6000) },
    ],
    [
      { type: 'markdown', text: chars(6000) },
      { type: 'markdown', text: chars(6001) },
    ],
    'all markdown',
  ],
  [
    'all text of the blocks',
    many(5, () => section(chars(2555))),
    many(5, () => section(chars(2556))),
    'msg_blocks_too_long',
  ],
  [
    'an image without words for it',
    [{ type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' }],
    [{ type: 'image', image_url: 'https://x.example/a.png' }],
    'missing required field: alt_text',
  ],
  [
    'an image from two places',
    [{ type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' }],
    [{ type: 'image', alt_text: 'a' }],
    'exactly one of',
  ],
  [
    'rich text',
    [rich(line({ type: 'text', text: 'x', style: { bold: true } }))],
    [rich({ type: 'text', text: 'x' })],
    'unsupported type: text',
  ],
  [
    'rich text styles',
    [rich(line({ type: 'link', url: 'https://x.example' }))],
    [rich(line({ type: 'text', text: 'x', style: { big: true } }))],
    'invalid additional property: big',
  ],
  [
    'a rich list',
    [rich({ type: 'rich_text_list', style: 'ordered', elements: [line()] })],
    [rich({ type: 'rich_text_list', style: 'numbers', elements: [line()] })],
    'must be one of',
  ],
  ['an unknown block', [{ type: 'divider' }], [{ type: 'paragraph' }], 'unsupported type: paragraph'],
  [
    'an unknown field',
    [{ type: 'divider' }],
    [{ type: 'divider', color: 'red' }],
    'invalid additional property: color',
  ],
  ['an unknown element', [actions(button())], [actions({ type: 'slider' })], 'unsupported type: slider'],
  [
    'an input in a message',
    [section('x')],
    [{ type: 'input', label: plain('l'), element: { type: 'plain_text_input' } }],
    'unsupported type: input',
  ],
];

describe('blocks of a message', () => {
  it.each(ROWS)('%s: within is posted, over is refused', async (_what, within, over, refusal) => {
    await expectLimit(within, over, refusal);
  });
});
