import { describe, expect, it } from 'vitest';
import type { Design, DesignLink } from '../../../src/core/design/document.ts';
import { breaking } from '../../../src/core/digest/sources/breaking.ts';
import { aDesignTurn, aHistory, aModel, type Channel, DAY_MS, day, services, UNTIL } from './a-history.ts';

type Contract = Design['contracts'][number];

/** The orders' contract, with the fields that each of its operations wants. */
function http(operations: Record<string, string[]>, service = 'orders', filename = 'orders.yaml'): Contract {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operation, required] of Object.entries(operations)) {
    const [method = '', path = ''] = operation.split(' ');
    const properties = Object.fromEntries(required.map((name) => [name, { type: 'string' }]));
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
      return { name, in: 'path', required: true, schema: { type: 'string' } };
    });
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        parameters,
        ...(method === 'POST'
          ? {
              requestBody: {
                content: { 'application/json': { schema: { type: 'object', required, properties } } },
              },
            }
          : {}),
        responses: { 200: { description: 'Done' } },
      },
    };
  }
  const content = JSON.stringify({ openapi: '3.1.0', info: { title: service, version: '1.0.0' }, paths });
  return { service, format: 'openapi', filename, content };
}

function events(action: 'send' | 'receive', fields: string[] | null): Contract {
  const required = fields ?? [];
  const properties = Object.fromEntries(required.map((name) => [name, { type: 'string' }]));
  const content = JSON.stringify({
    asyncapi: '3.0.0',
    info: { title: 'Orders', version: '1.0.0' },
    channels: {
      placed: {
        address: 'order.placed',
        messages: { OrderPlaced: { payload: { type: 'object', required, properties } } },
      },
      other: { address: 'order.other', messages: { Other: { payload: { type: 'object' } } } },
    },
    operations: {
      ...(fields ? { orderPlaced: { action, channel: { $ref: '#/channels/placed' } } } : {}),
      other: { action, channel: { $ref: '#/channels/other' } },
    },
  });
  return { service: 'orders', format: 'asyncapi', filename: 'orders.events.yaml', content };
}

const nodes = services('Orders', 'Shop', 'Kitchen', 'Courier');
const sync = (from: string, label?: string): DesignLink => ({
  from,
  to: 'orders',
  kind: 'sync',
  ...(label ? { label } : {}),
});
const called = aModel(nodes, [sync('shop'), sync('kitchen', 'GET /orders/{id}')]);
const BOTH = { 'POST /orders': ['item'], 'GET /orders/{id}': [] };

type Version = { contracts: Contract[]; model?: Design['model']; at?: number; previousTurn?: number };

/** A thread with these versions, one a day; each by the agent of the one before. */
function versions(...all: Version[]): Channel {
  const outcomes = all.map(({ contracts, model = called, at, ...change }, i) => [
    i + 1,
    aDesignTurn({
      design: { title: 'Food', contracts, model },
      version: i + 1,
      at: at ?? day(i + 1),
      ...(i > 0 ? { previousTurn: i } : {}),
      ...change,
    }),
  ]);
  return { threads: [{ outcomes: Object.fromEntries(outcomes) }] };
}

const find = (...all: Version[]) => breaking.items(aHistory(versions(...all)));
const one = (contract: Contract, model: Design['model'] = called): Version => ({
  contracts: [contract],
  model,
});

