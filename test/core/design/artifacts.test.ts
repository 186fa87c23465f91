import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { contractFiles } from '../../../src/core/design/artifacts/contract-files.ts';
import { writeDesignMarkdown } from '../../../src/core/design/artifacts/design-md.ts';
import { safeFileName, uniqueFileNames } from '../../../src/core/design/artifacts/file-names.ts';
import { closeMarkdown, escapeMarkdown, fence, table } from '../../../src/core/design/artifacts/markdown.ts';
import { writeMermaid } from '../../../src/core/design/artifacts/mermaid.ts';
import { nestMarkdown } from '../../../src/core/design/artifacts/nest-markdown.ts';
import { type Design, designSchema } from '../../../src/core/design/document.ts';
import { EMPTY_DESIGN, SAMPLE_DESIGN, textsOf } from './sample-design.ts';

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function headings(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('## '));
}

describe('the written design', () => {
  it('holds everything that the document says', () => {
    expect(designSchema.safeParse(SAMPLE_DESIGN).success).toBe(true);
    const written = writeDesignMarkdown(SAMPLE_DESIGN).replaceAll('\\|', '|');
    for (const text of textsOf(SAMPLE_DESIGN)) expect(written).toContain(text.trim());
  });

  it('is in a sensible order, and leaves out what is empty', () => {
    expect(headings(writeDesignMarkdown(SAMPLE_DESIGN))).toEqual([
      '## Diagram',
      '## Assumptions',
      '## Overview',
      '## Failure modes',
      '## Options',
      '## Services and ownership',
      '## Links and events',
      '## Decisions',
      '## Risks',
      '## Checklist',
      '## Escalations',
      '## Open questions',
      '## Contracts',
    ]);
    expect(writeDesignMarkdown(EMPTY_DESIGN)).toBe(
      '# Nothing to change\n\nThe present structure does the job.\n',
    );
  });

  it.each([
    '```\ncode',
    '~~~~\ncode',
    '- a\n\n  ```\n  code',
    '<!-- open',
    '<script>',
    '<?php',
    '> ```\n> code',
    'text <!--',
  ])('a section that leaves something open (%j) does not swallow what follows', (markdown) => {
    const design: Design = {
      ...EMPTY_DESIGN,
      sections: [
        { heading: 'First', markdown },
        { heading: 'Second', markdown: 'The end.' },
      ],
    };
    const tops = parse(writeDesignMarkdown(design)).children.flatMap((node) =>
      node.type === 'heading' && node.depth === 2
        ? [node.children.map((c) => ('value' in c ? c.value : '')).join('')]
        : [],
    );
    expect(tops).toEqual(['First', 'Second']);
  });

  it('does not repeat a heading that the section begins with', () => {
    const sections = [{ heading: 'Overview', markdown: '## 1. Overview\n\nText' }];
    expect(writeDesignMarkdown({ ...EMPTY_DESIGN, sections })).toContain('## Overview\n\n### 1. Overview');
    const same = [{ heading: 'Overview', markdown: '# overview:\n\nText' }];
    expect(writeDesignMarkdown({ ...EMPTY_DESIGN, sections: same })).toContain('## Overview\n\nText');
  });
});

describe('Markdown of any text', () => {
  it.each([
    'a*b*',
    '__init__',
    'snake_case',
    '[x](y)',
    '<T>',
    '`code`',
    '# one',
    '1. two',
    '- three',
    'a | b',
    '\\',
    '~~x~~',
  ])('escaped, %j reads as it is', (text) => {
    const [node] = parse(escapeMarkdown(text)).children;
    expect(node?.type).toBe('paragraph');
    const words =
      node?.type === 'paragraph' ? node.children.map((c) => ('value' in c ? c.value : '?')).join('') : '';
    expect(words).toBe(text);
  });

  it('a cell keeps its bars and line breaks', () => {
    const rows = [['a | b', 'c\nd', 'e \\| f', 'g \\\\| h', '`i | j`']];
    const [node] = parse(table(['1', '2', '3', '4', '5'], rows)).children;
    if (node?.type !== 'table') throw new Error('no table');
    expect(node.children.map((row) => row.children.length)).toEqual([5, 5]);
  });

  it('a fence is longer than any in its content', () => {
    const [node, ...rest] = parse(fence('a\n````\nb', 'md')).children;
    expect(node).toMatchObject({ type: 'code', lang: 'md', value: 'a\n````\nb' });
    expect(rest).toEqual([]);
  });

  it('that is closed stays as it is', () => {
    for (const text of ['a', '```\na\n```', '- a\n  ```\n  b\n  ```', 'a <b> c', '<!-- a -->']) {
      expect(closeMarkdown(text)).toBe(text);
    }
  });
});

