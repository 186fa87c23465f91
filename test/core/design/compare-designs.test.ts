import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { describeChanges } from '../../../src/core/design/artifacts/changes-md.ts';
import { compareDesigns } from '../../../src/core/design/compare/compare-designs.ts';
import type { Design, DesignLink, DesignModel, DesignNode } from '../../../src/core/design/document.ts';
import type { Operation } from '../../../src/core/design/sources/sources.ts';
import { aDesign } from '../../fakes/design.ts';
import { EMPTY_DESIGN, SAMPLE_DESIGN } from './sample-design.ts';

function compare(before: Design, after: Design, operations: [Operation[][], Operation[][]] = [[], []]) {
  return compareDesigns(
    { design: before, operations: operations[0], version: 1 },
    { design: after, operations: operations[1], version: 2 },
  );
}

function aNode(id: string, change: Partial<DesignNode> = {}): DesignNode {
  return { id, name: `The ${id}`, kind: 'service', owns: [], existing: false, ...change };
}

function aModel(
  nodes: DesignNode[],
  links: DesignLink[] = [],
  contexts: DesignModel['contexts'] = [],
): Design {
  return { ...EMPTY_DESIGN, model: { contexts, nodes, links } };
}

function sync(from: string, to: string, change: Partial<DesignLink> = {}): DesignLink {
  return { from, to, kind: 'sync', ...change };
}

const NONE = { nodes: [], links: [], contracts: [], decisions: [], options: [], others: [] };

describe('two versions of a design', () => {
  it.each([
    ['a sample', SAMPLE_DESIGN],
    ['another', aDesign()],
    ['one without a model', EMPTY_DESIGN],
  ])('that say the same have no changes: %s', (_, design) => {
    const changes = compare(design, structuredClone(design));
    expect(changes).toEqual({
      ...NONE,
      from: 1,
      to: 2,
      model: design.model,
      marks: { nodes: {}, links: {} },
    });
    expect(describeChanges(changes)).toEqual([]);
  });

  it('say the same in any order, with other line ends and spaces', () => {
    const reversed = <T>(items: T[]): T[] => [...items].reverse();
    const { model } = SAMPLE_DESIGN;
    const shuffled: Design = {
      ...SAMPLE_DESIGN,
      summary: `${SAMPLE_DESIGN.summary}\r\n`,
      assumptions: reversed(SAMPLE_DESIGN.assumptions),
      sections: reversed(SAMPLE_DESIGN.sections).map((section) => ({
        ...section,
        markdown: section.markdown.replaceAll('\n', ' \r\n'),
      })),
      options: reversed(SAMPLE_DESIGN.options),
      model: model && {
        contexts: reversed(model.contexts),
        nodes: reversed(model.nodes).map((node) => ({ ...node, owns: reversed(node.owns) })),
        links: reversed(model.links),
      },
    };
    expect(compare(SAMPLE_DESIGN, shuffled)).toMatchObject(NONE);
  });

  it('compare the same way each time, and backwards the other way round', () => {
    const after = aDesign({
      title: 'Food delivery for two cities',
      openQuestions: [],
      model: {
        ...(aDesign().model ?? { contexts: [], links: [] }),
        nodes: [aNode('order'), aNode('refund')],
      },
    });
    const forwards = compare(aDesign(), after);
    expect(compare(structuredClone(aDesign()), structuredClone(after))).toEqual(forwards);
    const names = (changes: typeof forwards, mark: string) =>
      changes.nodes.filter((change) => change.mark === mark).map((change) => change.what);
    const backwards = compare(after, aDesign());
    expect(names(backwards, 'removed').sort()).toEqual(names(forwards, 'added').sort());
    expect(names(backwards, 'added').sort()).toEqual(names(forwards, 'removed').sort());
  });
});

