import { describe, expect, it } from 'vitest';
import { compareTerms } from '../../../src/core/design/compare/compare-terms.ts';
import type { Contract } from '../../../src/core/design/contracts/contract.ts';
import { readText } from './contracts/read.ts';

/** What a change of a contract's one operation asks of its callers. */
async function change(format: Contract['format'], before: string, after: string) {
  const [old, now] = [await readText(format, before), await readText(format, after)];
  expect([...old.problems, ...now.problems]).toEqual([]);
  const [was, is] = [old.operations[0]?.terms, now.operations[0]?.terms];
  if (!was || !is) throw new Error('No terms were read.');
  return compareTerms(was, is);
}

const NOTHING = { breaks: [], mayBreak: [] };

/** An order with some of its fields, as JSON schemas. */
function http({
  body = { type: 'object', required: ['item'], properties: { item: { type: 'string' } } } as object | null,
  parameters = [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }] as object[],
  given = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, note: { type: 'string' } },
  } as object,
  responses = undefined as object | undefined,
  security = undefined as object[] | undefined,
  schemas = {} as object,
} = {}): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1.0.0' },
    paths: {
      '/orders': {
        post: {
          operationId: 'placeOrder',
          parameters,
          ...(body
            ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
            : {}),
          responses: responses ?? {
            201: { description: 'Placed', content: { 'application/json': { schema: given } } },
            400: { description: 'No' },
          },
          ...(security ? { security } : {}),
        },
      },
    },
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}

const body = (properties: object, required: string[] = ['item']) => ({
  type: 'object',
  required,
  properties,
});
const item = { type: 'string' };
const withEnum = (...values: string[]) => http({ body: body({ item: { type: 'string', enum: values } }) });
const money = (field: object) =>
  http({ schemas: { Money: body(field, []) }, body: body({ item: { $ref: '#/components/schemas/Money' } }) });

