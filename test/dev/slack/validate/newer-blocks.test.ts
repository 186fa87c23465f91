import { describe, it } from 'vitest';
import { expectLimit } from './expect-limit.ts';
import {
  actions,
  button,
  card,
  cell,
  chars,
  container,
  dataTable,
  feedback,
  line,
  many,
  plain,
  type Row,
  rich,
  section,
  table,
  task,
  tooLong,
} from './samples.ts';

const ROWS: Row[] = [
  [
    'table rows',
    [table(many(100, () => [cell('x')]))],
    [table(many(101, () => [cell('x')]))],
    'no more than 100',
  ],
  [
    'table cells',
    [table([many(20, () => cell('x'))])],
    [table([many(21, () => cell('x'))])],
    'no more than 20',
  ],
  ['an empty cell', [table([[cell(' ')]])], [table([[cell('')]])], 'more than 0'],
  [
    'an empty rich cell',
    [table([[rich(line({ type: 'text', text: 'x' }))]])],
    [table([[rich(line())]])],
    'must not be empty',
  ],
  [
    'characters of a table',
    [table([[cell(chars(10_000))]])],
    [table([[cell(chars(9_999)), cell('xx')]])],
    'tables must be',
  ],
  [
    'column settings',
    [table([[cell('x')]], { column_settings: many(20, () => ({ align: 'right' })) })],
    [table([[cell('x')]], { column_settings: many(21, () => null) })],
    'no more than 20',
  ],
  ['tables', [table([[cell('x')]])], [table([[cell('x')]]), table([[cell('x')]])], 'only_one_table_allowed'],
  [
    'a table and a data table',
    [dataTable([[cell('h')], [cell('x')]])],
    [table([[cell('x')]]), dataTable([[cell('h')], [cell('x')]])],
    'only_one_table_allowed',
  ],
  [
    'rows of a data table',
    [dataTable(many(101, () => [cell('x')]))],
    [dataTable(many(102, () => [cell('x')]))],
    'no more than 101',
  ],
  [
    'a data table without rows',
    [dataTable([[cell('h')], [cell('x')]])],
    [dataTable([[cell('h')]])],
    'no fewer than 2',
  ],
  [
    'a page of a data table',
    [dataTable([[cell('h')], [cell('x')]], { page_size: 100 })],
    [dataTable([[cell('h')], [cell('x')]], { page_size: 101 })],
    'between 1 and 100',
  ],
  [
    'the header of a data table',
    [dataTable([[cell('h')], [cell('x')]])],
    [dataTable([[rich(line({ type: 'text', text: 'h' }))], [cell('x')]])],
    'unsupported type: rich_text',
  ],
  [
    'ragged data tables',
    [dataTable([[cell('h')], [cell('x')]])],
    [dataTable([[cell('h')], [cell('x'), cell('y')]])],
    'like the header',
  ],
  ['a task title', [task(chars(256))], [task(chars(257))], tooLong],
  ['a task status', [task('t')], [task('t', { status: 'done' })], 'must be one of'],
  [
    'task details',
    [task('t', { details: rich(line({ type: 'text', text: 'd' })) })],
    [task('t', { details: 'd' })],
    'must be an object',
  ],
  [
    'a plan title',
    [{ type: 'plan', title: chars(256), tasks: [task('t')] }],
    [{ type: 'plan', title: chars(257) }],
    tooLong,
  ],
  [
    'tasks of a plan',
    [{ type: 'plan', title: 'p', tasks: [task('t')] }],
    [{ type: 'plan', title: 'p', tasks: [section('t')] }],
    'unsupported type: section',
  ],
  [
    'context actions',
    [{ type: 'context_actions', elements: many(5, () => feedback()) }],
    [{ type: 'context_actions', elements: many(6, () => feedback()) }],
    'no more than 5',
  ],
  [
    'feedback buttons',
    [{ type: 'context_actions', elements: [feedback()] }],
    [{ type: 'context_actions', elements: [feedback({ negative_button: { text: plain('Bad') } })] }],
    'missing required field: value',
  ],
  [
    'a button in context actions',
    [actions(button())],
    [{ type: 'context_actions', elements: [button()] }],
    'unsupported type: button',
  ],
  [
    'a card title',
    [card({ title: { type: 'mrkdwn', text: chars(150) } })],
    [card({ title: { type: 'mrkdwn', text: chars(151) } })],
    tooLong,
  ],
  [
    'a card body',
    [card({ body: { type: 'mrkdwn', text: chars(200) } })],
    [card({ body: { type: 'mrkdwn', text: chars(201) } })],
    tooLong,
  ],
  [
    'an empty card',
    [card()],
    [{ type: 'card', subtitle: { type: 'mrkdwn', text: 's' } }],
    'missing required field',
  ],
  [
    'cards of a carousel',
    [{ type: 'carousel', elements: many(10, () => card()) }],
    [{ type: 'carousel', elements: many(11, () => card()) }],
    'no more than 10',
  ],
  [
    'children of a container',
    [container({ child_blocks: many(10, () => section('x')) })],
    [container({ child_blocks: many(11, () => section('x')) })],
    'no more than 10',
  ],
  [
    'a container title',
    [container({ title: plain(chars(150)) })],
    [container({ title: plain(chars(151)) })],
    tooLong,
  ],
  [
    'a folded container',
    [container({ is_collapsible: true, default_collapsed: true })],
    [container({ default_collapsed: true })],
    'requires is_collapsible',
  ],
  [
    'an alert level',
    [{ type: 'alert', text: plain('a'), level: 'info' }],
    [{ type: 'alert', text: plain('a'), level: 'fatal' }],
    'must be one of',
  ],
];

describe('newer blocks of a message', () => {
  it.each(ROWS)('%s: within is posted, over is refused', async (_what, within, over, refusal) => {
    await expectLimit(within, over, refusal);
  });
});
