import type { Design } from '../../src/core/design/document.ts';

/** A small design that has something in each part. */
export function aDesign(change: Partial<Design> = {}): Design {
  return {
    title: 'Food delivery for one city',
    summary: 'Orders, kitchens and couriers as three services around an event log.',
    assumptions: ['One region is enough.'],
    sections: [
      { heading: 'Problem analysis', markdown: 'Lunch **peaks** decide the size.' },
      { heading: 'Recommended solution', markdown: '1. Take orders\n2. Dispatch couriers' },
    ],
    options: [
      {
        name: 'Modular monolith',
        summary: 'One deployable, strict modules.',
        pros: ['Simple to run'],
        cons: ['One scaling unit'],
        complexity: 'low',
        cost: 'Two machines',
        recommended: false,
      },
      {
        name: 'Three services',
        summary: 'Order, kitchen, dispatch.',
        pros: ['Teams deploy alone'],
        cons: ['Eventual consistency'],
        complexity: 'medium',
        cost: 'Six containers',
        recommended: true,
      },
    ],
    model: {
      contexts: [{ id: 'ordering', name: 'Ordering' }],
      nodes: [
        {
          id: 'order',
          name: 'Order service',
          kind: 'service',
          context: 'ordering',
          owns: ['orders', 'order-db'],
          existing: false,
        },
        { id: 'order-db', name: 'Order database', kind: 'database', owns: [], existing: false },
        { id: 'bus', name: 'Event bus', kind: 'broker', owns: [], existing: false },
      ],
      links: [
        { from: 'order', to: 'order-db', kind: 'data' },
        { from: 'order', to: 'bus', kind: 'async', event: 'order.order.placed' },
      ],
    },
    contracts: [
      {
        service: 'order',
        format: 'openapi',
        filename: 'order.yaml',
        content: 'openapi: 3.1.0\ninfo: { title: Order, version: 1.0.0 }\npaths: {}\n',
      },
    ],
    decisions: [
      {
        title: 'Use an event bus between services',
        status: 'proposed',
        context: 'Kitchens are offline at times.',
        decision: 'Publish order events.',
        consequences: 'Consumers must be idempotent.',
        alternatives: ['Direct calls'],
      },
    ],
    risks: [{ risk: 'Peak load', likelihood: 'high', impact: 'medium', mitigation: 'Queue orders.' }],
    checklist: [{ item: 'Observability', status: 'ok', note: 'Traces throughout.' }],
    escalations: [],
    openQuestions: ['Who pays refunds?'],
    ...change,
  };
}

export const SOME_QUESTIONS = {
  reason: 'Scale and money decide the shape.',
  questions: [
    {
      id: 'scale',
      question: 'How many orders a day?',
      why: 'Decides whether one database is enough.',
      options: ['1,000', '10,000'],
      default: '1,000',
    },
    {
      id: 'payment',
      question: 'Who takes the payment?',
      why: 'Decides on PCI scope.',
      options: [],
      default: 'A payment provider',
    },
  ],
};
