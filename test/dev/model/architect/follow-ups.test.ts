import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../src/core/design/document.ts';
import { agents, converse, faultsOf, recommendedIn, servicesOf } from './conversation.ts';

const large =
  'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript and Kafka on AWS with PostgreSQL';

async function started(brief = large) {
  const talk = converse(agents.deep);
  const first = await talk.ask(brief);
  if (first.kind !== 'designed') throw new Error(`It did not design: ${first.kind}`);
  return {
    first: first.design,
    change: async (text: string): Promise<Design> => {
      const turn = await talk.say(text);
      if (turn.kind !== 'designed') throw new Error(`"${text}" gave ${JSON.stringify(turn).slice(0, 300)}`);
      expect(faultsOf(turn.design, agents.deep)).toEqual([]);
      return turn.design;
    },
    ask: async (text: string): Promise<string> => {
      const turn = await talk.say(text);
      if (turn.kind !== 'said') throw new Error(`"${text}" gave a ${turn.kind}`);
      return turn.text;
    },
  };
}

const brokerOf = (design: Design): string | undefined =>
  design.model?.nodes.find((node) => node.kind === 'broker')?.technology;
const heardBy = (design: Design, id: string): (string | undefined)[] =>
  (design.model?.links ?? [])
    .filter((link) => link.to === id && link.kind === 'async')
    .map((link) => link.event);

describe('the offline architect on follow-ups', () => {
  it.each([
    ['make payments asynchronous', /Payment worker/],
    ['what about refunds?', /refund_case/],
    ['add a loyalty programme', /Loyalty service/],
    ['we are only 4 people', /4 people; Now recommended: modular monolith/],
    ['use RabbitMQ instead of Kafka', /RabbitMQ in the place of Kafka/],
    ['choose option A', /Chosen: modular monolith/],
  ])('after "%s" the summary and the first section say what changed', async (text, expected) => {
    const { first, change } = await started();
    const next = await change(text);
    expect(next.summary).toMatch(/Changed since the last version/);
    expect(next.summary).toMatch(expected);
    expect(next.sections[0]?.markdown).toMatch(expected.source.includes(';') ? /4 people/ : expected);
    expect({ ...next, summary: '', sections: [] }).not.toEqual({ ...first, summary: '', sections: [] });
  });

  it('lets a new service hear what it has a use for', async () => {
    const { change } = await started();
    const design = await change('add a loyalty programme');
    expect(heardBy(design, 'loyalty-service')).toContain('payment.payment.captured');
    expect(heardBy(design, 'loyalty-service')).not.toContain('restaurant.restaurant.closed');
  });

  it('builds one application for few people, and keeps later wishes inside it', async () => {
    const { change } = await started();
    const small = await change('we are only 4 people');
    expect(recommendedIn(small)).toMatch(/monolith/i);
    const loyal = await change('add a loyalty programme');
    expect(servicesOf(loyal)).toEqual(servicesOf(small));
    expect(loyal.model?.nodes.flatMap((node) => node.owns)).toContain('loyalty_account');
    expect(loyal.summary).toMatch(/Loyalty module/);
  });

  it('swaps the broker everywhere', async () => {
    const { first, change } = await started();
    expect(brokerOf(first)).toBe('Kafka');
    const design = await change('use RabbitMQ instead of Kafka');
    expect(brokerOf(design)).toBe('RabbitMQ');
    expect(design.decisions.map((one) => one.title).join()).not.toMatch(/through Kafka/);
  });

  it('keeps a choice and earlier wishes through later ones', async () => {
    const { change } = await started();
    await change('what about refunds?');
    await change('choose option A');
    const design = await change('we now expect 50,000 orders a day');
    expect(recommendedIn(design)).toMatch(/^A\./);
    expect(design.decisions[0]?.status).toBe('accepted');
    expect(design.model?.nodes.flatMap((node) => node.owns)).toContain('refund_case');
    expect(design.summary).toContain('50,000 orders a day');
  });

  it('takes a late answer to a question that was skipped', async () => {
    const talk = converse(agents.deep);
    const asked = await talk.ask('Design a food delivery platform');
    if (asked.kind !== 'asked') throw new Error('It did not ask');
    await talk.answer({ team: '16 people or more' });
    const turn = await talk.say('the restaurants deliver with their own couriers');
    if (turn.kind !== 'designed') throw new Error(`It gave a ${turn.kind}`);
    expect(servicesOf(turn.design)).not.toContain('dispatch-service');
    expect(turn.design.assumptions.join()).not.toMatch(/Who delivers/);
  });

  it.each([
    ['why Kafka?', /\*\*Kafka\*\* is used for Event broker/],
    ['why RabbitMQ?', /\*\*RabbitMQ\*\* is not in this design/],
    ['why not a monolith?', /20 people can own/],
    ['which service owns refunds?', /Payment service/],
    ['what happens if the payment provider is down?', /Payment/],
    ['what does it cost?', /USD/],
  ])('answers "%s" from the document', async (question, expected) => {
    const { ask } = await started();
    expect(await ask(question)).toMatch(expected);
  });

  it('does not hand in again what is so already', async () => {
    const { ask } = await started();
    expect(await ask('use Kafka')).toMatch(/nothing changes/);
  });
});
