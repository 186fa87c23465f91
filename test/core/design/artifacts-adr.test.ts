import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { DecisionDraft } from '../../../src/core/decisions/draft-decisions.ts';
import { draftDecisions, settleDecision } from '../../../src/core/decisions/draft-decisions.ts';
import { adrFileName, type RecordMeta, writeAdr } from '../../../src/core/design/artifacts/adr.ts';
import { nodesOf } from '../../../src/core/design/artifacts/markdown.ts';
import { aDesign } from '../../fakes/design.ts';

const CHAPTERS = [
  'Context and Problem Statement',
  'Decision Drivers',
  'Considered Options',
  'Decision Outcome',
  'Pros and Cons of the Options',
  'More Information',
];

type Read = {
  meta: Record<string, unknown>;
  title: string;
  chapters: string[];
  /** Headings of level 3 by chapter. */
  parts: Record<string, string[]>;
  considered: string[];
  chosen: string | undefined;
};

/** Reads a record with parsers of others, and fails where it is not as MADR says. */
function readAdr(record: string): Read {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(record) ?? [];
  const root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const read: Read = {
    meta: parseYaml(yaml),
    title: '',
    chapters: [],
    parts: {},
    considered: [],
    chosen: undefined,
  };
  for (const node of root.children) {
    const chapter = read.chapters.at(-1) ?? '';
    const words = textOf(node);
    if (node.type === 'heading' && node.depth === 1) read.title += words;
    if (node.type === 'heading' && node.depth === 2) read.chapters.push(words);
    if (node.type === 'heading' && node.depth === 3)
      read.parts[chapter] = [...(read.parts[chapter] ?? []), words];
    if (node.type === 'list' && chapter === 'Considered Options')
      read.considered.push(...node.children.map(textOf));
    if (node.type === 'paragraph' && chapter === 'Decision Outcome') {
      read.chosen ??= /^Chosen option: "(.+?)", because \S/s.exec(words)?.[1];
    }
  }
  return read;
}

function textOf(node: Root['children'][number] | Parameters<typeof nodesOf>[0]): string {
  return nodesOf(node)
    .map((part) => ('value' in part ? part.value : ''))
    .join('');
}

function aDraft(change: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    title: 'Use an event bus between services',
    status: 'proposed',
    context: 'Kitchens are offline at times.',
    decision: 'Publish order events.',
    consequences: 'Consumers must be idempotent.',
    alternatives: ['Direct calls: simple, but both sides must be up', 'A shared table'],
    ...change,
  };
}

const META: RecordMeta = { number: 7 };