describe('a contract that breaks its callers', () => {
  it('is one whose operation is gone, with who calls it', async () => {
    expect(await find(one(http(BOTH)), one(http({ 'GET /orders/{id}': [] })))).toEqual([
      {
        key: 'breaking:T1:2:orders/POST /orders',
        title: 'POST /orders is gone from Orders, and Shop uses it',
        detail: 'since version 2 of “Food”',
        at: day(2),
        threadId: 'T1',
        turn: 2,
      },
    ]);
  });

  it.each<[string, Contract, Contract, Design['model'], string]>([
    [
      'wants something more',
      http({ 'POST /orders': ['item'] }),
      http({ 'POST /orders': ['item', 'customer'] }),
      called,
      'POST /orders of Orders changed in a way that breaks Shop',
    ],
    [
      'is called by several',
      http(BOTH),
      http({ 'POST /orders': ['item'] }),
      called,
      'GET /orders/{id} is gone from Orders, and Kitchen and Shop use it',
    ],
    [
      'is a message that is sent without a field, whose consumers are behind a broker',
      events('send', ['item', 'price']),
      events('send', ['item']),
      aModel(
        [...nodes, { id: 'bus', name: 'Bus', kind: 'broker', owns: [], existing: false }],
        [
          { from: 'orders', to: 'bus', kind: 'async', event: 'order.placed.v1, order.other' },
          { from: 'bus', to: 'kitchen', kind: 'async', event: 'OrderPlaced' },
          { from: 'bus', to: 'courier', kind: 'async', event: 'order.other' },
        ],
      ),
      'send order.placed of Orders changed in a way that breaks Kitchen',
    ],
    [
      'is a message that is heard no more, whose producer sends it straight',
      events('receive', ['item']),
      events('receive', null),
      aModel(nodes, [{ from: 'shop', to: 'orders', kind: 'async', event: 'order.placed' }]),
      'receive order.placed is gone from Orders, and Shop uses it',
    ],
  ])('is one whose operation %s', async (_, before, after, model, title) => {
    const items = await find(one(before, model), one(after, model));
    expect(items.map((item) => item.title)).toEqual([title]);
  });

  it('says what callers have to follow', async () => {
    const [item] = await find(
      one(http({ 'POST /orders': ['item'] })),
      one(http({ 'POST /orders': ['item', 'customer'] })),
    );
    expect(item?.detail).toBe('since version 2 of “Food” · “body.customer” is required now');
  });

  it('is told though the ids of the model and the names of files and parameters changed', async () => {
    const renamed = aModel(
      [
        { id: 'svc-1', name: 'Orders', kind: 'service', owns: [], existing: false },
        { id: 'svc-2', name: 'Shop', kind: 'service', owns: [], existing: false },
      ],
      [{ from: 'svc-2', to: 'svc-1', kind: 'sync' }],
    );
    const later = http({ 'GET /orders/{orderId}': [] }, 'svc-1', 'order-service.yaml');
    const items = await find(one(http(BOTH)), one(later, renamed));
    expect(items.map((item) => item.key)).toEqual(['breaking:T1:2:orders/POST /orders']);
  });

  it('is one item where many of its operations got another path', async () => {
    const paths = ['a', 'b', 'c', 'd', 'e'];
    const under = (prefix: string) =>
      http(Object.fromEntries(paths.map((path) => [`GET /${prefix}/${path}`, []])));
    const items = await find(one(under('v1')), one(under('v2')));
    expect(items).toEqual([
      expect.objectContaining({
        key: 'breaking:T1:2:orders/5',
        title: '5 operations of Orders changed or are gone, which breaks Shop',
        detail: expect.stringMatching(
          /^since version 2 of “Food” · GET \/v1\/a is gone · GET \/v1\/b is gone/,
        ),
      }),
    ]);
  });

  it('is one item for each service where a version broke a lot', async () => {
    const shopToo = aModel(nodes, [...called.links, { from: 'courier', to: 'shop', kind: 'sync' }]);
    const both = (prefix: string): Version => ({
      contracts: [
        http({ [`GET /${prefix}/a`]: [], [`GET /${prefix}/b`]: [], [`GET /${prefix}/c`]: [] }),
        http({ [`GET /${prefix}/d`]: [], [`GET /${prefix}/e`]: [] }, 'shop', 'shop.yaml'),
      ],
      model: shopToo,
    });
    expect((await find(both('v1'), both('v2'))).map(({ title }) => title)).toEqual([
      '3 operations of Orders changed or are gone, which breaks Shop',
      '2 operations of Shop changed or are gone, which breaks Courier',
    ]);
  });

  it('is told of the version that broke it, however many came since', async () => {
    const gone = one(http({ 'GET /orders/{id}': [] }));
    const more = one(http({ 'GET /orders/{id}': [], 'GET /orders': [] }));
    const items = await find(one(http(BOTH)), gone, more, more);
    expect(items.map(({ at, turn }) => [at, turn])).toEqual([[day(2), 2]]);
  });

  it('is open from before when it is older', async () => {
    const [item] = await find(
      { ...one(http(BOTH)), at: UNTIL - 12 * DAY_MS },
      { ...one(http({ 'GET /orders/{id}': [] })), at: UNTIL - 10 * DAY_MS },
    );
    expect(item?.at).toBe(UNTIL - 10 * DAY_MS);
  });
});

