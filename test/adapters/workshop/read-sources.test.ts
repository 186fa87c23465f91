import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../../src/adapters/workshop/pool.ts';
import { readSourcesOnThread } from '../../../src/adapters/workshop/read-sources.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { readSources } from '../../../src/core/design/sources/read-sources.ts';
import { EMPTY_DESIGN } from '../../core/design/sample-design.ts';

type Contract = Design['contracts'][number];

const ENDINGS = { openapi: 'yaml', asyncapi: 'yaml', protobuf: 'proto' };
const HEADS = {
  openapi: 'openapi: 3.1.0\ninfo: { title: a, version: "1" }\n',
  asyncapi: 'asyncapi: 3.0.0\ninfo: { title: a, version: "1" }\n',
  protobuf: 'syntax = "proto3";\n',
};
const contract = (format: Contract['format'], content: string, name = 'x'): Contract => ({
  service: 'x',
  format,
  filename: `${name}.${ENDINGS[format]}`,
  content,
});
const designOf = (...contracts: Contract[]): Design => ({ ...EMPTY_DESIGN, contracts });
const times = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

const GOOD = contract('openapi', `${HEADS.openapi}paths: { /a: { get: { operationId: a } } }\n`, 'good');

/** Ten lines that stand for a thousand million values. */
const LAUGHS = `l0: &l0 [x, x, x, x, x, x, x, x, x]\n${times(9, (at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}]\n`)}`;

const HOSTILE_YAML: Record<string, string> = {
  'a billion laughs': `x-l: {}\n${LAUGHS}`,
  'an alias inside of what it names': 'x-l: &l [*l]\n',
  'an alias of nothing': 'x-l: *nobody\n',
  'lists in lists': `x-l: ${'['.repeat(99_000)}${']'.repeat(99_000)}\n`,
  'lists that stay open': `x-l: ${'['.repeat(190_000)}`,
  'dashes in a row': `x-l:\n  ${'- '.repeat(95_000)}\n`,
  'ever deeper maps': times(600, (at) => `${' '.repeat(at)}k:\n`),
  'question marks': `${'? '.repeat(95_000)}\n`,
  'a text without an end': `x-l: "${'\\"'.repeat(95_000)}x`,
  'a control character': 'x-l: \u0000\u0007\n: :',
  'an unknown tag on half a map': 'x-l: !!js/function {a: b\n',
  'keys of the prototype': '__proto__: { polluted: true }\nconstructor: { prototype: 1 }\n',
};

const HOSTILE_PROTO: Record<string, string> = {
  'messages in messages': times(9_000, (at) => `message A${at} {`),
  'groups in groups': `message A { ${times(6_000, () => 'optional group G = 1 { ')}`,
  'options in options': `option (a) = ${'{ a: '.repeat(38_000)}`,
  'a name of a hundred thousand parts': `message A { ${'a.'.repeat(90_000)}B b = 1; }`,
  'a comment without an end': `message A {} /* ${'* '.repeat(90_000)}`,
  'a text without an end': `option a = "${'\\"'.repeat(30_000)}`,
  'reserved without an end': `message A { reserved ${times(30_000, (at) => `${at}, `)}`,
  brackets: '('.repeat(190_000),
  'a package without an end': `package ${'a.'.repeat(90_000)}`,
  'an import of itself': 'import "x.proto";\nmessage A {}\n',
  'an import of the disk': 'import "/etc/passwd";\nmessage A {}\n',
  'names of the prototype': 'message __proto__ { Missing constructor = 1; }\n',
};

const HOSTILE: [string, Contract][] = [
  ...Object.entries(HOSTILE_YAML).map(([name, text]): [string, Contract] => [
    `OpenAPI: ${name}`,
    contract('openapi', HEADS.openapi + text),
  ]),
  ...Object.entries(HOSTILE_YAML).map(([name, text]): [string, Contract] => [
    `AsyncAPI: ${name}`,
    contract('asyncapi', HEADS.asyncapi + text),
  ]),
  ...Object.entries(HOSTILE_PROTO).map(([name, text]): [string, Contract] => [
    `Protobuf: ${name}`,
    contract('protobuf', HEADS.protobuf + text),
  ]),
  [
    'a megabyte of YAML',
    contract(
      'openapi',
      `${HEADS.openapi}paths: {}\n${times(50_000, (at) => `x-${at}: [a, b, c]\n`)}`.slice(0, 1_000_000),
    ),
  ],
  [
    'more fields than fit',
    contract(
      'protobuf',
      `${HEADS.protobuf}message A {\n${times(12_000, (at) => `  string a${at} = ${at + 1};\n`)}}\n`,
    ),
  ],
];

