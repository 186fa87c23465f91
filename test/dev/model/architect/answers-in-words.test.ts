import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../src/core/design/document.ts';
import { answersIn } from '../../../../src/dev/model/architect/match-answer.ts';
import {
  agents,
  converse,
  faultsOf,
  recommendedIn,
  servicesOf,
  type TestAgent,
  textOf,
} from './conversation.ts';

const questions = [
  {
    id: 'scale',
    question: 'How many orders a day do you expect?',
    options: ['Under 1,000 a day', 'About 10,000 a day'],
  },
  { id: 'team', question: 'How many people will build and run it?', options: ['1–5 people', '6–15 people'] },
  {
    id: 'existing',
    question: 'Is there a food delivery system already that this must grow out of?',
    options: ['No, it is new', 'Yes, a monolith', 'Yes, some services'],
  },
  {
    id: 'scope',
    question: 'Which areas belong to it? Our guess: restaurant, order, dispatch.',
    options: ['All of these', 'Only the first three for now'],
  },
  {
    id: 'couriers',
    question: 'Who delivers the meals?',
    options: ['Our own couriers', "The restaurants' couriers", 'Both'],
  },
  {
    id: 'stack',
    question: 'Is anything about the technology fixed?',
    options: ['Nothing is fixed', 'Python and PostgreSQL'],
  },
  {
    id: 'compliance',
    question: 'Which rules apply to the data?',
    options: ['None beyond the usual', 'GDPR'],
  },
];

describe('answersIn', () => {
  it.each<[string, Record<string, string>]>([
    [
      'It is new, our own couriers, all of these areas',
      { existing: 'No, it is new', couriers: 'Our own couriers', scope: 'All of these' },
    ],
    [
      'greenfield and the restaurants deliver themselves',
      { existing: 'No, it is new', couriers: "The restaurants' couriers" },
    ],
    [
      'From scratch. Own drivers. Everything.',
      { existing: 'No, it is new', couriers: 'Our own couriers', scope: 'All of these' },
    ],
    ['we have a PHP monolith today', { existing: 'Yes, a monolith', stack: 'we have a PHP monolith today' }],
    ['only the first three areas for now', { scope: 'Only the first three for now' }],
    [
      'six of us, about 3,000 a day, at lunch 20 a second',
      { team: 'six of us', scale: 'about 3,000 a day, at lunch 20 a second' },
    ],
    ['GDPR applies; Java and MySQL', { compliance: 'GDPR', stack: 'Java and MySQL' }],
    ['our team is six people', { team: 'our team is six people' }],
    ['no idea', {}],
    ['let me ask my boss', {}],
  ])('reads "%s"', (text, expected) => {
    expect(Object.fromEntries(answersIn(text, questions).map(({ id, answer }) => [id, answer]))).toEqual(
      expected,
    );
  });
});

const scoped: TestAgent = {
  id: 'scoped',
  sections: [],
  system: [
    'You are one of the architects.',
    'You cut systems.\n\n# Clarifying questions\nRounds: 2\nTopics:\n- The system as it is today\n- The business domains',
  ],
};

async function answered(
  agent: TestAgent,
  answers: Record<string, string>,
  note?: string,
): Promise<{ design: Design; asked: string[] }> {
  const talk = converse(agent);
  const turn = await talk.ask('Design a food delivery platform for one city');
  if (turn.kind !== 'asked') throw new Error(`It did not ask: ${turn.kind}`);
  const asked = turn.questions.map(({ id }) => id);
  const given = Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id)));
  const next = await talk.answer(
    given,
    asked.filter((id) => given[id] === undefined),
    note,
  );
  if (next.kind !== 'designed') throw new Error(`It did not design: ${next.kind}`);
  expect(faultsOf(next.design, agent)).toEqual([]);
  return { design: next.design, asked };
}

describe('the offline architect and answers in words', () => {
  it('takes a note as answers: nothing that it says is an assumption', async () => {
    const tapped = { scale: 'About 10,000 a day', team: '6–15 people' };
    const note = 'It is new, our own couriers, all of these areas';
    const { design, asked } = await answered(agents.cut, tapped, note);
    expect(asked).toEqual(['scale', 'team', 'existing', 'couriers']);
    expect(design.assumptions.filter((line) => line.includes('Not answered'))).toEqual([]);
    expect(textOf(design)).not.toMatch(/assumed|Who delivers the meals\? Not/);
    expect(design.summary).toContain('10,000 orders a day');
    expect(design.openQuestions.join()).not.toMatch(/Who delivers/);
  });

  it('keeps a range of people a range', async () => {
    const { design } = await answered(agents.deep, { scale: 'About 10,000 a day', team: '6–15 people' });
    expect(design.summary).toContain('6–15 people');
    expect(textOf(design)).not.toMatch(/team of 15|15 people, 6/);
  });

  it('says "assumed" of a load that nobody named, and of no other', async () => {
    const { design } = await answered(agents.deep, { team: '6–15 people' });
    expect(design.summary).toContain('10,000 orders a day (assumed)');
  });

  it.each([
    ['by button', { couriers: "The restaurants' couriers" }, undefined],
    ['in free text', { couriers: 'the restaurants bring it themselves' }, undefined],
    ['in a note', {}, 'The restaurants deliver with their own people'],
  ])(
    'builds no dispatch when restaurants deliver, said %s',
    async (_way, answers: Record<string, string>, note) => {
      const { design } = await answered(agents.deep, { team: '16 people or more', ...answers }, note);
      expect(servicesOf(design)).toContain('order-service');
      expect(servicesOf(design)).not.toContain('dispatch-service');
      expect(design.model?.nodes.map((node) => node.id)).not.toContain('courier-app');
    },
  );

  it('leaves out what is said to come later', async () => {
    const { design } = await answered(
      scoped,
      { team: '6–15 people' },
      'greenfield, only the first three areas for now',
    );
    expect(servicesOf(design)).toEqual(['restaurant-service', 'order-service', 'dispatch-service']);
  });

  it('sizes for the peak that was said', async () => {
    const { design } = await answered(agents.deep, {
      scale: 'about 3,000 a day, at lunch 20 a second',
      team: 'six of us',
    });
    expect(design.summary).toContain('about 3,000 orders a day, 20 a second at the peak');
    expect(design.summary).toContain('6 people');
    expect(textOf(design)).toContain('40 orders a second for an hour');
    expect(recommendedIn(design)).toMatch(/monolith/i);
  });

  it('hears what is written beside the buttons', async () => {
    const talk = converse(scoped);
    await talk.ask('Design a food delivery platform');
    const turn = await talk.result({
      answers: [],
      skipped: [],
      note: 'we are 20 people; 10k orders a day; own couriers',
    });
    if (turn.kind !== 'designed') throw new Error(`It did not design: ${turn.kind}`);
    expect(turn.design.summary).toContain('10k orders a day and 20 people');
    expect(turn.design.assumptions.join()).not.toMatch(/couriers|How many/);
  });
});