describe('the nodes of two versions', () => {
  it('that came, went and changed are told apart, in words', () => {
    const before = aModel([
      aNode('order', { technology: 'Node.js', port: 8080, owns: ['order', 'db'] }),
      aNode('db', { kind: 'database', technology: 'PostgreSQL' }),
      aNode('mail'),
    ]);
    const after = aModel([
      aNode('order', { technology: 'Node.js', port: 8081, owns: ['order', 'refund'], existing: true }),
      aNode('db', { kind: 'database', technology: 'MySQL' }),
      aNode('refund', { technology: 'Go' }),
    ]);
    expect(compare(before, after).nodes).toEqual([
      {
        mark: 'changed',
        what: 'The order',
        detail: 'port: 8080 → 8081; owns: + refund, − The db; exists already',
      },
      { mark: 'changed', what: 'The db', detail: 'technology: PostgreSQL → MySQL' },
      { mark: 'added', what: 'The refund', detail: 'service, Go' },
      { mark: 'removed', what: 'The mail', detail: 'service' },
    ]);
  });

  it('are the same by their name when their ids are given anew, with their links', () => {
    const before = aModel(
      [aNode('n1', { name: 'Orders' }), aNode('n2', { name: 'Payments' })],
      [sync('n1', 'n2', { label: 'pay' })],
    );
    const after = aModel(
      [
        aNode('n1', { name: 'Gateway', kind: 'gateway' }),
        aNode('n2', { name: 'Orders' }),
        aNode('n3', { name: 'Payments' }),
      ],
      [sync('n1', 'n2'), sync('n2', 'n3', { label: 'pay' })],
    );
    const changes = compare(before, after);
    expect(changes.nodes.map(({ mark, what }) => [mark, what])).toEqual([['added', 'Gateway']]);
    expect(changes.links.map(({ mark, what }) => [mark, what])).toEqual([['added', 'Gateway → Orders']]);
    expect(changes.marks).toEqual({ nodes: { n1: 'added' }, links: { 0: 'added' } });
  });

  it('are the same by their id when they get another name', () => {
    const changes = compare(
      aModel([aNode('a', { name: 'Mail' })]),
      aModel([aNode('a', { name: 'Messages' })]),
    );
    expect(changes.nodes).toEqual([{ mark: 'changed', what: 'Messages', detail: 'name: Mail → Messages' }]);
  });

  it('belong to a context by its name, whatever its id', () => {
    const before = aModel([aNode('a', { context: 'x' })], [], [{ id: 'x', name: 'Sales' }]);
    const renumbered = aModel([aNode('a', { context: 'c1' })], [], [{ id: 'c1', name: 'Sales' }]);
    expect(compare(before, renumbered)).toMatchObject(NONE);
    const moved = aModel([aNode('a')], [], []);
    expect(compare(before, moved)).toMatchObject({
      nodes: [{ detail: 'context: Sales → none' }],
      others: [{ mark: 'removed', what: 'Bounded context Sales' }],
    });
  });

  it('own data and not the service of that name', () => {
    const before = aModel([aNode('orders', { owns: ['orders'] })]);
    const after = aModel([aNode('orders', { owns: ['returns'] })]);
    expect(compare(before, after).nodes[0]?.detail).toBe('owns: + returns, − orders');
  });

  it('do not get lost where ids are there twice', () => {
    const before = aModel([aNode('a', { name: 'One' }), aNode('a', { name: 'Two' })]);
    const changes = compare(before, aModel([aNode('a', { name: 'One' })]));
    expect(changes.nodes.map(({ mark, what }) => [mark, what])).toEqual([['removed', 'Two']]);
    expect(changes.model?.nodes.map((node) => node.name)).toEqual(['One', 'Two']);
    expect(new Set(changes.model?.nodes.map((node) => node.id)).size).toBe(2);
  });
});

