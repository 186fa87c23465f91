import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRenderBlocks, type RenderBlocks } from '../../render-blocks.ts';

const USER = {
  name: 'x',
  color: '#123456',
  isBot: false,
  isGuest: false,
  isExternal: false,
  isAdmin: false,
  tz: 'UTC',
};
const WORLD = {
  users: [
    { ...USER, id: 'U0ADA', realName: 'Ada Moreno' },
    { ...USER, id: 'U0BOB', realName: 'Bob Lindqvist' },
  ],
  channels: [
    {
      id: 'C1',
      name: 'general',
      kind: 'public',
      members: ['U0ADA'],
      topic: '',
      isArchived: false,
      isExtShared: false,
    },
  ],
};

let render: RenderBlocks;

beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://127.0.0.1:4000/'));
  render = await createRenderBlocks(WORLD);
});

afterAll(() => {
  vi.unstubAllGlobals();
});

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const option = (text: string) => ({ text: plain(text), value: text });
const options = [option('red'), option('blue')];

/** What a reader sees: the words without the elements. */
const words = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('blocks', () => {
  it.each([
    ['section', { type: 'section', text: mrkdwn('*bold* words') }, 'bold words'],
    ['section with fields', { type: 'section', fields: [mrkdwn('one'), plain('two')] }, 'one two'],
    ['header', { type: 'header', text: plain('A title') }, 'A title'],
    ['context', { type: 'context', elements: [mrkdwn('small print')] }, 'small print'],
    ['rich_text', rich({ type: 'text', text: 'typed' }), 'typed'],
    ['markdown', { type: 'markdown', text: '# Head\n\n| a | b |\n|---|---|\n| 1 | 2 |' }, 'Head a b 1 2'],
    ['table', { type: 'table', rows: [[{ type: 'raw_text', text: 'cell' }]] }, 'cell'],
    [
      'data_table',
      {
        type: 'data_table',
        caption: 'Findings',
        rows: [[{ type: 'raw_text', text: 'Rule' }], [{ type: 'raw_number', value: 3, text: '3' }]],
      },
      'Findings Rule 3',
    ],
    [
      'plan',
      {
        type: 'plan',
        title: 'Plan',
        tasks: [{ type: 'task_card', task_id: '1', title: 'Step', status: 'complete' }],
      },
      'Plan Step',
    ],
    ['task_card', { type: 'task_card', task_id: '1', title: 'Alone', status: 'pending' }, 'Alone'],
    ['alert', { type: 'alert', level: 'warning', text: mrkdwn('careful') }, 'careful'],
    ['card', { type: 'card', title: mrkdwn('Option A'), body: mrkdwn('cheap') }, 'Option A cheap'],
    ['carousel', { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('First') }] }, 'First'],
    [
      'container',
      { type: 'container', title: plain('Box'), child_blocks: [{ type: 'section', text: plain('inside') }] },
      'Box inside',
    ],
    [
      'video',
      { type: 'video', title: plain('Talk'), title_url: 'https://example.com/v', alt_text: 'a talk' },
      'Talk',
    ],
    ['file', { type: 'file', external_id: 'E1', source: 'remote' }, 'E1'],
  ])('draws %s in an element that bears its id', (_name, block, text) => {
    const html = render([{ ...block, block_id: 'b1' }]);
    expect(html).toContain('data-block-id="b1"');
    expect(words(html)).toContain(text);
  });

  it('draws a type it does not know as a note that says so', () => {
    expect(words(render([{ type: 'hologram', block_id: 'b1' }]))).toContain('hologram');
  });

  it('names people and channels that are mentioned', () => {
    const html = render([{ type: 'section', text: mrkdwn('<@U0BOB> in <#C1>') }]);
    expect(words(html)).toContain('Bob Lindqvist');
    expect(words(html)).toContain('general');
  });

  it('shows plain text without its marks interpreted', () => {
    const html = render([{ type: 'header', text: plain('*not bold* <@U0BOB>') }]);
    expect(html).toContain('*not bold* &lt;@U0BOB&gt;');
  });
});

