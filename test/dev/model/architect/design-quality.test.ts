import { describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../../src/adapters/files/agent-folder.ts';
import { loadAgents } from '../../../../src/core/agents/load-agents.ts';
import { buildSystem } from '../../../../src/core/agents/prompt.ts';
import type { Design } from '../../../../src/core/design/document.ts';
import { converse, designFor, faultsOf, servicesOf, type TestAgent, textOf } from './conversation.ts';

const { agents } = await loadAgents(createAgentFolder('agents'));

function agentNamed(id: string): TestAgent {
  const agent = agents.find((one) => one.id === id);
  if (agent === undefined) throw new Error(`No agent ${id}`);
  const { sections, options } = agent.output;
  return {
    id,
    system: buildSystem(agent),
    sections,
    ...(options === undefined ? {} : { options: [options[0], options[1]] as [number, number] }),
  };
}

const designs: [agent: string, brief: string, mostBytes: number][] = [
  ['cloudphone', 'design a food delivery platform for one city', 80_000],
  ['decomposition', 'Decompose a hospital information system', 95_000],
  ['fastapi', 'add a notification service to our python microservices', 20_000],
];

describe.each(designs)('a design by %s for "%s"', (id, brief, mostBytes) => {
  const agent = agentNamed(id);
  const made = designFor(agent, brief);
  const words = async (): Promise<string> => textOf(await made);

  it('is sound and short enough to review', async () => {
    const design = await made;
    expect(faultsOf(design, agent)).toEqual([]);
    expect(JSON.stringify(design).length).toBeLessThan(mostBytes);
  });

  it('speaks of no event or service that the model has not', async () => {
    const design = await made;
    const events = new Set(design.model?.links.map((link) => link.event));
    const named = (await words()).match(/\b[a-z-]+\.[a-z_]+\.[a-z]+ed\b/g) ?? [];
    expect(named.filter((event) => !events.has(event))).toEqual([]);
    const names = new Set(design.model?.nodes.map((node) => node.name));
    const services = (await words()).match(/\b[A-Z][a-z]+ service\b/g) ?? [];
    const plain = /^(No|The|One|Each|A|New) /;
    expect(services.filter((name) => !names.has(name) && !plain.test(name))).toEqual([]);
  });

  it('holds no filler and no gap', async () => {
    expect(await words()).not.toMatch(/nobody yet|undefined|NaN|\[object/);
  });

  it('gives options that differ in more than their name', async () => {
    const { options } = await made;
    const distinct = (pick: (option: Design['options'][number]) => string): number =>
      new Set(options.map(pick)).size;
    expect(distinct((option) => option.cost)).toBe(options.length);
    expect(distinct((option) => option.summary)).toBe(options.length);
    expect(distinct((option) => option.pros.join())).toBe(options.length);
  });

  it('decides for reasons, not with the words of the brief', async () => {
    for (const decision of (await made).decisions) {
      expect(decision.context.trim()).not.toBe(brief);
      expect(decision.consequences.length).toBeGreaterThan(40);
    }
  });

  it('asks nothing openly that it states as an assumption', async () => {
    const design = await made;
    for (const question of design.openQuestions) expect(design.assumptions.join()).not.toContain(question);
  });
});

describe('a service added to services that nobody named', () => {
  const agent = agentNamed('fastapi');
  const brief = 'add a notification service to our python microservices';

  async function withAnswers(answers: Record<string, string>): Promise<Design> {
    const talk = converse(agent);
    const turn = await talk.ask(brief);
    if (turn.kind !== 'asked') throw new Error('It did not ask');
    const next = await talk.answer(answers);
    if (next.kind !== 'designed') throw new Error(`It gave a ${next.kind}`);
    expect(faultsOf(next.design, agent)).toEqual([]);
    return next.design;
  }

  it('is the only thing that is new, and needs no broker where there is none', async () => {
    const design = await withAnswers({ links: 'REST only' });
    const added = design.model?.nodes.filter((node) => !node.existing).map((node) => node.id);
    expect(added).toEqual(['notification-service', 'notification-db']);
  });

  it('is drawn beside the services that people name, on the broker that they have', async () => {
    const design = await withAnswers({ sources: 'orders and invoices', links: 'REST and RabbitMQ' });
    expect(servicesOf(design)).toEqual(['order-service', 'invoice-service', 'notification-service']);
    expect(design.model?.nodes.find((node) => node.kind === 'broker')?.technology).toBe('RabbitMQ');
  });
});
