import { describe, expect, it } from 'vitest';
import { writeStructurizr } from '../../../src/core/design/artifacts/structurizr.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { HOSTILE_TEXTS, hostileModel } from './hostile-texts.ts';
import { EMPTY_DESIGN, SAMPLE_DESIGN } from './sample-design.ts';

/** The terms of a line as the language reads them: `\"` is the only escape, and the quotes are gone afterwards. */
function termsOf(line: string): string[] {
  return [...line.matchAll(/"((?:\\"|[^"])*)"(?=\s|$)|(\S+)/g)].map(([, quoted, bare]) => {
    if (bare?.includes('"')) throw new Error(`a quote is left open: ${line}`);
    return quoted?.replaceAll('\\"', '"') ?? bare ?? '';
  });
}

type Block = { terms: string[]; lines: Block[] };

/** Nested blocks; throws where the braces do not match. A last term `{` opens one even between quotes. */
function parse(source: string): Block {
  const root: Block = { terms: [], lines: [] };
  const open = [root];
  for (const line of source.split('\n').filter((each) => each.trim() !== '')) {
    const terms = termsOf(line);
    if (terms[0] === '}' || terms.length === 0) {
      open.pop();
      if (open.length === 0) throw new Error('a brace too many');
      continue;
    }
    const block: Block = { terms, lines: [] };
    open.at(-1)?.lines.push(block);
    if (terms.at(-1) === '{') open.push(block);
  }
  if (open.length !== 1) throw new Error('a brace is missing');
  return root;
}

function all(block: Block, word: string): string[][] {
  const own = block.terms.includes(word) ? [block.terms] : [];
  return [...own, ...block.lines.flatMap((line) => all(line, word))];
}

const withModel = (model: Design['model']): Design => ({ ...SAMPLE_DESIGN, model });

describe('the Structurizr workspace', () => {
  it('has a container for each part, in its context, and a relation for each link', () => {
    const root = parse(writeStructurizr(SAMPLE_DESIGN));
    expect(root.lines.map(({ terms }) => terms[0])).toEqual(['workspace']);
    expect(all(root, 'group').map((terms) => terms[1])).toEqual(['Sales', 'Bakery floor']);
    expect(all(root, 'container').filter((terms) => terms[1] === '=')).toEqual([
      [
        'orders',
        '=',
        'container',
        'Orders',
        'Takes orders. Owns order, Orders DB. Port 8080.',
        'Node.js',
        'Service',
      ],
      ['orders_db', '=', 'container', 'Orders DB', '', '', 'Database,Existing'],
      ['oven', '=', 'container', 'Oven plan', 'Owns bake plan.', '', 'Worker'],
      ['bus', '=', 'container', 'Event bus', '', 'NATS', 'Broker'],
    ]);
    expect(all(root, '->')).toEqual([
      ['orders', '->', 'orders_db', 'Reads and writes', '', 'Data'],
      ['orders', '->', 'bus', 'orders.order.placed: when paid', '', 'Async'],
      ['bus', '->', 'oven', 'orders.order.placed', 'NATS', 'Async'],
    ]);
  });

  it('keeps external systems beside the system', () => {
    const nodes = [
      {
        id: 'bank',
        name: 'Bank',
        kind: 'external' as const,
        technology: 'ISO 20022',
        owns: [],
        existing: true,
      },
    ];
    const root = parse(writeStructurizr(withModel({ contexts: [], nodes, links: [] })));
    expect(all(root, 'softwareSystem').at(-1)).toEqual([
      'bank',
      '=',
      'softwareSystem',
      'Bank',
      'ISO 20022',
      'External,Existing',
    ]);
    expect(all(root, 'container').filter((terms) => terms[1] === '=')).toEqual([]);
  });

  it.each(HOSTILE_TEXTS)('%j in every text breaks nothing and loses nothing', (text) => {
    const model = hostileModel(text);
    const source = writeStructurizr({ ...EMPTY_DESIGN, title: text, summary: text, model });
    const root = parse(source);
    const ids = new Set(model.nodes.map((node) => node.id));
    const elements = all(root, '=').filter((terms) => terms[1] === '=');
    expect(elements).toHaveLength(ids.size + 1);
    // The language knows no two elements of one name or identifier, and none without a name.
    expect(new Set(elements.map((terms) => terms[3]?.toLowerCase())).size).toBe(elements.length);
    expect(new Set(elements.map((terms) => terms[0])).size).toBe(elements.length);
    for (const terms of elements) {
      expect(terms[0]).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(terms[3]?.trim()).not.toBe('');
    }
    const relations = all(root, '->').filter((terms) => terms[1] === '->');
    const linked = model.links.filter((link) => ids.has(link.from) && ids.has(link.to));
    expect(relations).toHaveLength(linked.length);
    expect(new Set(relations.map((terms) => terms.slice(0, 4).join('\n'))).size).toBe(relations.length);
    expect(source).not.toMatch(/\$\{|\\(?!")/);
  });

  it('words of the language are never taken for it', () => {
    const source = writeStructurizr({
      ...SAMPLE_DESIGN,
      title: 'extends',
      summary: 'https://example.com/x.json',
    });
    expect(source.split('\n')[0]).toBe('workspace "(extends)" "https://example.com/x.json" {');
  });

  it('of advice without a model is a workspace all the same', () => {
    expect(() => parse(writeStructurizr(EMPTY_DESIGN))).not.toThrow();
  });
});
