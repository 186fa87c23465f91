import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { settleDecision } from '../../../src/core/decisions/draft-decisions.ts';
import type { Artifact } from '../../../src/core/design/artifacts/artifact.ts';
import { type BundleInput, buildArtifacts } from '../../../src/core/design/artifacts/bundle.ts';
import { decisionFile } from '../../../src/core/design/artifacts/decision-files.ts';
import { writeDesignMarkdown } from '../../../src/core/design/artifacts/design-md.ts';
import { bytesOf } from '../../../src/core/design/artifacts/zip.ts';
import type { Picture } from '../../../src/core/design/diagram/drawing.ts';
import { type Design, parseDesign } from '../../../src/core/design/document.ts';
import type { Review } from '../../../src/core/design/review/finding.ts';
import { aDesign } from '../../fakes/design.ts';
import { EMPTY_DESIGN, SAMPLE_DESIGN, textsOf } from './sample-design.ts';

const REVIEW: Review = {
  checks: 24,
  validContracts: 1,
  findings: [
    { rule: 'dangling-link', severity: 'error', where: 'model.links.3', message: 'A link ends at `x`.' },
    { rule: 'no-owner', severity: 'info', where: 'model.nodes.1', message: 'Nobody owns <Bus>.' },
  ],
};

function aPicture(name: string): Picture {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]).toString('base64');
  return {
    name,
    title: `${name} 图`,
    altText: `What ${name} shows`,
    width: 1,
    height: 1,
    svg: '<svg/>',
    png,
  };
}

function build(change: Partial<BundleInput> = {}) {
  return buildArtifacts({
    design: aDesign(),
    version: 1,
    review: REVIEW,
    pictures: { shown: [aPicture('diagram')], handed: [aPicture('diagram-full')] },
    numbers: [7, 8],
    ...change,
  });
}

const names = (files: readonly Artifact[]) => files.map((file) => file.name);

function unzip(files: readonly Artifact[]): Record<string, string> {
  const zip = files.at(-1);
  if (zip?.name !== 'design.zip') throw new Error('no zip at the end');
  const entries = Object.entries(unzipSync(bytesOf(zip)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));
}

