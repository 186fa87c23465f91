import { describe, expect, it } from 'vitest';
import { lines, readText } from './read.ts';

const HEAD = 'openapi: 3.1.0\ninfo: { title: Wards, version: "1" }\n';

const SOUND: Record<string, string> = {
  'two paths, in block style': lines`
openapi: 3.1.0
info:
  title: Wards
  version: 1.4.0
paths:
  /beds:
    get:
      operationId: listBeds
      responses:
        '200':
          description: The beds
          content:
            application/json:
              schema:
                type: array
                items: { $ref: '#/components/schemas/Bed' }
    post:
      operationId: addBed
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Bed' } } }
      responses: { 201: { description: Added } }
components:
  schemas:
    Bed:
      type: object
      required: [id]
      properties: { id: { type: string, format: uuid }, free: { type: boolean } }
`,
  JSON: JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Ledger', version: '2' },
    paths: {
      '/entries/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { default: { description: 'One entry' } },
        },
      },
    },
  }),
  'JSON that is indented with tabs': `{\n\t"openapi": "3.1.0",\n\t"info": {"title": "a", "version": "1"},\n\t"paths": {}\n}`,
  'webhooks alone': `${HEAD}webhooks:
  bedFreed:
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '204': { description: Heard } }
`,
  'components alone': `${HEAD}components: { schemas: { Name: { type: string } } }\n`,
  'a list of types, const, $defs, and a schema that is true': `${HEAD}paths: {}
components:
  schemas:
    Any: true
    Reading:
      type: [object, 'null']
      $defs: { unit: { const: mmHg } }
      properties:
        value: { type: [number, 'null'], exclusiveMinimum: 0 }
        unit: { $ref: '#/components/schemas/Reading/$defs/unit' }
        extra: { $ref: '#/components/schemas/Any' }
      unevaluatedProperties: false
`,
  'trees, and types that name each other': `${HEAD}paths: {}
components:
  schemas:
    Node: { type: object, properties: { kids: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
    Egg: { type: object, properties: { hen: { $ref: '#/components/schemas/Hen' } } }
    Hen: { type: object, properties: { egg: { $ref: '#/components/schemas/Egg' } } }
`,
  'a discriminator that names schemas in both ways': `${HEAD}paths: {}
components:
  schemas:
    Cash: { type: object, properties: { kind: { type: string } } }
    Card: { type: object, properties: { kind: { type: string } } }
    Payment:
      oneOf: [{ $ref: '#/components/schemas/Cash' }, { $ref: '#/components/schemas/Card' }]
      discriminator: { propertyName: kind, mapping: { cash: Cash, card: '#/components/schemas/Card' } }
`,
  'anchors, merge keys and Windows line ends': `${HEAD}x-common: &problem
  description: A problem
paths:
  /a: { get: { responses: { '404': *problem, '410': { <<: *problem, description: Gone } } } }
`.replaceAll('\n', '\r\n'),
  'security, callbacks, links, and shared parts of every kind': `${HEAD}security: [{ bearer: [] }]
paths:
  /jobs/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get:
      operationId: getJob
      security: []
      responses: { '200': { $ref: '#/components/responses/Job' } }
    put:
      requestBody: { $ref: '#/components/requestBodies/Job' }
      responses: { '202': { description: Later, links: { job: { operationId: getJob } } } }
      callbacks: { done: { '{$request.body#/url}': { post: { responses: { '200': { description: ok } } } } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
  requestBodies: { Job: { content: { application/json: { schema: { type: object } } } } }
  responses: { Job: { description: A job, headers: { ETag: { schema: { type: string } } } } }
`,
  'a `$ref` inside of an example, and properties with the names of keywords': `${HEAD}paths: {}
components:
  schemas:
    Word:
      type: object
      properties: { $ref: { type: string }, example: { type: string }, default: { type: string }, properties: { type: object } }
      example: { $ref: nowhere.yaml }
      default: { $ref: '#/nothing' }
`,
  'names in other scripts, and extensions': `${HEAD}x-team: Station 3
paths:
  /betten:
    get:
      summary: Größe, 病床, سرير 🛏
      x-cost: { $ref: not a reference }
      responses: { '200': { description: "ключ" } }
components: { schemas: { Datum: { type: string, $anchor: day }, Other: { $ref: '#day' } } }
`,
};

