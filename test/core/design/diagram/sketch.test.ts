import { describe, expect, it } from 'vitest';
import { sketchOf } from '../../../../src/core/design/diagram/build-scene.ts';
import type { Drawing } from '../../../../src/core/design/diagram/drawing.ts';
import type { DesignModel } from '../../../../src/core/design/document.ts';
import { links, node } from './model-parts.ts';
import { shop, system } from './systems.ts';

const sketch = (model: DesignModel, more: Partial<Drawing> = {}) =>
  sketchOf({ name: 'diagram', title: 'Test', profile: 'compact', model, ...more });

const names = (model: DesignModel, more: Partial<Drawing> = {}) =>
  sketch(model, more).nodes.map(({ name }) => name);

describe('the compact picture', () => {
  it('shows a store of one service inside it, and contexts not at all', () => {
    const { nodes, groups } = sketch(shop);
    expect(groups).toEqual([]);
    expect(nodes.map(({ name }) => name)).not.toContain('Order DB');
    expect(nodes.find(({ name }) => name === 'Order Service')?.chips).toEqual([
      { kind: 'database', text: 'PostgreSQL 16', tone: 'plain' },
    ]);
  });

  it('keeps a store that two services share, and one that feeds a broker', () => {
    const model: DesignModel = {
      contexts: [],
      nodes: [
        node(['a', 'service', 'A']),
        node(['b', 'service', 'B']),
        node(['shared', 'cache', 'Shared']),
        node(['source', 'database', 'Source']),
        node(['bus', 'broker', 'Bus']),
      ],
      links: links('a - shared\nb - shared\na - source\nsource ~> bus RowChanged'),
    };
    expect(names(model)).toEqual(['A', 'B', 'Shared', 'Source', 'Bus']);
  });

  it('keeps a store that one service owns and another one reads', () => {
    const model: DesignModel = {
      contexts: [],
      nodes: [
        node(['a', 'service', 'A'], { owns: ['db'] }),
        node(['b', 'service', 'B']),
        node(['db', 'database', 'DB']),
      ],
      links: links('b - db'),
    };
    const { nodes, edges } = sketch(model);
    expect(nodes.map(({ name }) => name)).toEqual(['A', 'B', 'DB']);
    expect(edges.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ['n1', 'n2', 'data'],
      ['n0', 'n2', 'data'],
    ]);
  });

  it('folds a store that is owned but named in no link', () => {
    const model: DesignModel = {
      contexts: [],
      nodes: [node(['a', 'service', 'A'], { owns: ['db', 'orders'] }), node(['db', 'database', 'Orders DB'])],
      links: [],
    };
    expect(sketch(model).nodes.map(({ name, chips }) => [name, chips.map(({ text }) => text)])).toEqual([
      ['A', ['Orders DB']],
    ]);
  });

  it('lists what runs between the same two parts on one line', () => {
    const { edges } = sketch(system('crowded').model);
    const calls = edges.find(({ from, to, kind }) => from === 'n0' && to === 'n1' && kind === 'sync');
    expect(calls?.lines).toHaveLength(5);
    expect(edges.filter(({ from, to }) => from === 'n0' && to === 'n1')).toHaveLength(2);
  });

  it('names the event of a link, and the protocol only where somebody waits', () => {
    const model: DesignModel = {
      contexts: [],
      nodes: [node(['a', 'service', 'A']), node(['b', 'service', 'B'])],
      links: [
        { from: 'a', to: 'b', kind: 'sync', protocol: 'REST', label: 'place order' },
        { from: 'a', to: 'b', kind: 'async', protocol: 'AMQP', label: 'orders', event: 'OrderPlaced' },
        { from: 'b', to: 'a', kind: 'sync', protocol: 'gRPC', label: 'gRPC: stock' },
      ],
    };
    expect(sketch(model).edges.map(({ lines }) => lines)).toEqual([
      ['place order · REST'],
      ['OrderPlaced'],
      ['gRPC: stock'],
    ]);
  });
});

describe('the full picture', () => {
  it('shows every part in its context', () => {
    const { nodes, groups } = sketch(shop, { profile: 'full' });
    expect(nodes).toHaveLength(shop.nodes.length);
    expect(groups.map(({ name }) => name)).toEqual(shop.contexts.map(({ name }) => name));
  });

  it('shows no context without parts', () => {
    const model = { ...shop, contexts: [...shop.contexts, { id: 'empty', name: 'Empty' }] };
    expect(sketch(model, { profile: 'full' }).groups.map(({ name }) => name)).not.toContain('Empty');
  });
});