describe('the links of two versions', () => {
  const nodes = [aNode('a'), aNode('b')];
  const links = (before: DesignLink[], after: DesignLink[]) =>
    compare(aModel(nodes, before), aModel(nodes, after)).links.map(({ mark, detail }) => `${mark} ${detail}`);

  it.each<[string, DesignLink[], DesignLink[], string[]]>([
    [
      'a new event',
      [sync('a', 'b')],
      [sync('a', 'b'), { from: 'a', to: 'b', kind: 'async', event: 'x.y' }],
      ['added x.y, async'],
    ],
    [
      'another protocol',
      [sync('a', 'b', { protocol: 'HTTP' })],
      [sync('a', 'b', { protocol: 'gRPC' })],
      ['changed protocol: HTTP → gRPC'],
    ],
    [
      'another kind',
      [sync('a', 'b', { label: 'pay' })],
      [{ from: 'a', to: 'b', kind: 'async', event: 'paid' }],
      ['changed kind: sync → async; event: none → paid; label: pay → none'],
    ],
    [
      'a named one',
      [sync('a', 'b', { label: 'pay', protocol: 'HTTP' })],
      [sync('a', 'b', { label: 'pay', protocol: 'gRPC' })],
      ['changed pay; protocol: HTTP → gRPC'],
    ],
    [
      'one of two',
      [sync('a', 'b', { label: 'pay' }), sync('a', 'b', { label: 'refund' })],
      [sync('a', 'b', { label: 'refund' })],
      ['removed pay, sync'],
    ],
    ['one of two alike', [sync('a', 'b'), sync('a', 'b')], [sync('a', 'b')], ['removed sync']],
    [
      'other events',
      [
        { from: 'a', to: 'b', kind: 'async', event: 'one' },
        { from: 'a', to: 'b', kind: 'async', event: 'two' },
      ],
      [
        { from: 'a', to: 'b', kind: 'async', event: 'three' },
        { from: 'a', to: 'b', kind: 'async', event: 'one' },
        { from: 'a', to: 'b', kind: 'async', event: 'four' },
      ],
      ['added three, async', 'added four, async', 'removed two, async'],
    ],
    ['the other way', [sync('a', 'b')], [sync('b', 'a')], ['added sync', 'removed sync']],
  ])('%s', (_, before, after, wanted) => {
    expect(links(before, after)).toEqual(wanted);
  });

  it('to nowhere are compared by the id they name', () => {
    const before = aModel(nodes, [sync('a', 'ghost')]);
    expect(compare(before, aModel(nodes, [sync('a', 'ghost')]))).toMatchObject(NONE);
    expect(compare(before, aModel(nodes)).links).toEqual([
      { mark: 'removed', what: 'The a → ghost', detail: 'sync' },
    ]);
  });
});

describe('the merged model', () => {
  it('still has what went away, in its context and with its links, and marks everything', () => {
    const before = aModel(
      [
        aNode('a', { context: 'old' }),
        aNode('gone', { context: 'old', owns: ['db'] }),
        aNode('db', { kind: 'database' }),
      ],
      [sync('a', 'gone', { label: 'ask' }), { from: 'gone', to: 'db', kind: 'data' }],
      [{ id: 'old', name: 'Old world' }],
    );
    const after = aModel(
      [aNode('a', { port: 80 }), aNode('new'), aNode('database', { name: 'The db', kind: 'database' })],
      [sync('a', 'new', { label: 'ask' }), { from: 'new', to: 'database', kind: 'data' }],
    );
    const { model, marks } = compare(before, after);
    expect(model).toEqual({
      contexts: [{ id: 'old', name: 'Old world' }],
      nodes: [...(after.model?.nodes ?? []), aNode('gone', { context: 'old', owns: ['database'] })],
      links: [
        ...(after.model?.links ?? []),
        sync('a', 'gone', { label: 'ask' }),
        { from: 'gone', to: 'database', kind: 'data' },
      ],
    });
    expect(marks).toEqual({
      nodes: { a: 'changed', new: 'added', gone: 'removed' },
      links: { 0: 'added', 1: 'added', 2: 'removed', 3: 'removed' },
    });
  });

  it('gives what went away an id of its own when another thing took it', () => {
    const before = aModel([aNode('x', { name: 'Legacy' }), aNode('y', { name: 'Orders' })], [sync('y', 'x')]);
    const after = aModel([aNode('x', { name: 'Orders' })]);
    const { model, marks } = compare(before, after);
    expect(model?.nodes.map(({ id, name }) => [id, name])).toEqual([
      ['x', 'Orders'],
      ['x-before', 'Legacy'],
    ]);
    expect(model?.links).toEqual([sync('x', 'x-before')]);
    expect(marks).toEqual({ nodes: { 'x-before': 'removed' }, links: { 0: 'removed' } });
  });

  it('is all new, or all gone, where only one version has a model', () => {
    const design = aDesign();
    const came = compare(EMPTY_DESIGN, design);
    expect([...new Set([...Object.values(came.marks.nodes), ...Object.values(came.marks.links)])]).toEqual([
      'added',
    ]);
    const went = compare(design, EMPTY_DESIGN);
    expect(went.model).toEqual(design.model);
    expect(new Set(Object.values(went.marks.nodes))).toEqual(new Set(['removed']));
  });

  it('marks ids that an object has of its own', () => {
    const { marks } = compare(EMPTY_DESIGN, aModel([aNode('__proto__'), aNode('constructor')]));
    expect(Object.entries(marks.nodes)).toEqual([
      ['__proto__', 'added'],
      ['constructor', 'added'],
    ]);
  });
});