describe('a contract does not break its callers', () => {
  const gone = http({ 'GET /orders/{id}': [] });
  const broken = {
    service: 'orders',
    format: 'openapi',
    filename: 'orders.yaml',
    content: 'openapi: 3.1.0\npaths: [',
  } as const;

  it.each<[string, Version[]]>([
    ['in its first version', [one(http(BOTH))]],
    ['when it stays as it is', [one(http(BOTH)), one(http(BOTH))]],
    ['when nobody calls its service', [one(http(BOTH)), one(gone, aModel(nodes, []))]],
    [
      'when callers name other operations',
      [one(http(BOTH)), one(gone, aModel(nodes, [sync('kitchen', 'GET /orders/{id}')]))],
    ],
    ['by an operation more', [one(gone), one(http(BOTH))]],
    [
      'by a field that may be left out',
      [
        one(http({ 'POST /orders': ['item'] })),
        one({
          ...http({ 'POST /orders': ['item'] }),
          content: http({ 'POST /orders': ['item'] }).content.replace(
            '"properties":{',
            '"properties":{"gift":{"type":"boolean"},',
          ),
        }),
      ],
    ],
    ['once a later version offers the operation again', [one(http(BOTH)), one(gone), one(http(BOTH))]],
    [
      'by moving an operation to another of its files',
      [one(http(BOTH)), { contracts: [gone, http({ 'POST /orders': ['item'] }, 'orders', 'place.yaml')] }],
    ],
    ['when it can’t be read', [one(http(BOTH)), one(broken)]],
    ['when the one before could not be read', [one(broken), one(http(BOTH))]],
    [
      'together with its service',
      [one(http(BOTH)), { contracts: [http({}, 'shop')], model: aModel(services('Shop', 'Kitchen'), []) }],
    ],
    ['when a version leaves all contracts out', [one(http(BOTH)), { contracts: [] }]],
    ['of another agent’s design', [one(http(BOTH)), { ...one(gone), previousTurn: undefined as never }]],
    [
      'when that was told for more than a month',
      [
        { ...one(http(BOTH)), at: UNTIL - 60 * DAY_MS },
        { ...one(gone), at: UNTIL - 40 * DAY_MS },
      ],
    ],
    ['before it is there', [one(http(BOTH)), { ...one(gone), at: UNTIL + 1 }]],
  ])('%s', async (_, all) => {
    expect(await find(...all)).toEqual([]);
  });

  it('reads no contract that no version changed', async () => {
    const history = aHistory(versions(one(http(BOTH)), one(http(BOTH)), one(http(BOTH))));
    const readSources = async () => {
      throw new Error('read');
    };
    expect(await breaking.items({ ...history, readSources })).toEqual([]);
  });
});

describe('of a channel in which more contracts changed than a digest reads', () => {
  /** What is told, and how many designs had their contracts read. */
  async function look({ threads = [] }: Channel) {
    const read = new Set<Design>();
    const history = aHistory({ threads, sinceAt: UNTIL - 31 * DAY_MS });
    const items = await breaking.items({
      ...history,
      readSources: (design) => {
        read.add(design);
        return history.readSources(design);
      },
    });
    return { items, read: read.size };
  }

  it('those of the newest threads are told, in whichever order the threads come', async () => {
    const threads = Array.from({ length: 70 }, (_, i) => {
      const at = UNTIL - DAY_MS - ((i * 37) % 70) * 60_000;
      const before = { ...one(http(BOTH)), at: at - DAY_MS };
      return versions(before, { ...one(http({ 'GET /orders/{id}': [] })), at }).threads ?? [];
    }).flat();
    const { items, read } = await look({ threads });
    expect(read).toBe(100);
    const oldest = UNTIL - DAY_MS - 49 * 60_000;
    expect(items).toHaveLength(50);
    expect(items.every(({ at }) => at >= oldest)).toBe(true);
  });

  it('those of the newest versions are told of a thread that has too many', async () => {
    const all = Array.from({ length: 130 }, (_, i): Version => {
      const kept = Object.fromEntries(
        Array.from({ length: 131 - i }, (_, k) => [`GET /orders/${130 - k}`, []]),
      );
      return { ...one(http(kept), aModel(nodes, [sync('shop')])), at: UNTIL - (130 - i) * 60_000 };
    });
    const { items, read } = await look(versions(...all));
    expect(read).toBe(100);
    expect(items.map(({ turn }) => turn).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 99 }, (_, i) => i + 32),
    );
  });

  it('threads without a change cost nothing of it', async () => {
    const same = Array.from({ length: 110 }, () => versions(one(http(BOTH)), one(http(BOTH))).threads ?? []);
    const broken = versions(
      { ...one(http(BOTH)), at: day(1) - 1 },
      { ...one(http({ 'GET /orders/{id}': [] })), at: day(1) },
    );
    const { items, read } = await look({ threads: [...same.flat(), ...(broken.threads ?? [])] });
    expect([items.length, read]).toEqual([1, 2]);
  });
});
