import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../../src/core/decisions/decision-log.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { contradictions } from '../../../src/core/digest/sources/contradictions.ts';
import { accepted, aDecision, aDesignTurn, aHistory, aModel, anOption, day, services } from './a-history.ts';

const FOOD = 'Food delivery for one city';
const CUT = 'Architecture option for Food delivery for one city';

/** What was accepted: three services rather than a monolith, of the design in thread T1. */
const held: Partial<Design> = {
  title: FOOD,
  options: [anOption('Modular monolith'), anOption('Three services', true)],
  model: aModel(services('Ordering', 'Kitchen', 'Courier dispatch')),
};
const record = accepted(3, { title: CUT, option: 'Three services', at: day(2) });

type Case = {
  later: Partial<Design>;
  held?: Partial<Design>;
  record?: Partial<DecisionRecord>;
  /** In the thread of the decision, as its next version. */
  sameThread?: true;
};

async function find({ later, ...given }: Case) {
  const first = aDesignTurn({ design: { ...held, ...given.held }, at: day(1) });
  const second = aDesignTurn({ design: later, at: day(4), ...(given.sameThread ? { version: 2 } : {}) });
  const threads = given.sameThread
    ? [{ outcomes: { 1: first, 2: second } }]
    : [{ outcomes: { 1: first } }, { outcomes: { 1: second } }];
  return contradictions.items(aHistory({ threads, decisions: [{ ...record, ...given.record }] }));
}

const again = (change: Partial<Design> = {}): Partial<Design> => ({
  ...held,
  options: [anOption('A: Modular monolith', true), anOption('B: Three services')],
  ...change,
});
const kafka = {
  held: { options: [anOption('Kafka', true), anOption('RabbitMQ')] },
  record: { title: 'Event bus between services', option: 'Kafka' },
};

describe('a later design contradicts a decision', () => {
  it.each<[string, Case, string]>([
    [
      'in its own thread',
      { later: again(), sameThread: true },
      'recommends “A: Modular monolith”, which it rejected',
    ],
    ['of the same title', { later: again({ title: 'Second thoughts' }) }, 'recommends “A: Modular monolith”'],
    [
      'under the decision’s own title, whatever it is about',
      {
        later: {
          title: 'Messaging',
          decisions: [aDecision('How services talk', { decision: 'We take RabbitMQ.' })],
        },
        ...kafka,
        record: { title: 'How services talk', option: 'Kafka' },
      },
      'proposes “RabbitMQ” instead',
    ],
    [
      'by recommending something new for it',
      { later: again({ options: [anOption('Cells', true), anOption('Three services')] }) },
      'proposes “Cells” instead',
    ],
    [
      'as its own decision on the same options',
      {
        later: again({ decisions: [aDecision(CUT, { decision: 'Modular monolith, not three services.' })] }),
      },
      'recommends “A: Modular monolith”',
    ],
    [
      'of the same parts under another title',
      {
        later: again({
          title: 'Lunch at the office',
          model: aModel(services('Ordering', 'Kitchen', 'Vouchers')),
        }),
      },
      'recommends “A: Modular monolith”',
    ],
    [
      'with one option fewer, asking the same',
      {
        later: {
          title: FOOD,
          options: [anOption('RabbitMQ', true), anOption('NATS')],
          decisions: [aDecision('Event bus', { decision: 'RabbitMQ rather than NATS.' })],
        },
        ...kafka,
      },
      'recommends “RabbitMQ”, which it rejected',
    ],
    [
      'with what was chosen among the alternatives of another decision',
      {
        later: {
          title: FOOD,
          decisions: [aDecision('Modular monolith first', { alternatives: ['Three services: too early'] })],
        },
      },
      'sets “Three services” aside in “Modular monolith first”',
    ],
    [
      'with what was chosen among the alternatives of the same question',
      {
        later: {
          title: FOOD,
          decisions: [aDecision('Event bus: NATS', { alternatives: ['Use Kafka (heavy)'] })],
        },
        ...kafka,
      },
      'sets “Kafka” aside in “Event bus: NATS”',
    ],
    [
      'by rejecting it',
      { later: { title: FOOD, decisions: [aDecision('Move to three services', { status: 'rejected' })] } },
      'rejects it in “Move to three services”',
    ],
    [
      'in Chinese',
      {
        held: { title: '城市外卖配送系统', options: [anOption('模块化单体'), anOption('三个服务', true)] },
        later: {
          title: '城市外卖配送',
          options: [anOption('方案A：模块化单体', true), anOption('方案B：三个服务')],
        },
        record: { title: '架构方案', option: '三个服务' },
      },
      'recommends “方案A：模块化单体”, which it rejected',
    ],
  ])('%s', async (_, given, how) => {
    const items = await find(given);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      key: given.sameThread ? 'contradiction:3:T1:2' : 'contradiction:3:T2:1',
      threadId: given.sameThread ? 'T1' : 'T2',
      turn: given.sameThread ? 2 : 1,
      at: day(4),
    });
    expect(items[0]?.title).toContain('ADR-0003 is contradicted: “');
    expect(items[0]?.title).toContain(how);
  });
});