describe('the contracts of two versions', () => {
  const op = (id: string, signature = 's', name?: string): Operation => ({
    id,
    signature,
    ...(name ? { name } : {}),
  });
  const contract = (change: Partial<Design['contracts'][number]> = {}): Design['contracts'][number] => ({
    service: 'order',
    format: 'openapi',
    filename: 'order.yaml',
    content: 'openapi: 3.1.0',
    ...change,
  });
  const compareWith = (
    before: [Design['contracts'][number], Operation[]][],
    after: [Design['contracts'][number], Operation[]][],
  ) =>
    compare(
      aDesign({ contracts: before.map(([file]) => file) }),
      aDesign({ contracts: after.map(([file]) => file) }),
      [before.map(([, ops]) => ops), after.map(([, ops]) => ops)],
    ).contracts;

  it('say which operations came, went and changed, and of which service', () => {
    const before = [op('POST /orders'), op('GET /orders/{id}'), op('GET /health', 's', 'health')];
    const after = [op('POST /orders', 'other'), op('GET /health', 's', 'alive'), op('POST /refunds')];
    expect(compareWith([[contract(), before]], [[contract({ content: 'openapi: 3.1.1' }), after]])).toEqual([
      { mark: 'changed', what: 'POST /orders', detail: 'Order service: takes or gives something else' },
      { mark: 'changed', what: 'GET /health', detail: 'Order service: name: health → alive' },
      { mark: 'added', what: 'POST /refunds', detail: 'Order service' },
      { mark: 'removed', what: 'GET /orders/{id}', detail: 'Order service' },
    ]);
  });

  it('say which files came and went, and what is in them', () => {
    const ops = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => op(id));
    const proto = contract({ format: 'protobuf', filename: 'order.proto' });
    expect(compareWith([[contract(), ops]], [[proto, ops.slice(0, 2)]])).toEqual([
      { mark: 'added', what: 'order.proto', detail: 'Protobuf, Order service: a, b' },
      { mark: 'removed', what: 'order.yaml', detail: 'OpenAPI, Order service: a, b, c, d and 2 more' },
    ]);
  });

  it('are the same under another file name', () => {
    expect(compareWith([[contract(), [op('a')]]], [[contract({ filename: 'api.yaml' }), [op('a')]]])).toEqual(
      [{ mark: 'changed', what: 'api.yaml', detail: 'file: order.yaml → api.yaml' }],
    );
  });

  it('with other words and the same operations say so', () => {
    expect(
      compareWith([[contract(), [op('a')]]], [[contract({ content: 'openapi: 3.1.1' }), [op('a')]]]),
    ).toEqual([
      { mark: 'changed', what: 'order.yaml', detail: 'Order service: another text, the same operations' },
    ]);
  });

  it('that can not be read any more do not count as emptied', () => {
    expect(compareWith([[contract(), [op('a')]]], [[contract({ content: '{' }), []]])).toEqual([
      {
        mark: 'changed',
        what: 'order.yaml',
        detail: 'Order service: no operation can be read in it any more',
      },
    ]);
  });
});

