import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { card, send, start } from './setup.ts';

const words = { type: 'TextBlock', text: 'x', wrap: true };
const execute = (more: Json = {}): Json => ({ type: 'Action.Execute', title: 'Go', verb: 'go', ...more });

async function answerTo(fields: Json, teams?: TeamsStandIn) {
  const stand = teams ?? (await start());
  return send(stand, stand.conversation({ user: 'ada', in: 'planning' }).id, card(fields));
}

describe('a card is shown', () => {
  it('with everything that 1.5 has, and the code block of Teams', async () => {
    const teams = await start();
    const answer = await answerTo(
      {
        body: [
          words,
          {
            type: 'Table',
            columns: [{ width: 1 }],
            rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [words] }] }],
          },
          { type: 'Image', url: 'https://example.com/a.png', altText: 'a', msteams: { allowExpand: true } },
          { type: 'CodeBlock', codeSnippet: 'x', language: 'TypeScript' },
          { type: 'Input.Text', id: 'more', isRequired: true },
          { type: 'Container', id: 'rest', isVisible: false, items: [words] },
          {
            type: 'ActionSet',
            actions: [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['rest'] }],
          },
        ],
        actions: [
          execute({ data: { t: '1' } }),
          { type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' },
          { type: 'Action.ShowCard', title: 'Ask', card: { type: 'AdaptiveCard', body: [words] } },
        ],
        refresh: { action: execute(), userIds: [teams.person('ada').id] },
        msteams: { width: 'Full' },
      },
      teams,
    );
    expect(answer).toMatchObject({ status: 201 });
    expect(teams.messages({ user: 'bob', in: 'planning' })).toMatchObject([{ cards: [{ version: '1.5' }] }]);
  });
});

describe('a card is refused', () => {
  const data = (text: string) => ({ type: 'Image', url: `data:image/png;base64,${text}` });
  const six = Array.from({ length: 6 }, () => execute());
  const cases: [string, Json][] = [
    ['of a later version', { version: '1.6', body: [words] }],
    ['without a version', { version: undefined, body: [words] }],
    ['of another type', { type: 'Card', body: [words] }],
    ['with an unknown element', { body: [{ type: 'Banner' }] }],
    ['with an element of a later version', { body: [{ type: 'Carousel', pages: [] }] }],
    ['with an unknown action', { body: [words], actions: [{ type: 'Action.Shout', title: 'x' }] }],
    ['with a value that is none', { body: [{ ...words, weight: 'heavy' }] }],
    ['with an input without an id', { body: [{ type: 'Input.Text' }] }],
    [
      'with an id twice',
      {
        body: [
          { ...words, id: 'a' },
          { ...words, id: 'a' },
        ],
      },
    ],
    ['with choices of nothing', { body: [{ type: 'Input.ChoiceSet', id: 'a' }] }],
    ['with an Execute without a verb', { body: [words], actions: [execute({ verb: '' })] }],
    ['with data that inputs can not be added to', { body: [words], actions: [execute({ data: 'x' })] }],
    ['with more buttons than are drawn', { body: [words], actions: [...six, execute()] }],
    [
      'with a link that is not https',
      { body: [words], actions: [{ type: 'Action.OpenUrl', title: 'x', url: 'http://example.com' }] },
    ],
    [
      'that hides what is not there',
      { body: [words], actions: [{ type: 'Action.ToggleVisibility', title: 'x', targetElements: ['none'] }] },
    ],
    ['with a picture that is none', { body: [data('AAAA')] }],
    ['with a picture of more than 1 MB', { body: [data(Buffer.alloc(1_100_000).toString('base64'))] }],
    ['with a picture of an unknown place', { body: [{ type: 'Image', url: 'file:///etc/passwd' }] }],
    [
      'refreshed for somebody else',
      { body: [words], refresh: { action: execute(), userIds: ['29:nobody'] } },
    ],
    ['refreshed by a submit', { body: [words], refresh: { action: { type: 'Action.Submit' }, userIds: [] } }],
    [
      'with a fault inside another card',
      {
        body: [words],
        actions: [
          { type: 'Action.ShowCard', title: 'x', card: { type: 'AdaptiveCard', body: [{ type: 'Banner' }] } },
        ],
      },
    ],
  ];

  it.each(cases)('%s', async (_, fields) => {
    const teams = await start();
    const answer = await answerTo(fields, teams);
    expect(answer).toMatchObject({ status: 400, code: 'BadArgument' });
    expect(teams.messages({ user: 'ada', in: 'planning' })).toEqual([]);
  });

  it('of more than 28 KB, not counting its pictures', async () => {
    const teams = await start();
    const answer = await answerTo({ body: [{ ...words, text: 'x'.repeat(29_000) }] }, teams);
    expect(answer).toMatchObject({ status: 413, code: 'MessageSizeTooBig' });
    const png = Buffer.alloc(200_000);
    Buffer.from('89504e470d0a1a0a', 'hex').copy(png);
    expect((await answerTo({ body: [data(png.toString('base64'))] }, teams)).status).toBe(201);
  });
});