describe('a later design does not contradict a decision', () => {
  it.each<[string, Case]>([
    [
      'of another system, on the commonest options there are',
      { later: again({ title: 'Clinic appointments', model: null }) },
    ],
    [
      'of a system with a title like it',
      {
        later: again({ title: 'Parcel delivery for one city', model: aModel(services('Parcels', 'Routes')) }),
      },
    ],
    [
      'of a system that has one word of its title',
      { held: { title: 'Clinic app', model: null }, later: again({ title: 'Clinic billing', model: null }) },
    ],
    [
      'whose parts are those that any system has',
      {
        held: {
          model: aModel(services('API Gateway', 'User service', 'Notification service', 'Payment service')),
        },
        later: again({
          title: 'Clinic appointments',
          model: aModel(services('API gateway', 'User service', 'Notification service', 'Payment service')),
        }),
      },
    ],
    [
      'that shares one part',
      { later: again({ title: 'Web shop', model: aModel(services('Ordering', 'Inventory', 'Shipping')) }) },
    ],
    ['that recommends the same', { later: { ...held, title: FOOD } }],
    [
      'that says the same with a label',
      { later: again({ options: [anOption('A: Modular monolith'), anOption('B: Three services', true)] }) },
    ],
    [
      'that says the same in more words',
      {
        later: again({
          options: [anOption('Modular monolith'), anOption('Three services around an event log', true)],
        }),
      },
    ],
    [
      'about another question of the same system',
      {
        later: {
          title: FOOD,
          decisions: [aDecision('Background jobs', { decision: 'Redis.', alternatives: ['Kafka'] })],
        },
        ...kafka,
      },
    ],
    [
      'about the same question in another system',
      {
        later: {
          title: 'Clinic appointments',
          decisions: [aDecision('Event bus: NATS', { alternatives: ['Kafka'] })],
        },
        ...kafka,
      },
    ],
    [
      'that sets a variant of the choice aside',
      {
        later: {
          title: FOOD,
          decisions: [
            aDecision('Event bus topology', {
              alternatives: ['Kafka Connect to each database', 'Kafka with one topic'],
            }),
          ],
        },
        ...kafka,
      },
    ],
    [
      'that takes the choice and names it among the alternatives, too',
      {
        later: {
          title: FOOD,
          decisions: [aDecision('Event bus', { decision: 'Managed Kafka.', alternatives: ['Kafka'] })],
        },
        ...kafka,
      },
    ],
    [
      'that rejects what the decision rejected',
      {
        later: {
          title: FOOD,
          decisions: [aDecision('Modular monolith instead of three services', { status: 'rejected' })],
        },
      },
    ],
    [
      'that rejected it as something past',
      {
        later: {
          title: FOOD,
          decisions: [
            aDecision('Modular monolith first', { status: 'superseded', alternatives: ['Three services'] }),
          ],
        },
      },
    ],
    [
      'that only recommends something new',
      {
        later: {
          title: 'Food delivery, second city',
          options: [anOption('Cells', true), anOption('Two services')],
        },
      },
    ],
    ['that has nothing to choose', { later: { title: FOOD, options: [anOption('Modular monolith', true)] } }],
    ['that holds no longer', { later: again(), record: { status: 'superseded', supersededBy: 9 } }],
    ['that was accepted after it', { later: again(), record: { at: day(5) } }],
    [
      'whose own design is not kept, unless the title is',
      { later: again(), record: { threadId: 'T9', title: 'The cut' } },
    ],
  ])('%s', async (_, given) => {
    expect(await find(given)).toEqual([]);
  });

  it('where a still later version agrees again', async () => {
    const outcomes = {
      1: aDesignTurn({ design: held, at: day(1) }),
      2: aDesignTurn({ design: again(), at: day(4), version: 2 }),
      3: aDesignTurn({ design: held, at: day(5), version: 3 }),
    };
    expect(await contradictions.items(aHistory({ threads: [{ outcomes }], decisions: [record] }))).toEqual(
      [],
    );
  });

  it('where people chose of it what the decision says', async () => {
    const threads = [
      { outcomes: { 1: aDesignTurn({ design: held, at: day(1) }) } },
      { outcomes: { 1: aDesignTurn({ design: again(), at: day(4) }) } },
    ];
    const chosen = accepted(7, { threadId: 'T2', option: 'B: Three services', title: 'Other', at: day(5) });
    expect(await contradictions.items(aHistory({ threads, decisions: [record, chosen] }))).toEqual([]);
  });

  it('before it is there', async () => {
    const threads = [
      { outcomes: { 1: aDesignTurn({ design: held, at: day(1) }) } },
      { outcomes: { 1: aDesignTurn({ design: again(), at: day(9) }) } },
    ];
    expect(await contradictions.items(aHistory({ threads, decisions: [record] }))).toEqual([]);
  });
});

describe('looking for contradictions', () => {
  /** A channel of one system, in which many decisions hold and many designs came later. */
  const channel = (designs: Partial<Design>[], decisions: number) =>
    aHistory({
      threads: [
        { outcomes: { 1: aDesignTurn({ design: held, at: day(1) }) } },
        ...designs.map((design) => ({ outcomes: { 1: aDesignTurn({ design, at: day(4) }) } })),
      ],
      decisions: Array.from({ length: decisions }, (_, i) => ({ ...record, number: i + 1 })),
    });

  it('reads a design once, however many decisions hold', async () => {
    const readsFor = async (decisions: number) => {
      let reads = 0;
      const { options: _, ...rest } = again();
      const history = channel([rest], decisions);
      const { outcome } = history;
      const later = await outcome('T2', 1);
      if (later?.kind !== 'design') throw new Error('No design.');
      const { options } = again();
      Object.defineProperty(later.design, 'options', {
        get: () => {
          reads += 1;
          return options;
        },
      });
      expect(await contradictions.items(history)).toHaveLength(decisions);
      return reads;
    };
    expect(await readsFor(40)).toBe(await readsFor(1));
  });

  it('lets the process go on between the designs, and between the decisions', async () => {
    const history = channel(
      Array.from({ length: 30 }, () => again()),
      20,
    );
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    expect(await contradictions.items({ ...history, pause })).toHaveLength(600);
    expect(pauses).toBeGreaterThanOrEqual(50);
  });
});
