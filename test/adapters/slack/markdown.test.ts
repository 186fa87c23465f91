import { describe, expect, it } from 'vitest';
import { expectSendable, missingWords, visibleText, walk } from './check.ts';
import { MENTIONS } from './generate.ts';
import { renderMarkdown, toPlainText } from './rendered.ts';

function blocksOf(markdown: string) {
  return renderMarkdown(markdown).flatMap((message) => message.blocks);
}

function nodes(markdown: string, type: string) {
  return [...walk(blocksOf(markdown))].filter((node) => node.type === type);
}

function links(markdown: string) {
  return nodes(markdown, 'link').map((node) => [node.text, node.url]);
}

describe('Markdown as blocks', () => {
  it.each([
    [
      'big words after a short sentence',
      `${'a '.repeat(10)}end. ${['x', 'y'].map((c) => c.repeat(1_400)).join(' ')} ${'z'.repeat(2_800)}`,
    ],
    [
      'an address that is longer than a message once it is escaped',
      `[x](https://a.example/?${'&'.repeat(1_500)})`,
    ],
  ])('keeps each message within the limits: %s', (_, markdown) => {
    for (const message of renderMarkdown(markdown)) expectSendable(message);
  });

  it.each([
    ['a heading', '## Costs', 'header'],
    ['a small heading', '#### Costs', 'rich_text_section'],
    ['a paragraph', 'Costs', 'rich_text_section'],
    ['a list', '- a\n- b', 'rich_text_list'],
    ['a quotation', '> a', 'rich_text_quote'],
    ['code', '```ts\na\n```', 'rich_text_preformatted'],
    ['code that is never closed', '```ts\na', 'rich_text_preformatted'],
    ['a table', '| a |\n|---|\n| b |', 'table'],
    ['a rule', 'a\n\n---', 'divider'],
  ])('%s is native', (_, markdown, type) => {
    expect(nodes(markdown, type)).toHaveLength(1);
  });

  it('keeps the styles of text', () => {
    const [section] = nodes('**b** _i_ ~~s~~ `c` ***both***', 'rich_text_section');
    expect(section?.elements).toEqual([
      { type: 'text', text: 'b', style: { bold: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'i', style: { italic: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 's', style: { strike: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'c', style: { code: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'both', style: { italic: true, bold: true } },
    ]);
  });

  it('nests lists, and marks tasks', () => {
    const lists = nodes('- a\n  - b\n    1. c\n- [x] d\n- [ ] e', 'rich_text_list');
    expect(lists.map((list) => [list.style, list.indent])).toEqual([
      ['bullet', 0],
      ['bullet', 1],
      ['ordered', 2],
      ['bullet', 0],
    ]);
    expect(visibleText(blocksOf('- [x] d\n- [ ] e'))).toMatch(/☑ d\n☐ e/);
  });

  it('keeps the numbers of a list that goes on after a break', () => {
    expect(visibleText(blocksOf('1. a\n\n   ```\n   code\n   ```\n2. b\n3. c'))).toMatch(
      /1\. a[\s\S]*code[\s\S]*2\. b\n3\. c/,
    );
    expect(visibleText(blocksOf('7. a\n8. b'))).toContain('7. a\n8. b');
    expect(toPlainText('7. a\n8. b')).toBe('7. a\n8. b');
  });

  it('fills empty cells and short rows', () => {
    const [table] = nodes('| a | b |\n|---|--:|\n| 1 |\n| | 2 |', 'table');
    const rows = Array.isArray(table?.rows) ? table.rows : [];
    expect(
      rows.map((row: unknown) => [...walk(row)].flatMap((n) => (n.type === 'text' ? [n.text] : []))),
    ).toEqual([
      ['a', 'b'],
      ['1', '–'],
      ['–', '2'],
    ]);
  });

  it('splits a long table by rows, each piece with the header', () => {
    const rows = Array.from({ length: 250 }, (_, n) => `| row${n} | ${'value '.repeat(5)} |`);
    const messages = renderMarkdown(`| Name | Words |\n|---|---|\n${rows.join('\n')}`);
    expect(messages.length).toBeGreaterThan(2);
    for (const message of messages) {
      expectSendable(message);
      expect(visibleText(message.blocks)).toMatch(/^\s*Name\s+Words/);
    }
  });

  it('puts one table into a message', () => {
    const table = '| a |\n|---|\n| b |';
    expect(renderMarkdown(`${table}\n\ntext\n\n${table}`)).toHaveLength(2);
  });

  it('shows a table that is too wide as records', () => {
    const line = (text: string) => `| ${Array.from({ length: 25 }, (_, n) => `${text}${n}`).join(' | ')} |`;
    const blocks = blocksOf(`${line('h')}\n${line('---').replace(/\d/g, '')}\n${line('v')}`);
    expect(blocks.map((block) => block.type)).toEqual(['rich_text']);
    expect(visibleText(blocks)).toContain('h24: v24');
  });

  it('opens and closes the fence of each piece of long code', () => {
    const code = Array.from({ length: 400 }, (_, n) => `const value${n} = compute(${n});`).join('\n');
    const messages = renderMarkdown(`\`\`\`ts\n${code}\n\`\`\``);
    expect(messages.length).toBeGreaterThan(3);
    for (const { text } of messages) expect(text).toMatch(/^```\n[\s\S]*\n```$/);
    const all = messages.map(({ text }) => text).join('\n\n');
    expect(all.replaceAll('\n```\n\n```\n', '\n')).toBe(`\`\`\`\n${code}\n\`\`\``);
  });

  it('parts a long paragraph at a sentence', () => {
    const messages = renderMarkdown('This is one sentence of it. '.repeat(400));
    for (const { text } of messages) expect(text).toMatch(/^This[\s\S]*it\.$/);
  });

  it('keeps a heading with what follows it', () => {
    const messages = renderMarkdown(
      `${'A line of words. '.repeat(170)}\n\n# Next\n\n${'More words here. '.repeat(100)}`,
    );
    expect(messages.map(({ text }) => text.split('\n')[0]?.slice(0, 6))).toEqual(['A line', 'Next']);
  });

  it('shows a text that no parser can nest as it is written', () => {
    const deep = '> '.repeat(3_000);
    for (const message of renderMarkdown(`${deep}words`)) expectSendable(message);
    expect(
      missingWords(
        'words',
        renderMarkdown(`${deep}words`)
          .map((m) => visibleText(m.blocks))
          .join(''),
      ),
    ).toEqual([]);
  });

  it('has nothing to show for nothing', () => {
    expect(renderMarkdown(' \n ')).toEqual([]);
  });
});

describe('links', () => {
  it.each([
    ['[docs](https://docs.example/a)', [['docs', 'https://docs.example/a']]],
    ['<https://docs.example/a>', [['https://docs.example/a', 'https://docs.example/a']]],
    ['[docs.example](https://docs.example/a)', [['docs.example', 'https://docs.example/a']]],
    ['[www.docs.example](https://docs.example)', [['www.docs.example', 'https://docs.example/']]],
    ['[bank.example](https://evil.example/x)', [['https://evil.example/x', 'https://evil.example/x']]],
    ['[https://bank.example](https://evil.example)', [['https://evil.example/', 'https://evil.example/']]],
    ['[log in at bank.example](https://evil.example)', [['https://evil.example/', 'https://evil.example/']]],
    ['[bаnk.example](https://evil.example)', [['https://evil.example/', 'https://evil.example/']]],
    ['[bank\u200b.example](https://evil.example)', [['https://evil.example/', 'https://evil.example/']]],
    ['[1.2.3.4](https://evil.example)', [['https://evil.example/', 'https://evil.example/']]],
    ['[pay](https://bank.example@evil.example/)', [['pay', 'https://evil.example/']]],
    ['[Read.me.md](https://docs.example/r)', [['https://docs.example/r', 'https://docs.example/r']]],
    ['mail@docs.example', [['mail@docs.example', 'mailto:mail@docs.example']]],
    ['![plan](https://img.example/p.png)', [['plan', 'https://img.example/p.png']]],
    ['[x](javascript:alert(1))', []],
    ['[x](data:text/html,a)', []],
    ['[x](slack://open)', []],
    ['[x](../docs/a)', []],
    [`[x](https://long.example/${'a'.repeat(3_000)})`, []],
  ])('%s leads where it says', (markdown, wanted) => {
    expect(links(markdown)).toEqual(wanted);
  });

  it('are followed by their address in the text', () => {
    expect(toPlainText('[docs](https://docs.example/a) and https://docs.example/b')).toBe(
      'docs (https://docs.example/a) and https://docs.example/b',
    );
  });
});

describe('mentions', () => {
  const places = [
    '%',
    '# %',
    '- %',
    '> %',
    '`%`',
    '```\n%\n```',
    '| % |\n|---|\n| % |',
    '[%](https://a.example)',
    '**%**',
  ];

  it.each(MENTIONS)('%s is never live', (mention) => {
    for (const place of places) {
      for (const message of renderMarkdown(place.replaceAll('%', mention.replaceAll('|', '\\|'))))
        expectSendable(message);
    }
  });

  it('a split between two styles makes none', () => {
    for (const message of renderMarkdown('@**here** <**!channel**>')) expectSendable(message);
  });
});