describe('text of others', () => {
  const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  it.each([
    ['section', { type: 'section', text: mrkdwn(attack) }],
    ['plain section', { type: 'section', text: plain(attack) }],
    ['header', { type: 'header', text: plain(attack) }],
    ['markdown', { type: 'markdown', text: attack }],
    ['rich_text', rich({ type: 'text', text: attack })],
    ['table', { type: 'table', rows: [[{ type: 'raw_text', text: attack }]] }],
    ['button', { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain(attack) }] }],
    ['alert', { type: 'alert', text: plain(attack) }],
    ['unknown', { type: attack }],
  ])('never becomes HTML in %s', (_name, block) => {
    expect(render([block])).not.toMatch(/<img|<script/);
  });

  it.each([
    ['section', { type: 'section', text: mrkdwn('<javascript:alert(1)|click>') }],
    ['markdown', { type: 'markdown', text: '[click](javascript:alert(1))' }],
    ['rich_text', rich({ type: 'link', url: 'javascript:alert(1)', text: 'click' })],
    [
      'button',
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'a', text: plain('click'), url: 'javascript:alert(1)' }],
      },
    ],
  ])('never becomes a script behind a link in %s', (_name, block) => {
    const html = render([block]);
    expect(html).not.toMatch(/href="[^"]*javascript/i);
    expect(words(html)).toContain('click');
  });

  it('loads no picture of another server, and says what it shows', () => {
    const html = render([{ type: 'image', image_url: 'https://example.com/x.png', alt_text: 'A map' }]);
    expect(html).not.toContain('<img');
    expect(html).toContain('A map');
  });

  it('shows a picture of this workspace', () => {
    const url = 'http://127.0.0.1:4000/_control/files/F1/map.png';
    const html = render([{ type: 'image', image_url: url, alt_text: 'A map' }]);
    expect(html).toContain('<img src="/_control/files/F1/map.png" alt="A map"/>');
  });

  it('shows a file of this workspace that no message has shared, and lets it be enlarged', () => {
    const html = render([{ type: 'image', slack_file: { id: 'F0MAP' }, alt_text: 'A map' }]);
    expect(html).toMatch(
      /aria-label="Enlarge: A map".*<img src="\/_control\/files\/F0MAP\/[^"]+" alt="A map"\/>/,
    );
  });
});

describe('interactive elements', () => {
  const element = { action_id: 'act', placeholder: plain('Pick') };
  it.each([
    ['button', { type: 'button', text: plain('Go') }],
    ['static_select', { type: 'static_select', options }],
    ['multi_static_select', { type: 'multi_static_select', options }],
    ['external_select', { type: 'external_select' }],
    ['users_select', { type: 'users_select' }],
    ['channels_select', { type: 'channels_select' }],
    ['conversations_select', { type: 'conversations_select' }],
    ['multi_users_select', { type: 'multi_users_select' }],
    ['overflow', { type: 'overflow', options }],
    ['radio_buttons', { type: 'radio_buttons', options }],
    ['checkboxes', { type: 'checkboxes', options }],
    ['datepicker', { type: 'datepicker' }],
    ['timepicker', { type: 'timepicker' }],
    ['datetimepicker', { type: 'datetimepicker' }],
    ['feedback_buttons', undefined],
  ])('draws %s as a control that bears its action id', (_name, extra) => {
    const feedback = {
      type: 'feedback_buttons',
      action_id: 'act',
      positive_button: { text: plain('Good'), value: 'up' },
      negative_button: { text: plain('Bad'), value: 'down' },
    };
    const block = extra
      ? { type: 'actions', block_id: 'b1', elements: [{ ...element, ...extra }] }
      : { type: 'context_actions', block_id: 'b1', elements: [feedback] };
    expect(render([block])).toMatch(/data-action-id="act"/);
    expect(render([block])).toMatch(/<button|<input/);
  });

  it('shows what was chosen at first', () => {
    const html = render([
      {
        type: 'actions',
        elements: [
          { ...element, type: 'static_select', options, initial_option: options[1] },
          { action_id: 'd', type: 'datepicker', initial_date: '2026-12-01' },
          { action_id: 'c', type: 'checkboxes', options, initial_options: [options[0]] },
        ],
      },
    ]);
    expect(words(html)).toContain('blue');
    expect(html).toContain('value="2026-12-01"');
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });

  it('labels inputs, marks them optional and shows an error at its block', () => {
    const blocks = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input'].map((type) => ({
      type: 'input',
      block_id: type,
      label: plain(`Label of ${type}`),
      optional: true,
      element: { type, action_id: type, initial_value: '7' },
    }));
    const html = render(blocks, { number_input: 'Too small' });
    expect(words(html)).toContain('Label of plain_text_input (optional)');
    expect(html).toContain('type="email"');
    expect(html).toContain('type="url"');
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(words(html)).toContain('Too small');
  });
});