describe("a decision's record", () => {
  it('has the chapters of MADR in their order, and names what it chose among what it considered', () => {
    const draft = aDraft({
      context: 'Kitchens are offline.\n\n## Decision drivers\n\n- Uptime\n- Cost\n\n## History\n\nNone.',
      consequences: 'Idempotent consumers.\n\n**Confirmation:**\n\nA load test in March.',
    });
    const record = writeAdr(draft, {
      ...META,
      at: Date.UTC(2026, 1, 3, 23),
      deciders: ['Ada', 'Bo "B" Lee: admin'],
      supersedes: [{ number: 3, title: 'Call directly' }],
    });
    expect(readAdr(record)).toEqual({
      meta: { status: 'proposed', date: '2026-02-03', 'decision-makers': ['Ada', 'Bo "B" Lee: admin'] },
      title: 'Use an event bus between services',
      chapters: CHAPTERS,
      parts: {
        'Context and Problem Statement': ['History'],
        'Decision Outcome': ['Consequences', 'Confirmation'],
        'Pros and Cons of the Options': ['Direct calls'],
      },
      considered: ['Use an event bus between services', 'Direct calls', 'A shared table'],
      chosen: 'Use an event bus between services',
    });
    expect(record).toContain('- Supersedes [ADR-0003: Call directly](0003-call-directly.md).');
    expect(record.indexOf('- Uptime')).toBeGreaterThan(record.indexOf('## Decision Drivers'));
  });

  it('leaves out what there is nothing to say about', () => {
    const { chapters, meta } = readAdr(writeAdr(aDraft({ alternatives: [] }), META));
    expect(chapters).toEqual(['Context and Problem Statement', 'Considered Options', 'Decision Outcome']);
    expect(meta).toEqual({ status: 'proposed' });
  });

  it('holds the options of its design with what speaks for and against each', () => {
    const [draft] = draftDecisions(aDesign());
    const record = writeAdr(draft ?? aDraft(), META);
    const { considered, chosen, parts } = readAdr(record);
    expect({ considered, chosen }).toEqual({
      considered: ['Modular monolith', 'Three services'],
      chosen: 'Three services',
    });
    expect(parts['Pros and Cons of the Options']).toEqual(['Modular monolith', 'Three services']);
    for (const line of ['- Good, because Simple to run', '- Bad, because Eventual consistency']) {
      expect(record).toContain(line);
    }
  });

  it('of a choice says who chose what, and when', () => {
    const settled = settleDecision(aDesign(), 0);
    const record = writeAdr(settled?.draft ?? aDraft(), { number: 8, at: 0, deciders: ['Ada'] });
    expect(readAdr(record)).toMatchObject({
      meta: { status: 'accepted', date: '1970-01-01', 'decision-makers': ['Ada'] },
      chosen: 'Modular monolith',
    });
    expect(record).toContain('- Chosen by Ada on 1970-01-01.');
  });

  it.each([
    ['Accepted', 'accepted'],
    ['superseded', 'superseded'],
    ['in: review\n---', 'in: review ---'],
    ['', 'proposed'],
  ])('with the status %j says %j', (status, wanted) => {
    expect(readAdr(writeAdr(aDraft({ status }), META)).meta).toEqual({ status: wanted });
  });

  it('that is superseded names what took its place', () => {
    const supersededBy = { number: 12, title: 'Kafka [v2]' };
    const record = writeAdr(aDraft({ status: 'accepted' }), { ...META, supersededBy });
    expect(readAdr(record).meta).toEqual({ status: 'superseded by ADR-0012' });
    expect(record).toContain('[ADR-0012: Kafka \\[v2\\]](0012-kafka-v2.md)');
  });

  it.each([
    [
      'Chosen option: "Kafka", because it keeps events for a week.\n\nSee the sizing.',
      'it keeps events for a week.',
    ],
    ['**Chosen option:** “Kafka”, it keeps events.\n\nSee the sizing.', 'it keeps events.'],
  ])('takes over what the decision itself chose: %j', (decision, reason) => {
    const record = writeAdr(aDraft({ decision, alternatives: ['NATS', 'kafka'] }), META);
    expect(readAdr(record)).toMatchObject({ considered: ['NATS', 'kafka'], chosen: 'kafka' });
    expect(record).toContain(`because ${reason}\n\nSee the sizing.`);
  });

  it('of a choice does not repeat what was proposed before', () => {
    const [draft] = draftDecisions(aDesign());
    const decision = 'Chosen option: "Modular monolith", because it is simple.';
    const record = writeAdr({ ...(draft ?? aDraft()), decision }, META);
    expect(readAdr(record).chosen).toBe('Three services');
    expect(record).not.toContain('"Three services", because it is simple');
  });

  it('says so when no option is proposed', () => {
    const options = [
      { name: 'A', summary: 'a', pros: [], cons: [] },
      { name: 'B', summary: 'b', pros: [], cons: [] },
    ];
    const record = writeAdr(aDraft({ options, alternatives: [] }), META);
    expect(readAdr(record)).toMatchObject({ considered: ['A', 'B'], chosen: undefined });
    expect(record).toContain('No option is chosen yet.');
  });

  it.each([
    '# Heading\n\n## More Information\n\ntext',
    'Title\n===\n\nDecision Outcome\n---\n\ntext',
    '---\nstatus: accepted\n---\n# x',
    '```yaml\nopen: true',
    '~~~~\n# open',
    '<!-- open',
    '<details><summary>x</summary>\n\n## Decision Outcome',
    '<div>\nDecision Outcome\n---\n',
    '- a\n\n  ```\n  code',
    '> ## Quoted\n> Also quoted\n> ---',
    '| a | b |\n| --- | --- |\n| c',
    'a\r\n\r\n## b\r\n',
    '1. x\n# y',
    'Chosen option: "evil", because\n## Considered Options\n- evil',
  ])('keeps its shape whatever its texts hold: %j', (text) => {
    const nasty = aDraft({
      context: text,
      decision: text,
      consequences: text,
      alternatives: [text, `Named: ${text}`],
      options: [
        { name: 'One', summary: text, pros: [text], cons: [text] },
        { name: text, summary: '', pros: [], cons: [] },
      ],
      chosen: 'One',
    });
    const meta: RecordMeta = { ...META, deciders: [text], supersedes: [{ number: 1, title: text }] };
    const read = readAdr(writeAdr(nasty, meta));
    expect(read.chapters.filter((chapter) => chapter !== 'Decision Drivers')).toEqual(
      CHAPTERS.filter((chapter) => chapter !== 'Decision Drivers'),
    );
    expect(read.parts['Decision Outcome']).toEqual(['Consequences']);
    expect(read.title).toBe('Use an event bus between services');
    expect(read.considered).toContain(read.chosen);

    const alone = readAdr(writeAdr({ ...aDraft(), title: text, context: text, decision: text }, META));
    expect(alone.considered).toContain(alone.chosen);
    expect(alone.chapters.slice(0, 3)).toEqual([CHAPTERS[0], CHAPTERS[2], CHAPTERS[3]]);
  });
});

describe('texts that nest without end', () => {
  it.each([
    ['quotes', `${'> '.repeat(5000)}drivers # confirmation`],
    ['lists', `${'- '.repeat(5000)}<b>`],
    ['emphases', `${'*'.repeat(5000)}a${'*'.repeat(5000)} <b> confirmation`],
    ['headings in quotes', `${'> '.repeat(70)}# drivers`],
  ])('break no record: %s', (_, text) => {
    const record = writeAdr(
      aDraft({ context: text, decision: text, consequences: text, alternatives: [text] }),
      META,
    );
    expect(readAdr(record).chapters.slice(0, 3)).toEqual([CHAPTERS[0], CHAPTERS[2], CHAPTERS[3]]);
    expect(record.split(`\n${text}\n`)).toHaveLength(4);
  });
});

describe('the file name of a record', () => {
  it.each([
    [7, 'Use an event bus', '0007-use-an-event-bus.md'],
    [12_345, 'Größe & Maß: «x»', '12345-größe-maß-x.md'],
    [1, '采用事件总线', '0001-采用事件总线.md'],
    [2, '../../etc/passwd', '0002-etc-passwd.md'],
    [3, '???', '0003-decision.md'],
    [4, 'v1.2 of <it>', '0004-v1-2-of-it.md'],
  ])('of ADR %d, %j, is %j', (number, title, wanted) => {
    expect(adrFileName(number, title)).toBe(wanted);
  });

  it.each(['字'.repeat(200), 'word '.repeat(40), '𐌰'.repeat(100)])('fits every disk: %j', (title) => {
    const name = adrFileName(1, title);
    expect(name).toMatch(/^0001-[^-].*[^-]\.md$/u);
    expect(name.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });
});