describe('what stands out', () => {
  it('is what is new, where other parts exist already', () => {
    const { nodes, edges } = sketch(system('shop-existing').model);
    const tone = (name: string) => nodes.find((each) => each.name === name)?.tone;
    expect([tone('API Gateway'), tone('Order Service')]).toEqual(['calm', 'new']);
    expect(edges.filter(({ tone }) => tone === 'calm').length).toBeGreaterThan(0);
  });

  it('is nothing, where everything is new', () => {
    expect(new Set(sketch(shop).nodes.map(({ tone }) => tone))).toEqual(new Set(['plain']));
  });

  it('is what a version changed, down to the store inside a card', () => {
    const { model, marks = { nodes: {}, links: {} } } = system('shop-changed');
    const { nodes, edges } = sketch(model, { marks });
    const part = (name: string) => nodes.find((each) => each.name === name);
    expect(part('Refund Service')?.tone).toBe('added');
    expect(part('Notification Service')?.tone).toBe('removed');
    expect(part('Payment Service')?.tone).toBe('plain');
    expect(part('Payment Service')?.chips.map(({ tone }) => tone)).toEqual(['changed']);
    expect(edges.filter(({ tone }) => tone === 'removed')).toHaveLength(2);
  });

  it('is not a part that is named like a member of every object', () => {
    const model: DesignModel = { contexts: [], nodes: [node(['toString', 'service', 'A'])], links: [] };
    expect(sketch(model, { marks: { nodes: {}, links: {} } }).nodes[0]?.tone).toBe('plain');
  });
});

describe('the overview', () => {
  const { model } = system('hundred');

  it('has one box for each context with what it holds, and what is in none as itself', () => {
    const { nodes } = sketch(model, { view: { kind: 'overview' } });
    expect(nodes.filter(({ kind }) => kind === 'context')).toHaveLength(12);
    expect(nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Ordering', 'Kafka', 'API gateway']),
    );
    expect(nodes.find(({ name }) => name === 'Ordering')?.details).toContain('1 database');
  });

  it('draws one line for all that runs between two contexts, and none inside one', () => {
    const { edges } = sketch(model, { view: { kind: 'overview' }, profile: 'full' });
    const keys = edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(edges.every(({ from, to }) => from !== to)).toBe(true);
    expect(edges.find(({ kind }) => kind === 'async')?.lines.length).toBeGreaterThan(0);
  });

  it('gathers many parts of no context by their kind', () => {
    const loose = {
      contexts: [],
      nodes: Array.from({ length: 70 }, (_, i) => node([`s${i}`, 'service', `S${i}`])),
      links: [],
    };
    expect(names(loose, { view: { kind: 'overview' } })).toEqual(['Other services']);
  });

  it('marks the context in which a version changed something, and names what', () => {
    const marks = { nodes: { 'c0-2': 'added' as const }, links: {} };
    const { nodes } = sketch(model, { view: { kind: 'overview' }, marks });
    const ordering = nodes.find(({ name }) => name === 'Ordering');
    expect(ordering?.tone).toBe('changed');
    expect(ordering?.chips.map(({ tone }) => tone)).toEqual(['added']);
  });
});

describe('the picture of one context', () => {
  it('shows its parts, and its neighbours greyed', () => {
    const { nodes, edges } = sketch(shop, { view: { kind: 'context', id: 'ordering' }, profile: 'full' });
    const toneOf = Object.fromEntries(nodes.map(({ name, tone }) => [name, tone]));
    expect(toneOf).toEqual({
      'API Gateway': 'faint',
      'Order Service': 'plain',
      'Order DB': 'plain',
      'Product Service': 'faint',
      Kafka: 'faint',
    });
    expect(edges).toHaveLength(5);
  });

  it('shows what is in no context', () => {
    const { nodes } = sketch(shop, { view: { kind: 'context', id: null }, profile: 'full' });
    expect(nodes.filter(({ tone }) => tone === 'plain').map(({ name }) => name)).toEqual([
      'Web & mobile apps',
      'Kafka',
      'Payment provider',
      'Email / SMS',
    ]);
  });
});