describe('a change of an HTTP operation', () => {
  it.each<[string, string, string]>([
    ['an optional field more', http(), http({ body: body({ item, gift: { type: 'boolean' } }) })],
    [
      'an optional part more that needs something inside',
      http(),
      http({ body: body({ item, to: body({ street: item }, ['street']) }) }),
    ],
    [
      'an optional parameter more',
      http(),
      http({
        parameters: [
          { name: 'dry', in: 'query', schema: { type: 'boolean' } },
          { name: 'lang', in: 'query', schema: item },
        ],
      }),
    ],
    ['a field that is needed no more', http(), http({ body: body({ item }, []) })],
    [
      'a wider type',
      http({ body: body({ item: { type: 'integer' } }) }),
      http({ body: body({ item: { type: 'number' } }) }),
    ],
    ['a type that may be null now', http(), http({ body: body({ item: { type: ['string', 'null'] } }) })],
    ['one value more', withEnum('a'), withEnum('a', 'b')],
    [
      'a field more in the response',
      http(),
      http({ given: { type: 'object', required: ['id'], properties: { id: item, note: item, at: item } } }),
    ],
    [
      'a field of the response that is always there now',
      http(),
      http({ given: { type: 'object', required: ['id', 'note'], properties: { id: item, note: item } } }),
    ],
    [
      'another error',
      http(),
      http({
        responses: {
          201: {
            description: 'Placed',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['id'], properties: { id: item, note: item } },
              },
            },
          },
          409: { description: 'Twice' },
        },
      }),
    ],
    ['security that fell away', http({ security: [{ key: [] }] }), http()],
    [
      'another way to prove who one is',
      http({ security: [{ key: [] }] }),
      http({ security: [{ key: [] }, { token: [] }] }),
    ],
    [
      'a schema that got a name',
      http(),
      http({ body: { $ref: '#/components/schemas/Order' }, schemas: { Order: body({ item }) } }),
    ],
    ['other words', http(), http({ body: body({ item: { ...item, description: 'What is ordered' } }) })],
  ])('that every caller can live with: %s', async (_, before, after) => {
    expect(await change('openapi', before, after)).toEqual(NOTHING);
  });

  it.each<[string, string, string, string[]]>([
    [
      'a new field that is needed',
      http(),
      http({ body: body({ item, who: item }, ['item', 'who']) }),
      ['“body.who” is required now'],
    ],
    [
      'a field that is needed now',
      http({ body: body({ item, who: item }) }),
      http({ body: body({ item, who: item }, ['item', 'who']) }),
      ['“body.who” is required now'],
    ],
    [
      'a parameter that is needed',
      http(),
      http({ parameters: [{ name: 'dry', in: 'query', required: true, schema: { type: 'boolean' } }] }),
      ['“query dry” is required now'],
    ],
    ['a body where there was none', http({ body: null }), http(), ['“body” is required now']],
    [
      'another type',
      http(),
      http({ body: body({ item: { type: 'integer' } }) }),
      ['“body.item” is integer instead of string'],
    ],
    [
      'another type behind a reference',
      money({ cents: { type: 'integer' } }),
      money({ cents: { type: 'string' } }),
      ['“body.item.cents” is string instead of integer'],
    ],
    [
      'a type inside of a list',
      http({ body: body({ item: { type: 'array', items: { type: 'integer' } } }) }),
      http({ body: body({ item: { type: 'array', items: { type: 'string' } } }) }),
      ['“body.item[]” is string instead of integer'],
    ],
    ['a value less', withEnum('a', 'b'), withEnum('a'), ['“body.item” can’t be "b" any more']],
    ['a few values only', http(), withEnum('a'), ['“body.item” can have few values only']],
    [
      'a field less in the response',
      http(),
      http({ given: { type: 'object', properties: { note: item } } }),
      ['“id” is no longer given'],
    ],
    [
      'a field of the response that may be missing',
      http(),
      http({ given: { type: 'object', properties: { id: item, note: item } } }),
      ['“id” may be missing now'],
    ],
    [
      'another type in the response',
      http(),
      http({
        given: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, note: item } },
      }),
      ['“id” is integer instead of string'],
    ],
    [
      'a response that may be null',
      http(),
      http({
        given: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: ['null', 'string'] }, note: item },
        },
      }),
      ['“id” is null or string instead of string'],
    ],
    [
      'another status',
      http(),
      http({ responses: { 202: { description: 'Later' } } }),
      ['201 is no longer given'],
    ],
    [
      'another media type',
      http(),
      http({ responses: { 201: { description: 'Placed', content: { 'text/csv': { schema: item } } } } }),
      ['application/json is no longer given'],
    ],
    [
      'no content',
      http(),
      http({ responses: { 201: { description: 'Placed' } } }),
      ['application/json is no longer given'],
    ],
    [
      'security where there was none',
      http(),
      http({ security: [{ key: [] }] }),
      ['“security” is required now'],
    ],
    [
      'other security',
      http({ security: [{ key: [] }] }),
      http({ security: [{ token: [] }] }),
      ['“security” is token instead of key'],
    ],
  ])('that breaks callers: %s', async (_, before, after, breaks) => {
    expect((await change('openapi', before, after)).breaks).toEqual(breaks);
  });

  it.each<[string, string, string, string[]]>([
    [
      'a field that is not taken any more',
      http({ body: body({ item, gift: item }) }),
      http(),
      ['“body.gift” is no longer taken'],
    ],
    [
      'another pattern',
      http(),
      http({ body: body({ item: { ...item, pattern: '^a' } }) }),
      ['“body.item” is limited otherwise'],
    ],
    [
      'an optional field less in the response',
      http(),
      http({ given: { type: 'object', required: ['id'], properties: { id: item } } }),
      ['“note” is no longer given'],
    ],
    [
      'a choice of several',
      http(),
      http({ body: { oneOf: [body({ item }), body({ code: item }, [])] } }),
      ['“body” has another form'],
    ],
  ])('that may break callers: %s', async (_, before, after, mayBreak) => {
    expect(await change('openapi', before, after)).toEqual({ breaks: [], mayBreak });
  });

  it('can be told of a type that contains itself', async () => {
    const tree = (type: string) =>
      http({
        body: { $ref: '#/components/schemas/Node' },
        schemas: {
          Node: body(
            { item: { type }, more: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
            [],
          ),
        },
      });
    expect(await change('openapi', tree('string'), tree('string'))).toEqual(NOTHING);
    expect((await change('openapi', tree('string'), tree('boolean'))).breaks).toEqual([
      '“body.item” is boolean instead of string',
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])('can be told of a field called %s', async (name) => {
    const named = http({ body: body({ item, [name]: item }) });
    expect(await change('openapi', named, named)).toEqual(NOTHING);
    expect((await change('openapi', named, http())).mayBreak).toEqual([`“body.${name}” is no longer taken`]);
    expect(await change('openapi', http(), named)).toEqual(NOTHING);
  });

  it('is left to the signature where a contract says too much to hand on', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, i) => [`p${i}`, { type: 'string' }]),
    );
    const one = JSON.parse(
      http({ schemas: { All: body(properties, []) }, given: { $ref: '#/components/schemas/All' } }),
    );
    for (let i = 0; i < 100; i++)
      one.paths[`/orders/${i}`] = structuredClone({
        post: { ...one.paths['/orders'].post, operationId: `o${i}` },
      });
    const { operations, problems } = await readText('openapi', JSON.stringify(one));
    expect(problems).toEqual([]);
    expect(operations).toHaveLength(101);
    expect(operations.filter(({ terms }) => terms).length).toBeGreaterThan(10);
    expect(JSON.stringify(operations).length).toBeLessThan(2_000_000);
  });

  it('is left to the signature where a type is written out to thousands', async () => {
    const level = (i: number) =>
      body(
        { a: { $ref: `#/components/schemas/L${i + 1}` }, b: { $ref: `#/components/schemas/L${i + 1}` } },
        [],
      );
    const schemas = Object.fromEntries([...Array(14).keys()].map((i) => [`L${i}`, level(i)]));
    const wide = http({
      body: { $ref: '#/components/schemas/L0' },
      schemas: { ...schemas, L14: { type: 'string' } },
    });
    const { operations, problems } = await readText('openapi', wide);
    expect(problems).toEqual([]);
    expect(operations[0]).not.toHaveProperty('terms');
    expect(operations[0]?.signature).toMatch(/^\w+$/);
  });
});