const BROKEN: Record<string, { text: string; line: number | undefined; names: string }> = {
  'a reference to nothing': {
    text: `${HEAD}paths:\n  /a:\n    get:\n      responses:\n        '200': { $ref: '#/components/responses/Gone' }\n`,
    line: 7,
    names: '#/components/responses/Gone',
  },
  'references that only lead to each other': {
    text: `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n`,
    line: 6,
    names: '#/components/schemas/B',
  },
  'no version': { text: 'info: { title: a, version: "1" }\npaths: {}\n', line: 1, names: 'openapi: 3.1.0' },
  'a version that is a number': {
    text: 'info: { title: a, version: "1" }\nopenapi: 3.1\n',
    line: 2,
    names: 'openapi',
  },
  'OpenAPI 3.0': {
    text: 'openapi: 3.0.3\ninfo: { title: a, version: "1" }\npaths: {}\n',
    line: 1,
    names: '3.0.3',
  },
  'Swagger 2': {
    text: 'swagger: "2.0"\ninfo: { title: a, version: "1" }\npaths: {}\n',
    line: 1,
    names: 'Swagger',
  },
  'AsyncAPI under the name of OpenAPI': { text: 'asyncapi: 3.0.0\n', line: 1, names: 'AsyncAPI' },
  'a type that does not exist': {
    text: `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A:\n      type: strng\n`,
    line: 7,
    names: 'string',
  },
  'a key that is there twice': {
    text: `${HEAD}paths:\n  /a: { get: { responses: {} } }\n  /b: {}\n  /a: {}\n`,
    line: 6,
    names: '/a',
  },
  'an operationId that is there twice': {
    text: `${HEAD}paths:\n  /a:\n    get:\n      operationId: same\n    put:\n      operationId: same\n`,
    line: 8,
    names: 'operationId',
  },
  'a path parameter that nobody declares': {
    text: `${HEAD}paths:\n  /a/{id}:\n    get:\n      responses: {}\n`,
    line: 5,
    names: '{id}',
  },
  'a key that no such object has': {
    text: `${HEAD}paths:\n  /a:\n    post:\n      requestBody:\n        contents: {}\n`,
    line: 7,
    names: 'contents',
  },
  'a security scheme that is not declared': {
    text: `${HEAD}paths:\n  /a:\n    get:\n      security:\n        - apiKey: []\n      responses: {}\n`,
    line: 7,
    names: 'apiKey',
  },
  'a reference into the network': {
    text: `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: 'https://example.com/a.yaml#/A' } } }\n`,
    line: 4,
    names: 'https://example.com/a.yaml',
  },
  'a reference to the disk': {
    text: `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: '/etc/passwd' } } }\n`,
    line: 4,
    names: '/etc/passwd',
  },
  'a discriminator of an unknown schema': {
    text: `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A:\n      oneOf: [{ type: object }]\n      discriminator:\n        propertyName: kind\n        mapping:\n          x: Nobody\n`,
    line: 11,
    names: 'Nobody',
  },
  'tabs for indentation': { text: `${HEAD}paths:\n\t/a: {}\n`, line: 4, names: 'YAML' },
  'a text that was cut off': {
    text: `${HEAD}paths:\n  /a:\n    get:\n      summary: "Beds of`,
    line: 6,
    names: 'YAML',
  },
  'JSON that was cut off': { text: '{\n "openapi": "3.1.0",\n "info": {\n', line: 4, names: 'YAML or JSON' },
  'a sentence with a colon and no quotes': {
    text: `${HEAD}paths: {}\nx-a: see: this\n`,
    line: 4,
    names: 'quotes',
  },
  HTML: { text: '<!DOCTYPE html>\n<html><body>Not found</body></html>', line: 1, names: 'HTML' },
  nothing: { text: '\n\n', line: 1, names: 'empty' },
  'a sentence': { text: 'The API of the wards.', line: 1, names: 'object' },
  'two documents': {
    text: `${HEAD}paths: {}\n---\n${HEAD}paths: {}\n`,
    line: undefined,
    names: 'more than one',
  },
};

