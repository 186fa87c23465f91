export const chars = (count: number) => 'x'.repeat(count);
export const plain = (text: string) => ({ type: 'plain_text', text });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
export const option = (index: number, more: object = {}) => ({
  text: plain(`o${index}`),
  value: `v${index}`,
  ...more,
});
export const select = (options: object[]) => actions({ type: 'static_select', options });
export const cell = (text: string) => ({ type: 'raw_text', text });
export const table = (rows: object[][], more: object = {}) => ({ type: 'table', rows, ...more });
export const dataTable = (rows: object[][], more: object = {}) => ({
  type: 'data_table',
  caption: 'c',
  rows,
  ...more,
});
export const task = (title: string, more: object = {}) => ({
  type: 'task_card',
  task_id: 't1',
  title,
  status: 'complete',
  ...more,
});
export const card = (more: object = {}) => ({
  type: 'card',
  title: { type: 'mrkdwn', text: 'Card' },
  ...more,
});
export const container = (more: object = {}) => ({
  type: 'container',
  title: plain('Box'),
  child_blocks: [section('in')],
  ...more,
});
export const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
export const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });
export const feedback = (more: object = {}) => ({
  type: 'feedback_buttons',
  positive_button: { text: plain('Good'), value: 'up' },
  negative_button: { text: plain('Bad'), value: 'down' },
  ...more,
});
export const tooLong = 'must be less than';

/** What is just within, what is just over, and the error or the words of the refusal (`invalid_blocks` then). */
export type Row = [what: string, within: object[], over: object[], refusal: string];