describe('the files of a design', () => {
  it('are handed over in their order, everything of them in the zip', () => {
    const { chat, all } = build();
    expect(names(chat)).toEqual([
      'diagram-full.png',
      'design.md',
      'order.yaml',
      '0007-architecture-option-for-food-delivery-for-one-city.md',
      '0008-use-an-event-bus-between-services.md',
      'diagram-full.svg',
      'design.json',
      'design.zip',
    ]);
    expect(names(all)).toEqual([
      ...names(chat).slice(0, -1),
      'diagram.mmd',
      'workspace.dsl',
      'outline.txt',
      'diagram.png',
      'diagram.svg',
      'design.zip',
    ]);
    const unpacked = unzip(chat);
    const files = all.slice(0, -1);
    expect(Object.keys(unpacked).sort()).toEqual(names(files).sort());
    for (const file of files) expect(unpacked[file.name]).toBe(bytesOf(file).toString('base64'));
  });

  it('are the same each time', () => {
    expect(build()).toEqual(build());
  });

  it('are fewer without a model, pictures or decisions', () => {
    const input = { design: EMPTY_DESIGN, pictures: { shown: [], handed: [] }, numbers: [] };
    expect(names(build(input).all)).toEqual(['design.md', 'design.json', 'design.zip']);
  });

  it('hold the document exactly, whatever its texts are', () => {
    const odd = 'half \ud83d, NUL \u0000, \u202e, 订单 🚚, "\\" \u2028';
    const contracts = [{ service: 'order', format: 'protobuf' as const, filename: 'x', content: odd }];
    const design = aDesign({ summary: odd, contracts });
    const json = build({ design }).all.find((file) => file.name === 'design.json');
    expect(parseDesign(JSON.parse(bytesOf(json ?? fail()).toString('utf8')))).toEqual({ design });
  });

  it('have names that are safe and differ, whatever contracts are called', () => {
    const filenames = [
      ...['design.md', 'design.zip', 'design.json', 'DESIGN.JSON', 'NUL', '../../x', '/etc/passwd', 'C:\\x'],
      ...['diagram-full.png', 'Diagram.mmd', 'workspace.dsl', '0008-use-an-event-bus-between-services.md'],
      ...['con.yaml', '.', '', ' ', 'a/b/', 'x'.repeat(160), '订'.repeat(160), '订'.repeat(160), '__proto__'],
    ];
    const contracts = filenames.map((filename) => ({
      service: 'order',
      format: 'openapi' as const,
      filename: filename || ' ',
      content: `# ${filename}`,
    }));
    const { chat, all } = build({ design: aDesign({ contracts }) });
    const lower = names(all).map((name) => name.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
    for (const name of names(all)) {
      expect(name).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}._-]*\.[a-z]+$/iu);
      expect(name).not.toMatch(/^(?:con|nul|aux|prn)\./i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
    const unpacked = unzip(chat);
    expect(Object.keys(unpacked)).toHaveLength(all.length - 1);
    for (const { content } of contracts) {
      expect(Object.values(unpacked)).toContain(Buffer.from(content).toString('base64'));
    }
  });

  it('say which option was chosen, under the number of its record', () => {
    const settled = settleDecision(aDesign(), 0);
    if (!settled) throw new Error('The design has options.');
    const file = decisionFile(settled.draft, { number: 12, at: 0, deciders: ['Ada'] });
    const { chat } = build({ choice: { option: 0, file }, numbers: [null, 2] });
    expect(chat.filter((known) => /^00\d\d-/.test(known.name))).toHaveLength(2);
    const record = chat.find((known) => known.name.startsWith('0012-'));
    expect(record?.content).toBe(file.content);
    expect(record?.content).toContain('Chosen option: "Modular monolith"');
    expect(chat.find((file) => file.name === 'design.md')?.content).toContain(
      '- [ADR-0012](0012-architecture-option-for-food-delivery-for-one-city.md): Architecture option for Food delivery for one city (accepted)',
    );
  });
});

describe('the written design among its files', () => {
  const written = (design: Design) =>
    build({ design }).chat.find((file) => file.name === 'design.md')?.content ?? '';

  it('names only files that are handed over with it', () => {
    const { chat } = build();
    const targets = [...written(aDesign()).matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
    expect(targets).toHaveLength(3);
    for (const target of targets) expect(names(chat)).toContain(target);
  });

  it('says plainly what the review found, errors first, before its own chapters', () => {
    const text = written(SAMPLE_DESIGN);
    const places = [
      '**Version 1** · 24 checks · 1 contract valid · 1 error · 1 note',
      '![What diagram-full shows](diagram-full.png)',
      '```mermaid',
      '## Review',
      '- A link ends at `x`. (`dangling-link` at `model.links.3`)',
      '- Nobody owns \\<Bus>. (`no-owner` at `model.nodes.1`)',
      '## Assumptions',
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('still holds everything that the document says', () => {
    const text = written(SAMPLE_DESIGN).replaceAll('\\|', '|');
    for (const part of textsOf(SAMPLE_DESIGN)) expect(text).toContain(part.trim());
  });

  it('can not be swallowed by a summary that leaves something open', () => {
    for (const summary of ['<details>', '```', '<!--', '# Title\n\n## Review\n\nNothing found.']) {
      const text = writeDesignMarkdown({ ...EMPTY_DESIGN, summary }, { review: REVIEW });
      expect(text.match(/^## .*$/gm)).toEqual(['## Review']);
      expect(text).not.toMatch(/^<details>$/m);
    }
  });
});

function fail(): never {
  throw new Error('the file is not there');
}
