import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../src/core/design/document.ts';
import { agents, converse, designFor, faultsOf, recommendedIn, servicesOf } from './conversation.ts';

const airline =
  'Design an airline with 8 named areas (crew, baggage, check-in, fares, booking, loyalty, maintenance, analytics)';

describe('a brief that lists its areas', () => {
  it('becomes a system of these areas where the subject is unknown, and says so', async () => {
    const design = await designFor(agents.plain, airline);
    expect(faultsOf(design, agents.plain)).toEqual([]);
    expect(design.title).toBe('Airline');
    expect(servicesOf(design)).toEqual(
      expect.arrayContaining(
        ['crew', 'baggage', 'check-in', 'fare', 'booking', 'loyalty', 'maintenance', 'analytics'].map(
          (area) => `${area}-service`,
        ),
      ),
    );
    expect(design.summary).toMatch(/not in my catalogue/i);
  });

  it('adds to a known subject what the list names beside it, and names what was guessed', async () => {
    const design = await designFor(
      agents.plain,
      'Design a marketplace with these areas: sellers, cart, pricing, tax, fraud, warehouse, shipping, payments',
    );
    expect(faultsOf(design, agents.plain)).toEqual([]);
    expect(servicesOf(design)).toEqual(
      expect.arrayContaining(
        ['seller', 'cart', 'pricing', 'tax', 'fraud', 'warehouse', 'shipping', 'payment'].map(
          (area) => `${area}-service`,
        ),
      ),
    );
    for (const text of [design.summary, design.assumptions.join(), design.openQuestions.join()])
      expect(text).toMatch(/pricing, tax, fraud/);
  });

  it('says what there is no room for', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const areas = ['u', 'o'].flatMap((middle) => letters.map((letter) => `${letter}${middle}ngle`));
    const design = await designFor(agents.plain, `Design a factory with these areas: ${areas.join(', ')}`);
    expect(faultsOf(design, agents.plain)).toEqual([]);
    const drawn = servicesOf(design);
    const left = areas.filter((area) => !drawn.includes(`${area}-service`));
    expect(left.length).toBeGreaterThan(0);
    for (const area of left) expect(design.assumptions.join()).toContain(area);
  });

  it('does not take facts in a row for areas', async () => {
    const design = await designFor(
      agents.plain,
      'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript, Kafka, AWS',
    );
    expect(design.summary).not.toMatch(/not in my catalogue/i);
  });
});

const parse = (content: string): unknown => matter(`---\n${content}---\n`, {}).data;
const contract = (design: Design, name: string): unknown =>
  parse(design.contracts.find(({ filename }) => filename === name)?.content ?? '');

describe('a link shortener', () => {
  it('keeps links in a database and leads visitors on without a token', async () => {
    const design = await designFor(agents.plain, 'a URL shortener');
    const owner = design.model?.nodes.find(({ owns }) => owns.includes('short_link'));
    const stores = design.model?.nodes.filter(({ id }) => owner?.owns.includes(id)).map(({ kind }) => kind);
    expect(stores).toEqual(['database']);
    expect(contract(design, 'redirect-service.openapi.yaml')).toMatchObject({
      paths: { '/{code}': { get: { security: [], responses: { '302': expect.anything() } } } },
    });
    expect(design.model?.nodes.filter(({ kind }) => kind === 'frontend')).toHaveLength(2);
  });
});

describe('the interface of an order service', () => {
  it('carries the lines of an order and changes only what is given', async () => {
    const design = await designFor(agents.plain, 'Design a food delivery platform');
    const api = contract(design, 'order-service.openapi.yaml');
    expect(api).toMatchObject({
      paths: { '/v1/orders/{id}': { patch: { summary: expect.any(String) } } },
      components: {
        responses: { Unauthorized: {}, Forbidden: {}, TooManyRequests: {} },
        schemas: { Order: { required: expect.arrayContaining(['order_lines']) }, OrderChange: {} },
      },
    });
    expect(JSON.stringify(api)).not.toMatch(/"OrderChange":{"type":"object","required"/);
  });

  it('takes the key of a repeated request in its header alone', async () => {
    const design = await designFor(agents.plain, 'Design a food delivery platform');
    for (const { content } of design.contracts) expect(content).not.toContain('idempotency_key');
  });
});

describe('what a design costs', () => {
  it.each(['Design a food delivery platform', 'Design an online shop for 4 developers', 'a URL shortener'])(
    'is counted from what is drawn: %s',
    async (brief) => {
      const design = await designFor(agents.plain, brief);
      const count = (...kinds: string[]): number =>
        design.model?.nodes.filter(({ kind }) => kinds.includes(kind)).length ?? 0;
      const { cost = '' } = design.options.find((option) => option.recommended) ?? {};
      const [, instances, copies] = /(\d+) small instances at \d+ \((\d+) of each/.exec(cost) ?? [];
      expect(Number(instances)).toBe(count('service', 'worker', 'gateway') * Number(copies));
      expect(Number(/(\d+) data stores?/.exec(cost)?.[1])).toBe(count('database', 'cache', 'storage'));
      expect(/nodes of/.test(cost)).toBe(count('broker') > 0);
      const operations = design.sections.find(({ heading }) => heading === 'Operations')?.markdown;
      expect(operations).toContain(`${copies} copies each`);
    },
  );
});

describe('a version that is asked for again', () => {
  const brief =
    'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript on AWS';

  it('recommends the next best option when the words say so', async () => {
    const talk = converse(agents.deep);
    const first = await talk.ask(brief);
    const second = await talk.say('Work out the last request anew. Recommend another option.');
    if (first.kind !== 'designed' || second.kind !== 'designed') throw new Error('No designs');
    expect(recommendedIn(second.design)).not.toBe(recommendedIn(first.design));
    expect(second.design.options.map(({ name }) => name)).toContain(recommendedIn(first.design));
  });

  it('says that something is a module where the monolith was chosen, and records why', async () => {
    const talk = converse(agents.deep);
    await talk.ask(brief);
    await talk.say('choose option A');
    const turn = await talk.say('add a loyalty points service');
    if (turn.kind !== 'designed') throw new Error('No design');
    expect(turn.design.summary).toContain('as a module, since A was chosen');
    const record = turn.design.decisions.at(-1);
    expect(record?.alternatives.length).toBeGreaterThanOrEqual(2);
    expect(record?.decision).not.toBe(record?.title);
  });
});

describe('the consequences of a decision', () => {
  it('are listed as good and bad ones', async () => {
    const { decisions } = await designFor(agents.plain, 'Design a food delivery platform');
    for (const { consequences } of decisions) {
      expect(consequences).toMatch(/^- Good, because /);
      expect(consequences).toMatch(/^- Bad, because /m);
    }
  });
});
