import { describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../../src/adapters/files/agent-folder.ts';
import { loadComposeSchema } from '../../../../src/adapters/workshop/compose-schema.ts';
import type { Agent } from '../../../../src/core/agents/agent.ts';
import { loadAgents } from '../../../../src/core/agents/load-agents.ts';
import { buildSystem } from '../../../../src/core/agents/prompt.ts';
import type { Design } from '../../../../src/core/design/document.ts';
import { reviewDesign } from '../../../../src/core/design/review/review.ts';
import { readSources } from '../../../../src/core/design/sources/read-sources.ts';
import { converse } from './conversation.ts';

const { agents } = await loadAgents(createAgentFolder('agents'));
const composeSchema = loadComposeSchema();

/** Findings of any severity, apart from the contracts of what runs already and is not touched. */
async function findingsOf(design: Design, agent: Agent): Promise<string[]> {
  const { findings } = reviewDesign(design, { agent, sources: await readSources(design, composeSchema) });
  const nodes = design.model?.nodes ?? [];
  return findings
    .filter(
      ({ rule, where }) => rule !== 'no-contract' || nodes[Number(where.split('.')[2])]?.existing !== true,
    )
    .map(({ rule, where, message }) => `${rule} at ${where}: ${message}`);
}

const talks: [brief: string, ...wishes: string[]][] = [
  [
    'Design a food delivery platform: 10k orders a day, 20 engineers, TypeScript and Kafka',
    'add a refund service',
    'split the payment service',
    'make payments asynchronous',
    'choose option A',
    'we have 50,000 orders an hour now',
  ],
  ['design a bank ledger for 3 developers', 'make notifications asynchronous', 'choose option B'],
  ['Diseña una plataforma de comercio electrónico para 5 desarrolladores', 'add a loyalty programme'],
  ['Entwirf eine Plattform für Online-Handel mit 30 Entwicklern', 'remove the notification service'],
  ['设计一个在线教育平台', 'replace RabbitMQ by Kafka', 'we are only 4 people'],
  [
    'design a system for a beekeeping cooperative that tracks hives, harvests and sales',
    'add webhooks',
    'split the sale service',
  ],
  [
    'Design an airline with these areas: crew, baggage, check-in, boarding, fares, booking, loyalty, gates, cargo, refunds, audit',
    'split the crew service',
    'choose option A',
  ],
  ['a URL shortener', 'Work out the last request anew. Recommend another option.'],
  [
    'Design a marketplace: sellers, cart, pricing, tax, fraud, warehouse, shipping, returns, chat, payouts',
    'add webhooks',
  ],
  ['add a notification service to our python microservices', 'add a refund service', 'choose option A'],
];

describe.each(agents.map((agent) => [agent.id, agent] as const))(
  'the review of designs by %s',
  (_, agent) => {
    it.each(talks)('finds nothing after "%s"', async (brief, ...wishes) => {
      const { sections } = agent.output;
      const talk = converse({ id: agent.id, system: buildSystem(agent), sections });
      let turn = await talk.ask(brief);
      for (let round = 0; turn.kind === 'asked' && round < 3; round++)
        turn = await talk.answer(
          {},
          turn.questions.map(({ id }) => id),
        );
      for (const wish of ['', ...wishes]) {
        if (wish !== '') turn = await talk.say(wish);
        // Of a system that it does not look after an agent may say so in words.
        if (turn.kind === 'designed')
          expect([wish, await findingsOf(turn.design, agent)]).toEqual([wish, []]);
      }
    });
  },
);
