import { describe, expect, it } from 'vitest';
import { planReply } from '../../../../src/adapters/teams/cards.ts';
import { designChapters } from '../../../../src/core/design/artifacts/chapters.ts';
import { isTooCostly } from '../../../../src/core/design/artifacts/markdown-cost.ts';
import type { Design } from '../../../../src/core/design/document.ts';
import { HOSTILE_MARKDOWN } from '../../../core/design/hostile-markdown.ts';
import { SAMPLE_DESIGN } from '../../../core/design/sample-design.ts';
import { bare, missingWords } from '../../slack/check.ts';
import {
  createRandom,
  markdownDocument,
  numberedDocument,
  type Random,
  sentence,
} from '../../slack/generate.ts';
import { FOOTER } from '../../slack/given.ts';
import { FINDINGS, PICTURE, present } from '../../slack/presented.ts';
import { visibleWords } from '../../slack/visible-words.ts';
import { contentsOf, filesOf, problemsOf, visibleText } from './check.ts';
import { HOSTILE, REF } from './replies.ts';

const DOCUMENTS = 2_000;
const DESIGNS = 40;

/** What is wrong with the way a document is shown; nothing, for all of them. */
function problemsWith(markdown: string): unknown[] {
  const parts = planReply({ kind: 'answer', ref: REF, footer: FOOTER, others: [], markdown });
  const contents = contentsOf(parts);
  const problems = contents.flatMap(problemsOf);
  const files = filesOf(parts);
  if (Object.keys(files).length > 0) return files['answer.md'] === markdown ? problems : ['not in the file'];
  const said = contents.map(({ card }) => visibleText(card)).join('\n');
  const inWords = contents
    .map(({ fallback }) => fallback)
    .join('\n')
    .replaceAll('\u2060', '');
  return [...problems, ...lostWords(markdown, said), ...lostWords(markdown, inWords)];
}

/** A text that takes too long to parse is shown as it is written, with all its marks. */
function lostWords(markdown: string, said: string): string[] {
  if (!isTooCostly(markdown)) return missingWords(visibleWords(markdown), said);
  return bare(said).includes(bare(markdown)) ? [] : ['of a text as it is written'];
}

function randomDesign(random: Random): Design {
  const some = <T>(most: number, make: (index: number) => T): T[] =>
    Array.from({ length: random.int(0, most) }, (_, index) => make(index));
  const line = (most: number): string =>
    clean(random.next() < 0.1 ? HOSTILE : sentence(random, random.int(1, 6))).slice(0, most) || 'x';
  const decision = () => ({
    title: line(200),
    status: 'proposed' as const,
    context: line(900),
    decision: line(900),
    consequences: line(900),
    alternatives: some(2, () => line(400)),
  });
  return {
    ...SAMPLE_DESIGN,
    title: line(120),
    summary: line(600),
    assumptions: some(9, () => line(400)),
    sections: some(5, () => ({
      heading: line(160),
      markdown: clean(markdownDocument(random)).slice(0, 20_000),
    })),
    options: some(7, (index) => ({
      name: line(160),
      summary: line(2_000),
      pros: some(3, () => line(400)),
      cons: some(3, () => line(400)),
      complexity: random.pick(['low', 'medium', 'high']),
      cost: line(400),
      recommended: index === 0,
    })),
    ...(random.next() < 0.3 ? { model: null } : {}),
    decisions: some(3, decision),
    risks: some(3, () => ({ risk: line(400), likelihood: 'low', impact: 'high', mitigation: line(400) })),
    escalations: some(2, () => line(400)),
    openQuestions: some(2, () => line(400)),
  };
}

/** Without halves of characters, which no JSON from a model holds. */
function clean(text: string): string {
  return text.replace(/\p{Cs}/gu, '');
}

describe('any Markdown on Teams', () => {
  it('is never refused, loses no word, calls nobody, and leads where it says', () => {
    const failed: unknown[] = [];
    for (let seed = 1; seed <= DOCUMENTS && failed.length < 3; seed++) {
      const problems = problemsWith(`${numberedDocument(seed)}${seed % 9 === 0 ? `\n\n${HOSTILE}` : ''}`);
      if (problems.length > 0) failed.push({ seed, problems });
    }
    expect(failed).toEqual([]);
  }, 240_000);

  it.each(Object.entries(HOSTILE_MARKDOWN))('keeps its words when it is not parsed: %s', (_, markdown) => {
    const contents = contentsOf(planReply({ kind: 'notice', markdown }));
    expect(contents.flatMap(problemsOf)).toEqual([]);
    const said = contents.map(({ card }) => visibleText(card)).join('');
    expect(said.replace(/\s/g, '')).toBe(markdown.replace(/\s/g, ''));
  });
});

describe('any design on Teams', () => {
  it('keeps all limits, says everything, and hands over all its files', () => {
    for (let seed = 1; seed <= DESIGNS; seed++) {
      const design = randomDesign(createRandom(seed));
      const review = { findings: FINDINGS, checks: 24, validContracts: 0 };
      const item = present(design, { picture: PICTURE, review });
      const parts = planReply(item);
      try {
        const contents = contentsOf(parts);
        expect(contents.flatMap(problemsOf)).toEqual([]);
        // An address is shown as it is sent, with some characters encoded.
        const said = contents.map(({ card }) => visibleText(card).replace(/%[0-9A-F]{2}/g, ' ')).join('\n');
        for (const text of [design.summary, ...designChapters(design).map((chapter) => chapter.markdown)]) {
          expect(missingWords(visibleWords(text), said)).toEqual([]);
        }
        expect(missingWords([design.title, ...FINDINGS.map((f) => f.message)].join('\n'), said)).toEqual([]);
        expect(filesOf(parts)).toEqual(Object.fromEntries(item.files.map((f) => [f.name, f.content])));
        const chosen =
          design.options.length === 0 ? {} : { choice: { option: 0, byId: '29:ada', number: 8 } };
        const again = planReply({ ...present(design, { review, ...chosen }) });
        const below = (plan: typeof parts) => contentsOf(plan).slice(1);
        expect(below(again)).toEqual(below(parts));
      } catch (error) {
        throw new Error(`design of seed ${seed}`, { cause: error });
      }
    }
  }, 120_000);
});
