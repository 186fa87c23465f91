import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { rasterize } from '../../src/adapters/workshop/raster.ts';
import { reviewFile } from '../../src/cli/review-file.ts';
import { parseReviewArgs, readDesign } from '../../src/cli/review-input.ts';
import { type Design, parseDesign } from '../../src/core/design/document.ts';
import type { Finding } from '../../src/core/design/review/finding.ts';
import { readSources } from '../../src/core/design/sources/read-sources.ts';
import { NO_SOURCES } from '../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import { AppError } from '../../src/core/errors.ts';
import { aDesign } from '../fakes/design.ts';
import { runCli } from './run-cli.ts';

const OPENAPI = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: placeOrder
      responses:
        '201': { description: It is placed. }
`;

const ASYNCAPI = `asyncapi: 3.0.0
info: { title: Kitchen, version: 1.0.0 }
channels:
  placed:
    address: order.order.placed
    messages:
      placed: { payload: { type: object } }
operations:
  onPlaced:
    action: receive
    channel: { $ref: '#/channels/placed' }
`;

const PROTOBUF = `syntax = "proto3";
package couriers;
message Ask { string order_id = 1; }
message Found { string courier_id = 1; }
service Couriers { rpc Find(Ask) returns (Found); }
`;

/** A sound design with something in each part. */
const GOOD: Design = aDesign({
  title: 'Essen für «eine» Stadt 🚚',
  sections: [
    { heading: 'Problem analysis', markdown: 'Lunch **peaks** decide.' },
    { heading: 'Flow', markdown: '```mermaid\nflowchart LR\n  a --> b\n```' },
  ],
  model: {
    contexts: [{ id: 'ordering', name: '点餐' }],
    nodes: [
      node('app', 'App', 'frontend'),
      { ...node('order', 'Order service', 'service', 'ordering'), owns: ['order', 'order-db'], port: 8080 },
      node('order-db', 'Order database', 'database', 'ordering'),
      node('bus', 'Event bus', 'broker'),
      { ...node('kitchen', 'Kitchen', 'service', 'ordering'), owns: ['ticket'] },
      { ...node('courier', 'Courier service', 'service', 'ordering'), owns: ['courier'] },
    ],
    links: [
      { from: 'app', to: 'order', kind: 'sync', protocol: 'HTTP', label: 'POST /orders' },
      { from: 'order', to: 'order-db', kind: 'data' },
      { from: 'order', to: 'bus', kind: 'async', event: 'order.order.placed' },
      { from: 'bus', to: 'kitchen', kind: 'async', event: 'order.order.placed' },
      { from: 'kitchen', to: 'courier', kind: 'sync', protocol: 'gRPC', label: 'Find' },
    ],
  },
  contracts: [
    { service: 'order', format: 'openapi', filename: 'design.md', content: OPENAPI },
    { service: 'kitchen', format: 'asyncapi', filename: '../kitchen.yaml', content: ASYNCAPI },
    { service: 'courier', format: 'protobuf', filename: 'NUL', content: PROTOBUF },
  ],
});

/** A design with nothing to draw and no contract to read. */
const ADVICE: Design = aDesign({ model: null, contracts: [] });

function node(
  id: string,
  name: string,
  kind: NonNullable<Design['model']>['nodes'][number]['kind'],
  context?: string,
) {
  return { id, name, kind, owns: [], existing: false, ...(context === undefined ? {} : { context }) };
}

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'review-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function findings(stdout: string): Finding[] {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

const oneLine = /^[^\n]+\n$/;

// A command loads its parsers and draws on threads of its own: on a busy machine that takes its time.
describe('npm run review', { timeout: 90_000 }, () => {
  it('prints every finding as a line of JSON, errors first, and exits 0', async () => {
    const bad = aDesign({
      model: { ...(GOOD.model ?? fail()), links: [{ from: 'order', to: 'ghost', kind: 'sync' }] },
      contracts: [
        { service: 'order', format: 'openapi', filename: 'a.yaml', content: 'openapi: 3.1.0\npaths: [' },
        { service: 'nobody', format: 'protobuf', filename: 'b.proto', content: PROTOBUF },
      ],
    });
    const { status, stdout, stderr } = await runCli('review.ts', [
      await fileOf('bad.json', `\uFEFF${JSON.stringify(bad)}`),
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const found = findings(stdout);
    for (const finding of found)
      expect(Object.keys(finding)).toEqual(['rule', 'severity', 'where', 'message']);
    const errors = found.filter((finding) => finding.severity === 'error').map(({ rule }) => rule);
    expect(errors.sort()).toEqual(['contract-invalid', 'contract-unknown-service', 'dangling-link']);
    expect(found.slice(0, 3).every((finding) => finding.severity === 'error')).toBe(true);
  });

  it("checks an agent's format when it is named", async () => {
    const { status, stdout } = await runCli('review.ts', [
      '--agent',
      'backend',
      await fileOf('format.json', ADVICE),
    ]);
    expect(status).toBe(0);
    expect(findings(stdout).map(({ rule }) => rule)).toContain('missing-section');
  });

  it('finds nothing wrong with a sound design, and writes every artefact, each sound by its own tool, and a zip', async () => {
    const out = path.join(dir, 'a', 'b');
    const file = await fileOf('all.json', GOOD);
    const { status, stdout, stderr } = await runCli('review.ts', [file, '--artifacts', out]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(findings(stdout).filter((finding) => finding.severity !== 'info')).toEqual([]);
    const names = (await readdir(out)).sort();
    expect(names).toEqual([
      '0001-architecture-option-for-essen-für-eine-stadt.md',
      '0002-use-an-event-bus-between-services.md',
      '_NUL.proto',
      'design.json',
      'design.md',
      'design.md.yaml',
      'design.zip',
      'diagram-full.png',
      'diagram-full.svg',
      'diagram.mmd',
      'diagram.png',
      'diagram.svg',
      'kitchen.yaml',
      'outline.txt',
      'workspace.dsl',
    ]);
    const read = async (name: string) => readFile(path.join(out, name));
    const unzipped = unzipSync(await read('design.zip'));
    expect(Object.keys(unzipped).sort()).toEqual(names.filter((name) => name !== 'design.zip'));
    for (const [name, bytes] of Object.entries(unzipped))
      expect(Buffer.from(bytes)).toEqual(await read(name));
    await testZip(path.join(out, 'design.zip'));

    const text = async (name: string) => (await read(name)).toString('utf8');
    expect(parseDesign(JSON.parse(await text('design.json')))).toEqual({ design: GOOD });
    const contents = ['design.md.yaml', 'kitchen.yaml', '_NUL.proto'].map(text);
    const mermaid = `\`\`\`mermaid\n${await text('diagram.mmd')}\n\`\`\``;
    const again: Design = {
      ...GOOD,
      sections: [{ heading: 'Picture', markdown: mermaid }],
      contracts: await Promise.all(
        GOOD.contracts.map(async (one, i) => ({ ...one, content: (await contents[i]) ?? '' })),
      ),
    };
    const { problems, operations } = await readSources(again);
    expect(problems).toEqual([]);
    expect(operations.map((list) => list.length)).toEqual([1, 1, 1]);
    for (const name of ['diagram', 'diagram-full']) {
      const { width, height } = rasterize(await text(`${name}.svg`), { widthPx: 300 });
      const png = await read(`${name}.png`);
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      expect(png.readUInt32BE(16)).toBeGreaterThan(300);
      expect(png.readUInt32BE(20) / png.readUInt32BE(16)).toBeCloseTo(height / width, 1);
    }
    for (const name of names.filter((one) => /^\d{4}-/.test(one))) {
      const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(await text(name)) ?? [];
      expect(parseYaml(yaml)).toEqual({ status: 'proposed' });
      const tops = fromMarkdown(body).children.filter((part) => part.type === 'heading' && part.depth === 1);
      expect(tops).toHaveLength(1);
    }
    const dsl = (await text('workspace.dsl')).replace(/"(?:\\.|[^"\\])*"/g, '');
    expect(dsl.split('{').length).toBe(dsl.split('}').length);
    for (const { name } of GOOD.model?.nodes ?? []) expect(await text('outline.txt')).toContain(name);
  });

  it.each([
    ['a file that is no design document', 65, () => fileOf('none.json', '{"title":"x"}')],
    ['a file that is not there', 66, async () => path.join(dir, 'nowhere.json')],
    ['an unknown option', 64, async () => '--nope'],
  ])('says in one line what is wrong with %s, and exits %d', async (_, wanted, file) => {
    const out = path.join(dir, 'none');
    const { status, stdout, stderr } = await runCli('review.ts', ['--artifacts', out, await file()]);
    expect({ status, stdout }).toEqual({ status: wanted, stdout: '' });
    expect(stderr).toMatch(oneLine);
    expect(await readdir(dir)).not.toContain('none');
  });

  it('exits 64 for an agent that is not there, and names those that are', async () => {
    const { status, stderr } = await runCli('review.ts', [
      await fileOf('a.json', ADVICE),
      '--agent',
      'nobody',
    ]);
    expect(status).toBe(64);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain('backend, cloudphone');
  });

  it('exits 73 in one line when the folder can not be written', async () => {
    const file = await fileOf('in-the-way', ADVICE);
    for (const out of [file, path.join(file, 'a', 'b'), '/proc/nowhere/out']) {
      const { status, stdout, stderr } = await runCli('review.ts', [file, '--artifacts', out]);
      expect(status).toBe(73);
      expect(stderr).toMatch(oneLine);
      expect(findings(stdout).every((finding) => finding.severity === 'info')).toBe(true);
    }
  });
});

