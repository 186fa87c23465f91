import { describe, expect, it } from 'vitest';
import { agents, converse, designFor, faultsOf } from './conversation.ts';

const briefs: [domain: string, brief: string, parts: string[]][] = [
  ['food delivery', 'Design a food delivery platform', ['restaurant-service', 'dispatch-service']],
  ['ride hailing', 'We want to build a ride hailing service', ['trip-service', 'matching-service']],
  ['online shop', 'Design an e-commerce system', ['catalog-service', 'inventory-service']],
  ['payments', 'Architecture for a payment gateway for merchants', ['ledger-service', 'vault-service']],
  ['hospital', 'Design a hospital information system', ['patient-service', 'medication-service']],
  ['hotels', 'A hotel booking platform', ['availability-service', 'booking-service']],
  ['ticketing', 'Build a ticketing system for concerts', ['seat-service', 'admission-service']],
  ['parcels', 'Parcel tracking for a courier network', ['shipment-service', 'scan-service']],
  ['devices', 'An IoT platform for sensors in factories', ['registry-service', 'alert-service']],
  ['insurance', 'Insurance claims handling', ['claim-service', 'policy-service']],
  ['video', 'A video streaming service', ['encoding-service', 'playback-service']],
  [
    'bees',
    'A beekeeping cooperative that tracks hives, harvests and sales',
    ['hive-service', 'harvest-service', 'sale-service'],
  ],
  ['German', 'Entwirf eine Plattform für Essenslieferung in einer Stadt', ['restaurant-service']],
  ['Spanish', 'Diseña un sistema para un hospital con pacientes', ['patient-service']],
  ['Chinese', '设计一个外卖平台', ['restaurant-service']],
];

const ids = (design: { model: { nodes: { id: string; kind: string }[] } | null }): string[] =>
  (design.model?.nodes ?? [])
    .filter((node) => node.kind === 'service' || node.kind === 'worker')
    .map((node) => node.id);

describe('the offline architect on a new system', () => {
  it.each(briefs)(
    'asks about %s what is open, then hands in a sound design of its own',
    async (_domain, brief, parts) => {
      const talk = converse(agents.deep);
      const turn = await talk.ask(brief);
      if (turn.kind !== 'asked') throw new Error(`It did not ask: ${turn.kind}`);
      expect(turn.questions.length).toBeGreaterThanOrEqual(1);
      expect(turn.questions.length).toBeLessThanOrEqual(4);
      expect(turn.reason).toMatch(/^Offline stand-in, no AI:/);
      for (const question of turn.questions) {
        expect(question.options).toContain(question.default);
        expect(question.options.length).toBeLessThanOrEqual(4);
      }
      for (const agent of [agents.plain, agents.deep, agents.cut]) {
        const design = await designFor(agent, brief);
        expect(faultsOf(design, agent)).toEqual([]);
        expect(ids(design)).toEqual(expect.arrayContaining(parts));
        expect(design.contracts.length).toBeGreaterThan(3);
        expect(design.assumptions.length).toBeGreaterThan(0);
      }
    },
  );

  it('gives two domains two systems, and one brief one', async () => {
    const food = await designFor(agents.deep, 'Design a food delivery platform');
    const hospital = await designFor(agents.deep, 'Design a hospital information system');
    expect(ids(food).filter((id) => ids(hospital).includes(id))).toEqual(['notification-service']);
    expect(await designFor(agents.deep, 'Design a food delivery platform')).toEqual(food);
  });

  it.each([
    ['scale', 'Design a food delivery platform with 10k orders a day'],
    ['scale', 'Design an online shop for 2 million users'],
    ['team', 'Design a food delivery platform, we are a team of six'],
    ['team', 'Design an online shop. There are 5 backend engineers'],
    ['stack', 'Design a food delivery platform with PostgreSQL on AWS'],
    ['stack', 'Design a food delivery platform in Java'],
    ['existing', 'Design a food delivery platform from scratch'],
    ['compliance', 'Design a payment gateway, must be PCI compliant'],
    ['consistency', 'Design a payment gateway that must never charge twice'],
    ['region', 'Design a food delivery platform for one city'],
  ])('does not ask about %s after "%s"', async (slot, brief) => {
    for (const agent of [agents.plain, agents.deep, agents.cut]) {
      const turn = await converse(agent).ask(brief);
      if (turn.kind === 'asked') expect(turn.questions.map((question) => question.id)).not.toContain(slot);
    }
  });

  it('hears what was said in the thread before', async () => {
    const turn = await converse(agents.plain).ask('Design a food delivery platform', [
      'We are 4 developers',
      'About 500 orders a day',
    ]);
    const asked = turn.kind === 'asked' ? turn.questions.map((question) => question.id) : [];
    expect(asked).not.toContain('team');
    expect(asked).not.toContain('scale');
  });

  it('designs at once when the brief says enough', async () => {
    const brief =
      'Design a food delivery platform for one city: 10k orders a day, team of 6, greenfield, TypeScript, PostgreSQL and RabbitMQ on AWS, GDPR';
    const turn = await converse(agents.deep).ask(brief);
    if (turn.kind !== 'designed') throw new Error(`It did not design: ${turn.kind}`);
    const { design } = turn;
    expect(design.summary).toContain('10k orders a day');
    expect(design.model?.nodes.map((node) => node.technology)).toEqual(
      expect.arrayContaining(['TypeScript', 'PostgreSQL', 'RabbitMQ']),
    );
    expect(design.escalations).toEqual([expect.stringContaining('GDPR')]);
    expect(design.checklist).toHaveLength(3);
  });

  it('never asks more rounds than it may', async () => {
    const talk = converse(agents.deep);
    await talk.ask('Design an online shop');
    const second = await talk.answer({ existing: 'Yes, a monolith', scale: 'About 8,000 a day' });
    const third = second.kind === 'asked' ? await talk.answer({}) : second;
    expect(third.kind).toBe('designed');
    expect((await converse(agents.running).ask('add a notification service')).kind).toBe('designed');
  });

  it('lets an answer change the design', async () => {
    const brief = 'Design an online shop';
    const small = await designFor(agents.deep, brief, { team: '1–5 people' });
    const large = await designFor(agents.deep, brief, { team: '16–50 people' });
    expect(small.options.find((option) => option.recommended)?.name).toMatch(/monolith/i);
    expect(large.options.find((option) => option.recommended)?.name).toMatch(/services/i);
    expect(ids(small).length).toBeLessThan(ids(large).length);
    const python = await designFor(agents.plain, brief, { existing: 'Nothing yet, we want Python' });
    expect(python.model?.nodes.map((node) => node.technology)).toContain('Python');
  });

  it('names what was skipped as an assumption', async () => {
    const talk = converse(agents.deep);
    const asked = await talk.ask('Design an online shop');
    if (asked.kind !== 'asked') throw new Error('It did not ask');
    const turn = await talk.answer(
      {},
      asked.questions.map((question) => question.id),
    );
    if (turn.kind !== 'designed') throw new Error('It did not design');
    for (const question of asked.questions) {
      expect(turn.design.assumptions.some((line) => line.includes(question.default))).toBe(true);
    }
  });
});