describe('an OpenAPI contract', () => {
  it.each(Object.entries(SOUND))('passes: %s', async (_, text) => {
    expect((await readText('openapi', text)).problems).toEqual([]);
  });

  it.each(Object.entries(BROKEN))(
    'is refused in the line that is wrong: %s',
    async (_, { text, line, names }) => {
      const { problems, operations } = await readText('openapi', text);
      expect(problems.find(({ message }) => message.includes(names))).toEqual({
        message: expect.anything(),
        line,
      });
      expect(operations).toEqual([]);
    },
  );

  it('may refer to another contract of its design', async () => {
    const shared = `${HEAD}components: { schemas: { Money: { type: object } } }\n`;
    const text = `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: './common.yaml#/components/schemas/Money' }\n    B: { $ref: 'common.yaml#/components/schemas/Mony' }\n`;
    const related = [{ format: 'openapi' as const, filename: 'contracts/common.yaml', content: shared }];
    const { problems } = await readText('openapi', text, { related });
    expect(problems).toMatchObject([{ line: 7, message: expect.stringContaining('Mony') }]);
  });

  it('is named for what it is: YAML is no JSON', async () => {
    const { problems } = await readText('openapi', `${HEAD}paths: {}\n`, { filename: 'wards.json' });
    expect(problems).toHaveLength(1);
  });

  it('names its operations by method and path, and webhooks as such', async () => {
    const text = `${HEAD}paths:
  /beds/{id}:
    $ref: '#/components/pathItems/Bed'
  /wards: { get: {}, post: { operationId: openWard } }
webhooks: { bedFreed: { post: {} } }
components:
  pathItems:
    Bed: { parameters: [{ name: id, in: path, required: true, schema: {} }], delete: { operationId: removeBed } }
`;
    const { problems, operations } = await readText('openapi', text);
    expect(problems).toEqual([]);
    expect(operations.map(({ id, name }) => [id, name])).toEqual([
      ['DELETE /beds/{id}', 'removeBed'],
      ['GET /wards', undefined],
      ['POST /wards', 'openWard'],
      ['webhook POST bedFreed', undefined],
    ]);
  });

  describe('has the same signature', () => {
    const text = (schema: string, extra = '') => `${HEAD}paths:
  /beds:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Bed' } } } }
      responses: { '201': { description: Added } }${extra}
components: { schemas: { Bed: ${schema} } }
`;
    const BED =
      '{ type: object, required: [a, b], properties: { a: { type: string }, b: { type: string } } }';
    const signature = async (contract: string) => {
      const { problems, operations } = await readText('openapi', contract);
      expect(problems).toEqual([]);
      return operations[0]?.signature;
    };

    it.each([
      ['with other words', text(BED, '\n      summary: New words').replace('Added', 'It was added')],
      [
        'with keys in another order',
        text('{ properties: { b: { type: string }, a: { type: string } }, required: [b, a], type: object }'),
      ],
      ['with another name of its schema', text(BED).replaceAll('Bed', 'Berth')],
      ['beside other operations', text(BED).replace('paths:', 'paths:\n  /other: { get: {} }')],
    ])('%s', async (_, other) => {
      const { operations } = await readText('openapi', other);
      expect(operations.find(({ id }) => id === 'POST /beds')?.signature).toBe(await signature(text(BED)));
    });

    it.each([
      ['a property less', text('{ type: object, required: [a], properties: { a: { type: string } } }')],
      ['a property that need not be there', text(BED.replace('[a, b]', '[a]'))],
      ['another type, deep below', text(BED.replace('b: { type: string }', 'b: { type: integer }'))],
      ['a parameter more', text(BED, '\n      parameters: [{ name: key, in: header, schema: {} }]')],
      ['another status', text(BED).replace("'201'", "'202'")],
      [
        'a property called `description` of another type',
        text('{ properties: { description: { type: string } } }'),
      ],
    ])('but not with %s', async (_, other) => {
      expect(await signature(other)).not.toBe(await signature(text(BED)));
    });

    it('also where types contain themselves', async () => {
      const tree = '{ properties: { kids: { items: { $ref: "#/components/schemas/Bed" } } } }';
      expect(await signature(text(tree))).toBe(await signature(text(tree).replaceAll('Bed', 'Tree')));
    });
  });
});
