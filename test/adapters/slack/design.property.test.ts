import { describe, expect, it } from 'vitest';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { designChapters } from '../../../src/core/design/artifacts/chapters.ts';
import { type Design, designSchema, NODE_KINDS } from '../../../src/core/design/document.ts';
import { contentsOf, expectSendable, filesOf, missingWords, visibleText } from './check.ts';
import { createRandom, markdownDocument, type Random, sentence } from './generate.ts';
import { FINDINGS, PICTURE, present } from './presented.ts';
import { visibleWords } from './visible-words.ts';

const DESIGNS = 40;

const REVIEW = { findings: FINDINGS, checks: 24, validContracts: 0 };

function randomDesign(random: Random): Design {
  const some = <T>(most: number, make: (index: number) => T): T[] =>
    Array.from({ length: random.int(0, most) }, (_, index) => make(index));
  const line = (most: number): string => clean(sentence(random, random.int(1, 6))).slice(0, most) || 'x';
  const ids = ['a', 'b_c', 'd e', '<e>', 'f|g'];
  return {
    title: line(120),
    summary: line(600),
    assumptions: some(4, () => line(400)),
    sections: some(4, () => ({
      heading: line(160),
      markdown: clean(markdownDocument(random)).slice(0, 20_000),
    })),
    options: some(3, (index) => ({
      name: line(160),
      summary: line(2_000),
      pros: some(3, () => line(400)),
      cons: some(3, () => line(400)),
      complexity: random.pick(['low', 'medium', 'high']),
      cost: line(400),
      recommended: index === 0,
    })),
    model:
      random.next() < 0.2
        ? null
        : {
            contexts: some(3, (index) => ({ id: ids[index] ?? 'z', name: line(120) })),
            nodes: ids.slice(0, random.int(0, 5)).map((id) => ({
              id,
              name: line(120),
              kind: random.pick(NODE_KINDS),
              context: random.pick(ids),
              technology: line(120),
              responsibility: line(400),
              owns: some(2, () => random.pick(ids)),
              port: random.int(1, 65_535),
              existing: random.next() < 0.5,
            })),
            links: some(6, () => ({
              from: random.pick(ids),
              to: random.pick(ids),
              kind: random.pick(['sync', 'async', 'data']),
              protocol: line(60),
              label: line(120),
              event: line(160),
            })),
          },
    contracts: some(3, () => ({
      service: random.pick(ids),
      format: random.pick(['openapi', 'asyncapi', 'protobuf']),
      filename: random.pick(['a.yaml', '../a.yaml', '<!here>', 'design.md', line(160)]),
      content: clean(markdownDocument(random)),
    })),
    decisions: some(2, () => ({
      title: line(200),
      status: 'proposed',
      context: line(900),
      decision: line(900),
      consequences: line(900),
      alternatives: some(2, () => line(400)),
    })),
    risks: some(3, () => ({ risk: line(400), likelihood: 'low', impact: 'high', mitigation: line(400) })),
    checklist: some(3, () => ({
      item: line(400),
      status: random.pick(['ok', 'risk', 'unknown']),
      note: line(400),
    })),
    escalations: some(2, () => line(400)),
    openQuestions: some(2, () => line(400)),
  };
}

/** Without halves of characters, which no JSON from a model holds. */
function clean(text: string): string {
  return text.replace(/\p{Cs}/gu, '');
}

describe('any design on Slack', () => {
  it('keeps all limits, says everything, and hands over all its files', () => {
    for (let seed = 1; seed <= DESIGNS; seed++) {
      const design = randomDesign(createRandom(seed));
      expect(designSchema.safeParse(design).error?.issues ?? []).toEqual([]);
      const item = present(design, { picture: PICTURE, review: REVIEW });
      const parts = planReply(item);
      try {
        const contents = contentsOf(parts);
        for (const content of contents) expectSendable(content);
        expect(contents.length).toBeLessThan(30);
        // An address is shown as it is sent, with some characters encoded.
        const said = contents
          .map((content) => visibleText(content.blocks).replace(/%[0-9A-F]{2}/g, ' '))
          .join('\n');
        for (const text of [design.summary, ...designChapters(design).map((chapter) => chapter.markdown)]) {
          expect(missingWords(visibleWords(text), said)).toEqual([]);
        }
        expect(missingWords([design.title, ...FINDINGS.map((f) => f.message)].join('\n'), said)).toEqual([]);
        expect(filesOf(parts)).toEqual(Object.fromEntries(item.files.map((f) => [f.name, f.content])));
      } catch (error) {
        throw new Error(`design of seed ${seed}`, { cause: error });
      }
    }
  });
});
