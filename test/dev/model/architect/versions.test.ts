import { describe, expect, it } from 'vitest';
import type { Changes } from '../../../../src/core/design/compare/changes.ts';
import { compareDesigns } from '../../../../src/core/design/compare/compare-designs.ts';
import type { Design } from '../../../../src/core/design/document.ts';
import { readSources } from '../../../../src/core/design/sources/read-sources.ts';
import { agents, converse, faultsOf, type TestAgent } from './conversation.ts';

const large =
  'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript and Kafka on AWS with PostgreSQL';

async function compare(before: Design, after: Design): Promise<Changes> {
  const version = async (design: Design, number: number) => ({
    design,
    operations: (await readSources(design)).operations,
    version: number,
  });
  return compareDesigns(await version(before, 1), await version(after, 2));
}

/** What the last of the wishes changed. */
async function changedBy(wishes: string[], agent: TestAgent = agents.deep, brief = large) {
  const talk = converse(agent);
  const versions: Design[] = [];
  for (const wish of [undefined, ...wishes]) {
    const turn = wish === undefined ? await talk.ask(brief) : await talk.say(wish);
    if (turn.kind !== 'designed') throw new Error(`"${wish}" gave ${JSON.stringify(turn).slice(0, 300)}`);
    expect(faultsOf(turn.design, agent)).toEqual([]);
    versions.push(turn.design);
  }
  const [before, after] = versions.slice(-2);
  if (before === undefined || after === undefined) throw new Error('Two versions are needed');
  return { changes: await compare(before, after), after };
}

const lines = (changes: Changes['nodes']): string[] =>
  changes.map(({ mark, what }) => `${mark} ${what}`).sort();
const without = (mark: string, changes: Changes['nodes']): string[] =>
  lines(changes.filter((change) => change.mark !== mark));

describe('the next version of a design', () => {
  it('has a service that was asked for as one, and leaves all others as they were', async () => {
    const { changes } = await changedBy(['add a refund service']);
    expect(lines(changes.nodes)).toEqual(['added Refund database', 'added Refund service']);
    expect(without('added', changes.links)).toEqual([]);
    expect(lines(changes.links)).toContain('added Event broker → Payment service');
    expect(without('added', changes.contracts)).toEqual([]);
    expect(changes.decisions.filter(({ mark }) => mark === 'removed')).toEqual([]);
  });

  it('swaps the broker in its place, and decides that once', async () => {
    const { changes } = await changedBy(['replace Kafka by RabbitMQ']);
    expect(changes.nodes).toEqual([
      { mark: 'changed', what: 'Event broker', detail: 'technology: Kafka → RabbitMQ' },
    ]);
    expect(changes.links).toEqual([]);
    expect(changes.decisions.filter(({ mark }) => mark === 'added').map(({ what }) => what)).toEqual([
      'Events through RabbitMQ with a transactional outbox',
    ]);
  });

  it('cuts a service along its data, while its callers and events stay', async () => {
    const { changes } = await changedBy(['split the payment service']);
    expect(lines(changes.nodes)).toEqual([
      'added Refund database',
      'added Refund service',
      'changed Payment service',
    ]);
    expect(without('added', changes.links)).toEqual([]);
  });

  it('cuts it into what people name', async () => {
    const { changes } = await changedBy(['split the dispatch service into deliveries and shifts']);
    expect(lines(changes.nodes)).toContain('added Shift service');
    expect(without('added', changes.links)).toEqual([]);
  });

  it('carries another load with the same parts', async () => {
    const { changes, after } = await changedBy(['we have 50,000 orders an hour now']);
    expect(without('added', changes.nodes)).toEqual([]);
    expect(without('added', changes.links)).toEqual([]);
    expect(after.summary).toContain('50,000 orders an hour');
  });

  it('takes back a decision whose part is left out, and none is written twice when it returns', async () => {
    const wishes = ['add a loyalty programme', 'remove the loyalty service'];
    const { changes, after } = await changedBy(wishes);
    expect(without('removed', changes.nodes)).toEqual([]);
    expect(after.decisions.find(({ title }) => title.startsWith('Loyalty points'))?.status).toBe(
      'superseded',
    );
    const again = await changedBy([...wishes, 'add a loyalty programme']);
    const titles = again.after.decisions.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(again.after.decisions.find(({ title }) => title.startsWith('Loyalty points'))?.status).toBe(
      'proposed',
    );
  });

  it('changes of a running system only what the wish is about', async () => {
    const { changes, after } = await changedBy(
      ['split the case service'],
      agents.running,
      'add a notification service that tells people by e-mail',
    );
    expect(lines(changes.nodes)).toEqual([
      'added Message database',
      'added Message service',
      'changed Case Service',
    ]);
    expect(after.contracts.map(({ service }) => service)).toContain('case-service');
    expect(without('added', changes.links)).toEqual([]);
  });

  it('is none when a service is one thing only', async () => {
    const talk = converse(agents.deep);
    await talk.ask(large);
    await talk.say('split the payment service');
    const turn = await talk.say('split the payment service');
    expect(turn.kind).toBe('said');
  });
});

describe('one application with a worker', () => {
  it('is one context, since the worker works for the application', async () => {
    const { after } = await changedBy(['choose option A']);
    const nodes = after.model?.nodes ?? [];
    const worker = nodes.find(({ kind }) => kind === 'worker');
    expect(worker?.context).toBe(nodes.find(({ id }) => id === 'food-delivery-app')?.context);
    expect(after.model?.contexts.map(({ id }) => id)).not.toContain('food-delivery-worker');
  });
});