describe('the offline architect on a running system', () => {
  it('keeps the services of its instructions with their ports and adds the next one', async () => {
    const design = await designFor(
      agents.running,
      'add a notification service that mails people when a case is closed',
    );
    expect(faultsOf(design, agents.running)).toEqual([]);
    const nodes = new Map(design.model?.nodes.map((node) => [node.id, node]));
    expect(nodes.get('auth-service')).toMatchObject({ existing: true, port: 8001 });
    expect(nodes.get('case-service')).toMatchObject({ existing: true, port: 8003 });
    expect(nodes.get('api-gateway')).toMatchObject({ existing: true, port: 8090 });
    expect(nodes.get('notification-service')).toMatchObject({ existing: false, port: 8004 });
    expect(design.model?.links.map((link) => link.event)).toContain('case.case.closed');
  });

  it('makes the smallest change for an endpoint', async () => {
    const design = await designFor(
      agents.running,
      'Add an endpoint that exports a case with its messages as PDF',
    );
    expect(ids(design)).toEqual(['auth-service', 'case-service']);
    expect(design.contracts.map((contract) => contract.service)).toContain('case-service');
  });

  it('starts from the service map where there is one', async () => {
    const talk = converse(agents.plain, ['service_map']);
    const look = await talk.ask('Add refunds to our shop, team of 20, 5k orders a day, Java');
    expect(look).toMatchObject({ kind: 'called', name: 'service_map' });
    let turn = await talk.result({
      nodes: [
        { name: 'orders', kind: 'service', ports: [7001], evidence: ['compose.yml:3'] },
        { name: 'payments', kind: 'service', ports: [7002], evidence: ['compose.yml:9'] },
      ],
      edges: [{ from: 'orders', to: 'payments', kind: 'sync', evidence: ['a.ts:1'] }],
    });
    if (turn.kind === 'asked') turn = await talk.answer({});
    if (turn.kind !== 'designed') throw new Error(`It did not design: ${turn.kind}`);
    const node = (id: string) =>
      turn.kind === 'designed' ? turn.design.model?.nodes.find((one) => one.id === id) : undefined;
    expect(node('orders-service')).toMatchObject({ existing: true, port: 7001 });
    expect(node('payments-service')?.owns).toContain('refund_case');
  });
});