describe('Markdown inside a document', () => {
  it.each([
    ['# A\n\ntext\n\n### B', '### A\n\ntext\n\n##### B'],
    ['#### Low enough', '#### Low enough'],
    ['A\nB\n===\n\nC #\n---', '### A B\n\n#### C \\#'],
    ['> # Quoted', '> ### Quoted'],
    ['- a\n\n  # Listed', '- a\n\n  ### Listed'],
    ['```\n# code', '```\n# code\n```'],
    ['List<String> and <br> and <b>', 'List\\<String> and \\<br> and \\<b>'],
    ['<details>\n\n# Closed\n\n</details>', '<details>\n\n### Closed\n\n</details>'],
    ['a <b>bold</b><br>b', 'a <b>bold</b><br>b'],
    ['<div>\n```\n# code', '\\<div>\n```\n# code\n```'],
    [`${'>'.repeat(60)} # Deep`, `\`\`\`\n${'>'.repeat(60)} # Deep\n\`\`\``],
  ])('%j becomes %j', (markdown, wanted) => {
    expect(nestMarkdown(markdown, 3)).toBe(wanted);
  });
});

describe('the Mermaid picture', () => {
  const model = SAMPLE_DESIGN.model ?? { contexts: [], nodes: [], links: [] };

  it('has every node once, in its context, and every link', () => {
    const lines = writeMermaid(model).split('\n');
    expect(lines[0]).toBe('flowchart TB');
    for (const node of model.nodes)
      expect(
        lines.filter((line) => line.includes(`"${node.name}"`) || line.includes(`"${node.name}<br/>`)),
      ).toHaveLength(1);
    expect(lines.filter((line) => / (?:-->|-\.->|---)/.test(line))).toHaveLength(model.links.length);
    expect(lines.filter((line) => line.trim().startsWith('subgraph'))).toHaveLength(2);
    expect(lines.filter((line) => line.trim() === 'end')).toHaveLength(2);
  });

  it('no name can break out of its label', () => {
    const name = 'a"]; click n1 "javascript:alert(1)" %% <script> `x` #quot; |y| end\n  n9';
    const nasty = { ...model, nodes: model.nodes.map((node) => ({ ...node, name, technology: name })) };
    const nastyText = writeMermaid({
      ...nasty,
      links: [{ from: 'orders', to: 'nowhere "x', kind: 'sync', label: name }],
    });
    for (const line of nastyText.split('\n').slice(1)) {
      expect(line.match(/"/g)?.length ?? 0).toBe(/^\s*(?:end$|class(?:Def)? )/.test(line) ? 0 : 2);
    }
    expect(nastyText).not.toMatch(/<(?!br\/>)|`|javascript:alert\(1\)"/);
  });
});

describe('file names', () => {
  it.each([
    ['orders.yaml', 'orders.yaml'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\api.json', 'api.json'],
    ['a<!channel>b.yaml', 'a-channel-b.yaml'],
    ['.hidden.yaml', 'hidden.yaml'],
    ['con.yaml', '_con.yaml'],
    ['NUL', '_NUL'],
    ['COM¹.yaml', '_COM¹.yaml'],
    ['  spaced out .proto', 'spaced-out.proto'],
    ['订单.yaml', '订单.yaml'],
    ['a\u0000b\nc.yaml', 'a-b-c.yaml'],
    ['..', 'fallback'],
    ['', 'fallback'],
    ['$(rm -rf ~).yaml', 'rm-rf.yaml'],
  ])('%j becomes %j', (name, wanted) => {
    expect(safeFileName(name, 'fallback')).toBe(wanted);
  });

  it('long ones keep their ending', () => {
    const name = safeFileName(`${'长'.repeat(300)}.asyncapi.yaml`, 'x');
    expect(name.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name.endsWith('.yaml')).toBe(true);
  });

  it('that meet get numbers, whatever their case', () => {
    expect(uniqueFileNames(['a.yaml', 'A.yaml', 'a.yaml', 'a-2.yaml'])).toEqual([
      'a.yaml',
      'A-2.yaml',
      'a-3.yaml',
      'a-2-2.yaml',
    ]);
  });

  it('of contracts end as their format does', () => {
    const contracts = [
      { service: 'a', format: 'openapi' as const, filename: 'design.md', content: 'openapi: 3.1.0' },
      { service: 'b', format: 'asyncapi' as const, filename: '/', content: ' {"asyncapi":"3.0.0"}' },
      { service: 'c', format: 'protobuf' as const, filename: 'c', content: '{' },
      { service: 'd', format: 'openapi' as const, filename: 'Design.JSON', content: '{}' },
    ];
    expect(
      contractFiles({ ...EMPTY_DESIGN, contracts }).map(({ name, mediaType }) => [name, mediaType]),
    ).toEqual([
      ['design.md.yaml', 'application/yaml'],
      ['b.asyncapi.json', 'application/json'],
      ['c.proto', 'text/plain'],
      ['Design-2.JSON', 'application/json'],
    ]);
  });
});
