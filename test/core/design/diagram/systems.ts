import type { Drawing } from '../../../../src/core/design/diagram/drawing.ts';
import type { DesignModel, DesignNode } from '../../../../src/core/design/document.ts';
import { contexts, links, node } from './model-parts.ts';
import {
  buses,
  crowded,
  cycles,
  fanOut,
  hostile,
  longNames,
  noLinks,
  pipeline,
  scripts,
} from './odd-models.ts';

export type System = { name: string; model: DesignModel; marks?: Drawing['marks'] };

/** Fourteen nodes: the common shop. */
export const shop: DesignModel = {
  contexts: contexts('Edge', 'Identity', 'Ordering', 'Payments', 'Catalog', 'Engagement'),
  nodes: [
    node(['web', 'frontend', 'Web & mobile apps', 'React · React Native']),
    node(['gw', 'gateway', 'API Gateway', 'Kong', 'edge']),
    node(['user', 'service', 'User Service', 'Node.js · NestJS', 'identity']),
    node(['user-db', 'database', 'User DB', 'PostgreSQL 16', 'identity']),
    node(['order', 'service', 'Order Service', 'Java 21 · Spring', 'ordering']),
    node(['order-db', 'database', 'Order DB', 'PostgreSQL 16', 'ordering']),
    node(['pay', 'service', 'Payment Service', 'Java 21 · Spring', 'payments']),
    node(['pay-db', 'database', 'Payment DB', 'PostgreSQL 16', 'payments']),
    node(['product', 'service', 'Product Service', 'Go', 'catalog']),
    node(['product-db', 'database', 'Product DB', 'MongoDB 7', 'catalog']),
    node(['notify', 'service', 'Notification Service', 'Python · FastAPI', 'engagement']),
    node(['kafka', 'broker', 'Kafka', 'orders · payments · users']),
    node(['psp', 'external', 'Payment provider', 'Stripe']),
    node(['mail', 'external', 'Email / SMS', 'SES · Twilio']),
  ],
  links: links(`
    web > gw HTTPS
    gw > user REST
    gw > order REST
    gw > product REST
    order > product gRPC: stock check
    user - user-db
    order - order-db
    pay - pay-db
    product - product-db
    user ~> kafka UserRegistered
    order ~> kafka OrderPlaced
    kafka ~> pay OrderPlaced
    pay ~> kafka PaymentSettled
    kafka ~> order PaymentSettled
    kafka ~> notify all events
    pay > psp HTTPS
    notify > mail HTTPS
  `),
};

/** Sixty nodes in eight contexts. */
export function large(contextCount = 8, perContext = 7): DesignModel {
  const names = [
    'Ordering',
    'Payments',
    'Catalogue',
    'Shipping',
    'Identity',
    'Engagement',
    'Pricing',
    'Analytics',
    'Support',
    'Returns',
    'Fraud',
    'Search',
  ];
  const nodes: DesignNode[] = [
    node(['web', 'frontend', 'Web shop', 'React']),
    node(['app', 'frontend', 'Mobile app', 'Flutter']),
    node(['gw', 'gateway', 'API gateway', 'Envoy']),
    node(['kafka', 'broker', 'Kafka', 'domain events']),
  ];
  const lines = ['web > gw HTTPS', 'app > gw HTTPS'];
  for (let c = 0; c < contextCount; c++) {
    const name = names[c % names.length] ?? 'More';
    const context = `c${c}`;
    nodes.push(node([`${context}-api`, 'service', `${name} API`, 'Go', context]));
    nodes.push(node([`${context}-db`, 'database', `${name} DB`, 'PostgreSQL', context]));
    lines.push(
      `gw > ${context}-api REST`,
      `${context}-api - ${context}-db`,
      `${context}-api ~> kafka ${name}Changed`,
    );
    for (let i = 2; i < perContext; i++) {
      nodes.push(
        node([
          `${context}-${i}`,
          i % 2 ? 'worker' : 'service',
          `${name} ${['planner', 'worker', 'rules', 'importer', 'search'][i % 5]}`,
          'Kotlin',
          context,
        ]),
      );
      lines.push(`${context}-api > ${context}-${i} gRPC`);
      if (i % 3 === 0) lines.push(`kafka ~> ${context}-${i} ${names[(c + 1) % contextCount]}Changed`);
    }
    if (c > 0 && c % 3 === 0) lines.push(`${context}-api > c${c - 1}-api REST: look up`);
  }
  return {
    contexts: Array.from({ length: contextCount }, (_, c) => ({
      id: `c${c}`,
      name: names[c % names.length] ?? 'More',
    })),
    nodes,
    links: links(lines.join('\n')),
  };
}

const half: DesignModel = {
  ...shop,
  nodes: shop.nodes.map((each) => ({
    ...each,
    existing: ['web', 'gw', 'user', 'user-db', 'product', 'product-db', 'mail'].includes(each.id),
  })),
};

const changed: DesignModel = {
  ...shop,
  nodes: [
    ...shop.nodes,
    node(['refund', 'service', 'Refund Service', 'Go', 'payments']),
    node(['refund-db', 'database', 'Refund DB', 'PostgreSQL 16', 'payments']),
  ],
  links: [...shop.links, ...links('gw > refund REST\nrefund - refund-db\nrefund ~> kafka RefundPaid')],
};

export const SYSTEMS: System[] = [
  { name: 'one', model: { contexts: [], nodes: [node(['a', 'service', 'Hello', 'Deno'])], links: [] } },
  {
    name: 'two',
    model: {
      contexts: [],
      nodes: [node(['a', 'service', 'Hello', 'Deno']), node(['b', 'external', 'World'])],
      links: links('a > b HTTPS: greet'),
    },
  },
  { name: 'shop', model: shop },
  { name: 'shop-existing', model: half },
  {
    name: 'shop-changed',
    model: changed,
    marks: {
      nodes: {
        refund: 'added',
        'refund-db': 'added',
        order: 'changed',
        notify: 'removed',
        mail: 'removed',
        'pay-db': 'changed',
      },
      links: { 15: 'removed', 16: 'removed', 13: 'changed', 17: 'added', 18: 'added', 19: 'added' },
    },
  },
  { name: 'long-names', model: longNames },
  { name: 'cycles', model: cycles },
  { name: 'buses', model: buses },
  { name: 'no-links', model: noLinks },
  { name: 'scripts', model: scripts },
  { name: 'hostile', model: hostile },
  { name: 'pipeline', model: pipeline },
  { name: 'fan-out', model: fanOut },
  { name: 'crowded', model: crowded },
  { name: 'sixty', model: large() },
  { name: 'hundred', model: large(12, 9) },
];

export function system(name: string): System {
  const found = SYSTEMS.find((each) => each.name === name);
  if (!found) throw new Error(`There is no system ${name}.`);
  return found;
}