describe('the offline architect after a design', () => {
  const brief =
    'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript on AWS with PostgreSQL';

  async function started() {
    const talk = converse(agents.deep);
    const first = await talk.ask(brief);
    if (first.kind !== 'designed') throw new Error('It did not design');
    const change = async (text: string) => {
      const turn = await talk.say(text);
      if (turn.kind !== 'designed') throw new Error(`"${text}" gave ${JSON.stringify(turn).slice(0, 200)}`);
      expect(faultsOf(turn.design, agents.deep)).toEqual([]);
      return turn.design;
    };
    return { talk, first: first.design, change };
  }

  it('makes something asynchronous, adds, removes, and keeps what was there', async () => {
    const { first, change } = await started();
    const events = (design: typeof first) => design.model?.links.map((link) => link.event) ?? [];
    const parallel = await change('make the payments asynchronous');
    expect(ids(parallel)).toEqual([...ids(first), 'payment-worker']);
    expect(events(parallel)).toContain('payment.payment.requested');
    const refunds = await change('add refunds');
    expect(ids(refunds)).toEqual(ids(parallel));
    expect(refunds.model?.nodes.flatMap((node) => node.owns)).toContain('refund_case');
    const privacy = await change('what about GDPR?');
    expect(ids(privacy)).toContain('privacy-service');
    expect(privacy.escalations).toEqual([expect.stringContaining('GDPR')]);
    const less = await change('remove the tracking service');
    expect(ids(less)).toEqual(ids(privacy).filter((id) => id !== 'tracking-service'));
    expect(less.decisions.length).toBeGreaterThan(first.decisions.length);
  });

  it('builds the option that people choose and marks it as accepted', async () => {
    const { first, change } = await started();
    expect(first.options.find((option) => option.recommended)?.name).toMatch(/^B\./);
    const chosen = await change('choose option A');
    expect(chosen.options.find((option) => option.recommended)?.name).toMatch(/^A\. .*monolith/i);
    expect(chosen.decisions[0]?.status).toBe('accepted');
    expect(ids(chosen).length).toBeLessThan(ids(first).length);
    const still = await change('add ratings and reviews');
    expect(still.decisions[0]?.status).toBe('accepted');
  });

  it('changes technology and size on request', async () => {
    const { change } = await started();
    const nats = await change('use NATS instead of RabbitMQ');
    expect(nats.model?.nodes.find((node) => node.kind === 'broker')?.technology).toBe('NATS');
    const grown = await change('we now expect 200 million orders a day');
    expect(grown.options.find((option) => option.recommended)?.name).toMatch(/cells/i);
  });

  it('answers questions from the document', async () => {
    const { talk } = await started();
    const owner = await talk.say('which service owns the courier data?');
    expect(owner).toMatchObject({ kind: 'said', text: expect.stringContaining('Dispatch service') });
    const thanks = await talk.say('thanks!');
    expect(thanks.kind).toBe('said');
  });
});

describe('the offline architect in words', () => {
  it.each([
    ['hello', /hello/i],
    ['What is a saga?', /Saga/],
    ['Compare Kafka and RabbitMQ', /\| Kafka \|[\s\S]*\| RabbitMQ \|/],
    ['how small is too small for a service?', /one team/],
    ['What is the airspeed of a swallow?', /not in my small catalogue/],
  ])('answers "%s" without a design', async (text, expected) => {
    const turn = await converse(agents.deep).ask(text);
    expect(turn).toMatchObject({ kind: 'said', text: expect.stringMatching(/^Offline stand-in, no AI:/) });
    expect(turn.kind === 'said' && turn.text).toMatch(expected);
  });

  it('takes a request after an answer as a new one', async () => {
    const talk = converse(agents.deep);
    await talk.ask('hello');
    expect((await talk.say('Design a food delivery platform')).kind).toBe('asked');
  });
});

describe('the offline architect when its design is refused', () => {
  const brief =
    'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript on AWS';

  it('mends what the refusal names', async () => {
    const talk = converse(agents.deep);
    const first = await talk.ask(brief);
    const contract = first.kind === 'designed' ? first.design.contracts[0] : undefined;
    const second = await talk.result(
      `error contract-invalid contracts.0 ${contract?.filename}: line 3: bad indentation`,
      true,
    );
    if (second.kind !== 'designed') throw new Error('It did not mend');
    expect(second.design.contracts.map((one) => one.filename)).not.toContain(contract?.filename);
    const third = await talk.result('summary: Too big: expected string to have <=100 characters', true);
    expect(third.kind === 'designed' && third.design.summary.length).toBeLessThanOrEqual(100);
  });

  it('says so when it can not', async () => {
    const talk = converse(agents.deep);
    await talk.ask(brief);
    const turn = await talk.result('error house-rule: we do not build on Saturdays', true);
    expect(turn).toMatchObject({ kind: 'said', text: expect.stringContaining('Saturdays') });
  });
});