/** Large, and nothing is wrong with it. */
const LARGE: Record<string, Contract> = {
  'an enum of 20,000 values': contract(
    'openapi',
    `${HEADS.openapi}paths: {}\ncomponents: { schemas: { E: { enum: [${times(20_000, (at) => `v${at}, `)}] } } }\n`,
  ),
  'a row of 2,500 types, each in the next': contract(
    'openapi',
    `${HEADS.openapi}paths: { /a: { get: { responses: { '200': { description: a, content: { a/b: { schema: { $ref: '#/components/schemas/S0' } } } } } } } }\ncomponents:\n  schemas:\n${times(2_500, (at) => `    S${at}: { properties: { n: { $ref: '#/components/schemas/S${(at + 1) % 2_500}' } } }\n`)}`,
  ),
  '800 channels': contract(
    'asyncapi',
    `${HEADS.asyncapi}channels:\n${times(800, (at) => `  c${at}: { address: a.${at}, messages: { M: { payload: { $ref: '#/components/schemas/P' } } } }\n`)}components: { schemas: { P: { properties: { kids: { items: { $ref: '#/components/schemas/P' } } } } } }\n`,
  ),
  '2,000 messages': contract(
    'protobuf',
    `${HEADS.protobuf}${times(2_000, (at) => `message A${at} { A${(at + 1) % 2_000} next = 1; string name = 2; }\n`)}`,
  ),
};

describe('texts of a design on their thread', () => {
  let pool: Pool;
  beforeAll(() => {
    pool = createPool(new URL('../../../src/adapters/workshop/read-sources-thread.ts', import.meta.url), {
      memoryMb: 320,
      timeoutMs: 5_000,
    });
  });
  afterAll(() => pool.close());

  it.each(HOSTILE)('are refused, and the next one is read: %s', async (_, hostile) => {
    const { problems, operations } = await readSourcesOnThread(pool, designOf(hostile, GOOD));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ rule, where }) => rule === 'contract-invalid' && where === 'contracts.0')).toBe(
      true,
    );
    expect(operations.map((list) => list.length)).toEqual([0, 1]);
  });

  it.each(Object.entries(LARGE))('are read where they are only large: %s', async (_, large) => {
    expect((await readSourcesOnThread(pool, designOf(large))).problems).toEqual([]);
  });

  it('say the same as without a thread', async () => {
    const design: Design = {
      ...designOf(
        GOOD,
        contract('asyncapi', 'asyncapi: 2.0.0\n'),
        contract('protobuf', 'message A { B b = 1; }'),
      ),
      sections: [
        { heading: 'One', markdown: 'Nothing here.' },
        {
          heading: 'Two',
          markdown: '```mermaid\nnothing\n```\n\n```yaml\napiVersion: v1\nkind: Nobody\n```\n',
        },
      ],
    };
    const sources = await readSourcesOnThread(pool, design);
    expect(sources).toEqual(await readSources(design));
    expect(sources.problems.map(({ rule, where, line }) => [rule, where, line])).toEqual([
      ['contract-invalid', 'contracts.1', 1],
      ['contract-invalid', 'contracts.2', 1],
      ['mermaid-invalid', 'sections.1', 2],
      ['kubernetes-invalid', 'sections.1', 7],
    ]);
  });

  it('know which one took too long, and which were not read for that', async () => {
    const slow: Pool = {
      run: <T>(task: unknown, limits?: { timeoutMs?: number }) =>
        pool.run<T>(task, JSON.stringify(task).includes('slow.yaml') ? { timeoutMs: 0 } : limits),
      close: () => pool.close(),
    };
    const endless = (name: string) =>
      contract('openapi', `${HEADS.openapi}paths: {}\n${times(9_000, (at) => `x-${at}: [a]\n`)}`, name);
    const { problems, operations } = await readSourcesOnThread(slow, designOf(GOOD, endless('slow'), GOOD));
    expect(problems.map(({ where }) => where)).toEqual(['contracts.1']);
    expect(operations.map((list) => list.length)).toEqual([1, 0, 1]);
    const all = await readSourcesOnThread(slow, designOf(endless('slow'), endless('slow'), GOOD));
    expect(all.problems.map(({ where }) => where)).toEqual(['contracts.0', 'contracts.1', 'contracts.2']);
  });
});
