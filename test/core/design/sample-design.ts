import type { Design } from '../../../src/core/design/document.ts';

export const EMPTY_DESIGN: Design = {
  title: 'Nothing to change',
  summary: 'The present structure does the job.',
  assumptions: [],
  sections: [],
  options: [],
  model: null,
  contracts: [],
  decisions: [],
  risks: [],
  checklist: [],
  escalations: [],
  openQuestions: [],
};

export const SAMPLE_DESIGN: Design = {
  title: 'Ordering for a bakery chain',
  summary: 'Three services around an order, with **events** between them.',
  assumptions: ['About 2,000 orders a day', 'One region, `eu-central-1`'],
  sections: [
    { heading: 'Overview', markdown: 'The order service *owns* orders.\n\n1. place\n2. pay\n3. bake' },
    { heading: 'Failure modes', markdown: '### Payment is slow\n\n```ts\nawait pay(order);\n```' },
  ],
  options: [
    {
      name: 'Modular monolith',
      summary: 'One deployable, modules by context.',
      pros: ['One thing to run'],
      cons: ['Scales as one'],
      complexity: 'low',
      cost: '200 € a month',
      recommended: true,
    },
    {
      name: 'Services',
      summary: 'A deployable for each context.',
      pros: ['Teams release alone'],
      cons: ['More to run', 'Network | latency'],
      complexity: 'high',
      cost: '900 € a month',
      recommended: false,
    },
  ],
  model: {
    contexts: [
      { id: 'sales', name: 'Sales' },
      { id: 'bake', name: 'Bakery floor' },
    ],
    nodes: [
      {
        id: 'orders',
        name: 'Orders',
        kind: 'service',
        context: 'sales',
        technology: 'Node.js',
        responsibility: 'Takes orders',
        owns: ['order', 'orders-db'],
        port: 8080,
        existing: false,
      },
      { id: 'orders-db', name: 'Orders DB', kind: 'database', context: 'sales', owns: [], existing: true },
      { id: 'bus', name: 'Event bus', kind: 'broker', technology: 'NATS', owns: [], existing: false },
      {
        id: 'oven',
        name: 'Oven plan',
        kind: 'worker',
        context: 'bake',
        owns: ['bake plan'],
        existing: false,
      },
    ],
    links: [
      { from: 'orders', to: 'orders-db', kind: 'data' },
      { from: 'orders', to: 'bus', kind: 'async', event: 'orders.order.placed', label: 'when paid' },
      { from: 'bus', to: 'oven', kind: 'async', event: 'orders.order.placed', protocol: 'NATS' },
    ],
  },
  contracts: [
    {
      service: 'orders',
      format: 'openapi',
      filename: 'contracts/orders.yaml',
      content: 'openapi: 3.1.0\n# ``` here\n',
    },
    { service: 'oven', format: 'asyncapi', filename: 'orders.yaml', content: 'asyncapi: 3.0.0\n' },
  ],
  decisions: [
    {
      title: 'Keep one database per context',
      status: 'proposed',
      context: 'Two teams write.',
      decision: 'Each context has its own schema.',
      consequences: 'Reports join by events.',
      alternatives: ['One shared schema'],
    },
  ],
  risks: [{ risk: 'Bus is down', likelihood: 'low', impact: 'high', mitigation: 'Outbox | retry' }],
  checklist: [
    { item: 'Every store has an owner', status: 'ok', note: '' },
    { item: 'Load was measured', status: 'unknown', note: 'ask the ops team' },
  ],
  escalations: ['Payment provider contract'],
  openQuestions: ['Who owns refunds?'],
};

/** Every text of a design, with where it stands; ids and kinds are left out. */
export function textsOf(design: Design): string[] {
  const { model } = design;
  return [
    design.title,
    design.summary,
    ...design.assumptions,
    ...design.sections.flatMap((section) => [section.heading, section.markdown]),
    ...design.options.flatMap((option) => [
      option.name,
      option.summary,
      ...option.pros,
      ...option.cons,
      option.cost,
    ]),
    ...(model?.contexts.map((context) => context.name) ?? []),
    ...(model?.nodes.flatMap((n) => [
      n.name,
      n.technology ?? '',
      n.responsibility ?? '',
      `${n.port ?? ''}`,
    ]) ?? []),
    ...(model?.links.flatMap((link) => [link.label ?? '', link.event ?? '', link.protocol ?? '']) ?? []),
    ...design.contracts.map((contract) => contract.content),
    ...design.decisions.flatMap((d) => [
      ...[d.title, d.status, d.context, d.decision, d.consequences],
      ...d.alternatives,
    ]),
    ...design.risks.flatMap((risk) => [risk.risk, risk.likelihood, risk.impact, risk.mitigation]),
    ...design.checklist.flatMap((entry) => [entry.item, entry.note]),
    ...design.escalations,
    ...design.openQuestions,
  ].filter((text) => text.trim() !== '');
}
