import DOMPurify from 'dompurify';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeMermaid } from '../../../src/core/design/artifacts/mermaid.ts';
import { type DesignModel, NODE_KINDS } from '../../../src/core/design/document.ts';
import { HOSTILE_TEXTS, hostileModel } from './hostile-texts.ts';
import { SAMPLE_DESIGN } from './sample-design.ts';

let parse: (source: string) => Promise<unknown>;

beforeAll(async () => {
  // Mermaid's parser calls it, and without a document it has none of its methods.
  Object.assign(DOMPurify, { addHook: () => {}, removeHook: () => {}, sanitize: (text: string) => text });
  const { default: mermaid } = await import('mermaid');
  parse = (source) => mermaid.parse(source);
});

const model = SAMPLE_DESIGN.model ?? { contexts: [], nodes: [], links: [] };

function named(ids: readonly string[]): DesignModel {
  const nodes = ids.map((id) => ({ id, name: id, kind: 'service' as const, owns: [], existing: false }));
  const links = ids.map((id, index) => ({ from: id, to: ids[index - 1] ?? id, kind: 'data' as const }));
  return { contexts: [], nodes, links };
}

describe('the Mermaid source', () => {
  it('is a flowchart to Mermaid itself', async () => {
    await expect(parse(writeMermaid(model))).resolves.toMatchObject({ diagramType: 'flowchart-v2' });
    await expect(parse('flowchart TB\n  a["x')).rejects.toThrow();
  });

  it('is read as it was meant: every node by a name of its own, in its kind', () => {
    const source = writeMermaid(model);
    expect(source).toContain('orders["Orders<br/>Node.js"]:::service');
    expect(source).toContain('orders -.->|"orders.order.placed"| bus');
    expect(source).toContain('orders --- orders_db');
    expect(source).toMatch(/class orders_db existing$/m);
    for (const kind of ['service', 'database', 'broker', 'worker'])
      expect(source.match(new RegExp(`classDef ${kind} `, 'g'))).toHaveLength(1);
    expect(source).not.toContain('classDef gateway');
  });

  it('says what exists only where something is new', () => {
    const nodes = model.nodes.map((node) => ({ ...node, existing: true }));
    expect(writeMermaid({ ...model, nodes })).not.toContain('existing');
  });

  it.each(HOSTILE_TEXTS)('%j in every text of every kind still parses', async (text) => {
    const source = writeMermaid(hostileModel(text));
    await expect(parse(source)).resolves.toMatchObject({ diagramType: 'flowchart-v2' });
    expect(source.match(/:::/g)).toHaveLength(NODE_KINDS.length);
    expect(source).not.toMatch(/click n1 "|<(?!br\/>)/);
  });

  it('words of the grammar can be ids', async () => {
    const words =
      'end graph flowchart subgraph class classDef click style linkStyle default call href direction';
    const ids = [
      ...words.split(' '),
      'o',
      'x',
      'orders',
      'x-ray',
      '1',
      '订单',
      '주문',
      'Orders',
      'orders',
      'v',
      'TB',
    ];
    const source = writeMermaid(named(ids));
    await expect(parse(source)).resolves.toBeTruthy();
    const identifiers = [...source.matchAll(/^ {2}(\S+?)\["/gm)].map(([, identifier]) => identifier);
    expect(new Set(identifiers).size).toBe(new Set(ids).size);
  });

  it('of as large a model as there may be parses, and still says every link', async () => {
    const large = named(Array.from({ length: 200 }, (_, index) => `node ${index}`));
    const source = writeMermaid({ ...large, links: [...large.links, ...large.links, ...large.links] });
    await expect(parse(source)).resolves.toBeTruthy();
    expect(source.match(/ --- /g)).toHaveLength(600);
  });

  it('of an empty model parses', async () => {
    await expect(parse(writeMermaid({ contexts: [], nodes: [], links: [] }))).resolves.toBeTruthy();
  });
});
