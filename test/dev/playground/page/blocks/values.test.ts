import { describe, expect, it } from 'vitest';
import { collectValues, findInputErrors } from '../../../../../src/dev/playground/page/blocks/values.ts';

const red = { text: { type: 'plain_text', text: 'Red' }, value: 'red' };
const input = (element: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'input',
  block_id: 'b',
  element: { action_id: 'a', ...element },
  ...more,
});

describe('collectValues', () => {
  it.each([
    [{ type: 'plain_text_input' }, { type: 'plain_text_input', value: null }],
    [
      { type: 'plain_text_input', initial_value: 'x' },
      { type: 'plain_text_input', value: 'x' },
    ],
    [{ type: 'static_select' }, { type: 'static_select', selected_option: null }],
    [
      { type: 'static_select', initial_option: red },
      { type: 'static_select', selected_option: red },
    ],
    [{ type: 'checkboxes' }, { type: 'checkboxes', selected_options: [] }],
    [
      { type: 'multi_users_select', initial_users: ['U1'] },
      { type: 'multi_users_select', selected_users: ['U1'] },
    ],
    [
      { type: 'datepicker', initial_date: '2026-12-01' },
      { type: 'datepicker', selected_date: '2026-12-01' },
    ],
  ])('says of an untouched %j: %j', (element, expected) => {
    expect(collectValues([input(element)], {})).toEqual({ b: { a: expected } });
  });

  it('takes what was chosen over what the blocks say, and leaves buttons and menus out', () => {
    const chosen = { b: { a: { type: 'plain_text_input', value: 'typed' } }, gone: { a: { value: 'old' } } };
    const actions = {
      type: 'actions',
      block_id: 'c',
      elements: [
        { type: 'button', action_id: 'go' },
        { type: 'overflow', action_id: 'more' },
      ],
    };
    expect(collectValues([input({ type: 'plain_text_input', initial_value: 'x' }), actions], chosen)).toEqual(
      { b: { a: { type: 'plain_text_input', value: 'typed' } } },
    );
  });

  it('finds elements of sections and inside containers', () => {
    const section = { type: 'section', block_id: 's', accessory: { type: 'timepicker', action_id: 't' } };
    const container = { type: 'container', block_id: 'box', child_blocks: [section] };
    expect(collectValues([container], {})).toEqual({ s: { t: { type: 'timepicker', selected_time: null } } });
  });
});

describe('findInputErrors', () => {
  const text = (value: string | null) => ({ b: { a: { type: 'plain_text_input', value } } });
  it.each([
    ['an empty required field', input({ type: 'plain_text_input' }), text(null), true],
    ['an empty optional field', input({ type: 'plain_text_input' }, { optional: true }), text(null), false],
    ['a text that is too short', input({ type: 'plain_text_input', min_length: 3 }), text('ab'), true],
    ['a text that fits', input({ type: 'plain_text_input', min_length: 2 }), text('ab'), false],
    ['no number', input({ type: 'number_input' }), text('many'), true],
    ['a fraction', input({ type: 'number_input', is_decimal_allowed: false }), text('1.5'), true],
    ['a number that is too large', input({ type: 'number_input', max_value: '9' }), text('10'), true],
    ['a number that fits', input({ type: 'number_input', min_value: '1', max_value: '9' }), text('5'), false],
    ['no address', input({ type: 'email_text_input' }), text('ada'), true],
    ['an address', input({ type: 'email_text_input' }), text('ada@example.com'), false],
    ['no web address', input({ type: 'url_text_input' }), text('example'), true],
  ])('judges %s', (_name, block, values, isRefused) => {
    expect(Object.keys(findInputErrors([block], values))).toEqual(isRefused ? ['b'] : []);
  });
});