describe('the other parts of two versions', () => {
  const [decision] = aDesign().decisions;
  const [monolith, services] = aDesign().options;

  it('say what became of decisions', () => {
    if (!decision) throw new Error('no decision');
    const accepted = { ...decision, status: 'accepted', alternatives: ['Direct calls', 'A shared table'] };
    const after = aDesign({
      decisions: [accepted, { ...decision, title: 'Host it', decision: 'On our own.' }],
    });
    expect(compare(aDesign(), after).decisions).toEqual([
      {
        mark: 'changed',
        what: 'Use an event bus between services',
        detail: 'status: proposed → accepted; alternatives: + A shared table',
      },
      { mark: 'added', what: 'Host it', detail: 'proposed' },
    ]);
  });

  it('say which option is recommended now', () => {
    if (!monolith || !services) throw new Error('no options');
    const after = aDesign({
      options: [
        { ...monolith, recommended: true, cost: 'One machine' },
        { ...services, recommended: false, pros: ['Teams deploy alone', 'Scales'] },
        { ...monolith, name: 'Serverless', summary: 'Functions.' },
      ],
    });
    expect(compare(aDesign(), after).options).toEqual([
      {
        mark: 'changed',
        what: 'Modular monolith',
        detail: 'recommended now; cost: Two machines → One machine',
      },
      { mark: 'changed', what: 'Three services', detail: 'not recommended any more; pros: + Scales' },
      { mark: 'added', what: 'Serverless' },
    ]);
  });

  it('say what else reads differently', () => {
    const after = aDesign({
      title: 'Food delivery for two cities',
      summary: 'Other words.',
      assumptions: ['One region is enough', 'Two cities.'],
      sections: [
        { heading: '1. Problem analysis', markdown: 'Dinner decides.' },
        { heading: 'Rollout', markdown: 'In spring.' },
      ],
      risks: [{ risk: 'Peak load', likelihood: 'low', impact: 'medium', mitigation: 'Queue orders.' }],
      checklist: [{ item: 'Observability', status: 'risk', note: 'Traces throughout.' }],
      openQuestions: [],
    });
    expect(compare(aDesign(), after).others).toEqual([
      {
        mark: 'changed',
        what: 'Title',
        detail: 'title: Food delivery for one city → Food delivery for two cities',
      },
      { mark: 'changed', what: 'Summary', detail: 'summary reworded' },
      { mark: 'added', what: 'Assumption: Two cities.' },
      {
        mark: 'changed',
        what: 'Section “1. Problem analysis”',
        detail: 'text reworded',
      },
      { mark: 'added', what: 'Section “Rollout”' },
      { mark: 'removed', what: 'Section “Recommended solution”' },
      { mark: 'changed', what: 'Risk: Peak load', detail: 'likelihood: high → low' },
      { mark: 'changed', what: 'Checklist: Observability', detail: 'status: ok → risk' },
      { mark: 'removed', what: 'Open question: Who pays refunds?' },
    ]);
  });

  it('do not take opposite signs for the same words', () => {
    const [before, after] = ['Latency < 100 ms', 'Latency > 100 ms'].map((a) =>
      aDesign({ assumptions: [a] }),
    );
    if (!before || !after) throw new Error('no designs');
    expect(compare(before, after).others).toEqual([
      { mark: 'changed', what: 'Assumption: Latency > 100 ms', detail: 'was: Latency < 100 ms' },
    ]);
  });
});

describe('changes as text', () => {
  it('are lists of one level, and names in them are no markup', () => {
    const nasty = '**x** <b> `y` [z](https://evil.example)';
    const before = aModel([aNode('old', { name: nasty })]);
    const chapters = describeChanges(compare(before, aModel([aNode('new', { name: '- item' }), aNode('b')])));
    expect(chapters.map(({ heading }) => heading)).toEqual(['Services and stores']);
    const [list, ...rest] = fromMarkdown(chapters[0]?.markdown ?? '').children;
    expect(rest).toEqual([]);
    if (list?.type !== 'list') throw new Error('no list');
    const lines = list.children.map((item) => {
      const [paragraph, ...more] = item.children;
      if (paragraph?.type !== 'paragraph' || more.length > 0) throw new Error('no single paragraph');
      return paragraph.children.map((part) =>
        part.type === 'strong'
          ? part.children.map((c) => ('value' in c ? c.value : '?')).join('')
          : 'value' in part
            ? part.value
            : '?',
      );
    });
    expect(lines).toEqual([
      ['+ ', '- item', ': service'],
      ['+ ', 'The b', ': service'],
      ['− ', nasty, ': service'],
    ]);
  });
});