describe('a review', () => {
  const drawsNothing: Workshop = {
    readSources: async () => NO_SOURCES,
    draw: async () => [],
    drawChart: async () => undefined,
  };

  async function review(workshop: Workshop, ...args: string[]) {
    const said = { out: [] as string[], warned: [] as string[] };
    const findAgent = () => Promise.reject(new Error('not asked for'));
    const out = (line: string) => said.out.push(line);
    await reviewFile({ workshop, findAgent, out, warn: (line) => said.warned.push(line) }, args);
    return said;
  }

  it('without the thread that parses finds all the rest, and says so in one line', async () => {
    const readSources = () => Promise.reject(new AppError('thread-failed', { retry: 'backoff' }));
    const bad = aDesign({
      model: { ...(GOOD.model ?? fail()), links: [{ from: 'order', to: 'ghost', kind: 'sync' }] },
    });
    const file = await fileOf('unparsed.json', bad);
    const { out, warned } = await review({ ...drawsNothing, readSources }, file);
    expect(out.map((line) => JSON.parse(line).rule)).toContain('dangling-link');
    expect(warned).toEqual([expect.stringMatching(/^[^\n]*thread-failed[^\n]*$/)]);
  });

  it.each(['design.json', 'linked.json'])('does not overwrite what it reads, as %s', async (name) => {
    const out = await mkdtemp(path.join(dir, 'own-'));
    const file = path.join(out, 'design.json');
    await writeFile(file, JSON.stringify(GOOD));
    if (name !== 'design.json') await symlink(file, path.join(out, name));
    const run = review(drawsNothing, path.join(out, name), '--artifacts', path.join(out, '.', ''));
    await expect(run).rejects.toMatchObject({ status: 73, message: expect.stringMatching(/^[^\n]+$/) });
    expect(await readFile(file, 'utf8')).toBe(JSON.stringify(GOOD));
    expect(await readdir(out)).not.toContain('design.md');
  });
});

