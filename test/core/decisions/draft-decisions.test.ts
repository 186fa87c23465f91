import { describe, expect, it } from 'vitest';
import { draftDecisions, settleDecision } from '../../../src/core/decisions/draft-decisions.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { aDesign } from '../../fakes/design.ts';

function anOption(name: string, change: Partial<Design['options'][number]> = {}): Design['options'][number] {
  return {
    name,
    summary: `${name} in a sentence.`,
    pros: ['Known\nto all'],
    cons: ['Slow'],
    complexity: 'low',
    cost: '1 €',
    recommended: false,
    ...change,
  };
}

function aDecision(change: Partial<Design['decisions'][number]>): Design['decisions'][number] {
  return {
    title: 'A decision',
    status: 'proposed',
    context: '',
    decision: '',
    consequences: '',
    alternatives: [],
    ...change,
  };
}

describe('the decisions of a design', () => {
  it('begin with one about its options when none of them is', () => {
    const drafts = draftDecisions(aDesign());
    expect(drafts.map(({ title, chosen }) => [title, chosen])).toEqual([
      ['Architecture option for Food delivery for one city', 'Three services'],
      ['Use an event bus between services', undefined],
    ]);
    expect(drafts[0]?.options?.map((option) => option.name)).toEqual(['Modular monolith', 'Three services']);
  });

  it.each([
    ['named in full', ['Modular monolith', 'Three services'], 'Three services instead of a modular monolith'],
    ['under a letter', ['Option A: Redis streams', 'Option B: Kafka'], 'Kafka, and not Redis Streams'],
    ['under a number', ['1) Redis streams', '2) Kafka'], 'We take Kafka over redis streams.'],
    ['in Chinese', ['方案A：模块化单体', '方案B：三个服务'], '采用三个服务，不采用模块化单体。'],
    ['in German', ['Ein Modulith', 'Drei Dienste'], 'Drei Dienste statt ein Modulith'],
  ])('are as many as it has when one is about the options, %s', (_, names, decision) => {
    const options = names.map((name, i) => anOption(name, { recommended: i === 1 }));
    const decisions = [aDecision({ title: 'Other' }), aDecision({ title: 'The cut', decision })];
    const drafts = draftDecisions(aDesign({ options, decisions }));
    expect(drafts.map(({ title, chosen }) => [title, chosen])).toEqual([
      ['Other', undefined],
      ['The cut', names[1]],
    ]);
  });

  it('are not taken for one about the options because of a single letter', () => {
    const options = [anOption('A', { recommended: true }), anOption('I')];
    const decisions = [aDecision({ decision: 'I take a queue.' })];
    expect(draftDecisions(aDesign({ options, decisions }))).toHaveLength(2);
  });

  it('are its own where there is nothing to choose among', () => {
    for (const options of [[], [anOption('One')]]) {
      const design = aDesign({ options });
      expect(draftDecisions(design)).toEqual(design.decisions);
      expect(settleDecision(design, 0)).toBeUndefined();
    }
  });
});

describe('a choice', () => {
  it('of the recommended option accepts the draft as it was proposed', () => {
    const design = aDesign({
      decisions: [
        aDecision({
          title: 'The cut',
          decision: 'Three services, no modular monolith.',
          consequences: 'Events.',
        }),
      ],
    });
    expect(settleDecision(design, 1)).toMatchObject({
      index: 0,
      draft: { title: 'The cut', status: 'accepted', chosen: 'Three services', consequences: 'Events.' },
    });
  });

  it('of another option says what that one means', () => {
    const design = aDesign({
      options: [anOption('Three services', { recommended: true }), anOption('Modular monolith')],
    });
    const settled = settleDecision(design, 1);
    expect(settled).toMatchObject({
      index: 0,
      draft: {
        status: 'accepted',
        chosen: 'Modular monolith',
        decision: 'Modular monolith in a sentence.',
        consequences: '- Good, because Known to all\n- Bad, because Slow',
      },
    });
    expect(settled?.draft.title).toBe(draftDecisions(design)[0]?.title);
  });

  it('of an option that is not there settles nothing', () => {
    expect(settleDecision(aDesign(), 7)).toBeUndefined();
  });
});

describe('the decision for an option that was not proposed', () => {
  const options = [anOption('A. Modular monolith'), anOption('B. Kafka log', { recommended: true })];
  const about = (title: string) =>
    aDesign({
      options,
      decisions: [aDecision({ title, alternatives: ['A. Modular monolith: slow'], decision: 'Kafka log' })],
    });

  it('is not titled after the one that was', () => {
    expect(settleDecision(about('Kafka log'), 0)?.draft).toMatchObject({
      title: 'Modular monolith for Food delivery for one city',
      chosen: 'A. Modular monolith',
    });
  });

  it('keeps a title that names none', () => {
    expect(settleDecision(about('How services talk'), 0)?.draft.title).toBe('How services talk');
    expect(settleDecision(about('Kafka log'), 1)?.draft.title).toBe('Kafka log');
  });
});