function events(action: 'send' | 'receive', messages: Record<string, object>): string {
  const names = Object.keys(messages);
  return JSON.stringify({
    asyncapi: '3.0.0',
    info: { title: 'Orders', version: '1.0.0' },
    channels: {
      placed: {
        address: 'order.placed',
        messages: Object.fromEntries(names.map((name) => [name, { payload: messages[name] }])),
      },
    },
    operations: {
      placed: {
        action,
        channel: { $ref: '#/channels/placed' },
        messages: names.map((name) => ({ $ref: `#/channels/placed/messages/${name}` })),
      },
    },
  });
}

describe('a change of a message', () => {
  const placed = body({ item, note: item });
  it.each<[string, 'send' | 'receive', Record<string, object>, Record<string, object>, object]>([
    [
      'sent with a field more',
      'send',
      { Placed: placed },
      { Placed: body({ item, note: item, at: item }) },
      NOTHING,
    ],
    [
      'received with an optional field more',
      'receive',
      { Placed: placed },
      { Placed: body({ item, note: item, at: item }) },
      NOTHING,
    ],
    ['that is sent besides', 'send', { Placed: placed }, { Placed: placed, Gone: placed }, NOTHING],
    [
      'sent without a field',
      'send',
      { Placed: placed },
      { Placed: body({ note: item }, []) },
      { breaks: ['“payload.item” is no longer given'], mayBreak: [] },
    ],
    [
      'received only with a field',
      'receive',
      { Placed: placed },
      { Placed: body({ item, note: item }, ['item', 'note']) },
      { breaks: ['“payload.note” is required now'], mayBreak: [] },
    ],
    [
      'that is sent no more',
      'send',
      { Placed: placed, Gone: placed },
      { Placed: placed },
      { breaks: ['Gone is no longer given'], mayBreak: [] },
    ],
    [
      'that is taken no more',
      'receive',
      { Placed: placed, Gone: placed },
      { Placed: placed },
      { breaks: ['Gone is no longer taken'], mayBreak: [] },
    ],
  ])('%s', async (_, action, before, after, expected) => {
    expect(await change('asyncapi', events(action, before), events(action, after))).toEqual(expected);
  });
});

const proto = (request: string, response: string, returns = 'Placed') =>
  `syntax = "proto3"; package shop;
service Orders { rpc Place(Order) returns (${returns}); }
message Order { ${request} }
message Placed { ${response} }`;

describe('a change of a method', () => {
  const ITEM = 'string item = 1;';
  const ID = 'string id = 1;';
  it.each<[string, string, string, object]>([
    [
      'that every caller can live with: fields more',
      proto(ITEM, ID),
      proto(`${ITEM} bool gift = 2;`, `${ID} int64 at = 2;`),
      NOTHING,
    ],
    [
      'that breaks: another type',
      proto(ITEM, ID),
      proto('int64 item = 1;', ID),
      { breaks: ['“item” is int64 (number 1) instead of string (number 1)'], mayBreak: [] },
    ],
    [
      'that breaks: another number',
      proto(ITEM, ID),
      proto('string item = 2;', ID),
      { breaks: ['“item” is string (number 2) instead of string (number 1)'], mayBreak: [] },
    ],
    [
      'that breaks: a field less in what it gives',
      proto(ITEM, `${ID} string note = 2;`),
      proto(ITEM, ID),
      { breaks: ['“note” is no longer given'], mayBreak: [] },
    ],
    [
      'that may break: a field less in what it takes',
      proto(`${ITEM} bool gift = 2;`, ID),
      proto(ITEM, ID),
      { breaks: [], mayBreak: ['“gift” is no longer taken'] },
    ],
    [
      'that breaks: a stream',
      proto(ITEM, ID),
      proto(ITEM, ID, 'stream Placed'),
      { breaks: ['the whole is stream of message instead of message'], mayBreak: [] },
    ],
  ])('%s', async (_, before, after, expected) => {
    expect(await change('protobuf', before, after)).toEqual(expected);
  });
});