describe('the input of a review', () => {
  it.each([
    ['no JSON', '{"title": '],
    ['another document', '{"title":"x"}'],
    ['a list', '[]'],
    ['an empty file', ''],
    ['a title that is too long', { ...GOOD, title: 'x'.repeat(121) }],
    ['a text that is too long', { ...GOOD, sections: [{ heading: 'a', markdown: 'x'.repeat(20_001) }] }],
    ['brackets without end', '['.repeat(1_000_000)],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe])],
  ])('is refused when it is %s: in one line, with the name of the file', async (_, content) => {
    const file = path.join(dir, 'input.json');
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(file, isText ? content : JSON.stringify(content));
    const error = await readDesign(file).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ status: 65, message: expect.stringMatching(/^[^\n]+$/) });
    expect(error).toMatchObject({ message: expect.stringContaining(file) });
  });

  it('is refused when it is a folder', async () => {
    await expect(readDesign(dir)).rejects.toMatchObject({ status: 66 });
  });

  it.each([
    [[]],
    [['a.json', 'b.json']],
    [['a.json', '--nope']],
    [['a.json', '--agent']],
    [['a.json', '--agent=']],
  ])('is told how to be called, for %j', (args) => {
    expect(() => parseReviewArgs(args)).toThrow(/npm run review -- FILE/);
  });

  it('takes its options in any order', () => {
    const wanted = { file: 'a.json', agent: 'backend', artifacts: 'out' };
    expect(parseReviewArgs(['--agent', 'backend', 'a.json', '--artifacts=out'])).toEqual(wanted);
  });
});

/** Where the usual tool is there, it has to be content as well. */
async function testZip(file: string): Promise<void> {
  try {
    await promisify(execFile)('unzip', ['-t', file]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function fail(): never {
  throw new Error('the design has no model');
}
