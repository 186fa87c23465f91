import type { Design, DesignLink, DesignNode } from '../../../../../src/core/design/document.ts';
import type { Sources } from '../../../../../src/core/design/sources/sources.ts';
import {
  anAgent,
  calls,
  contract,
  decision,
  node,
  option,
  section,
  sends,
  service,
  stores,
} from '../builders.ts';
import { DOMAINS, type Domain } from './domains.ts';
import { createRandom, type Random } from './random.ts';

export type Given = {
  design: Design & { model: NonNullable<Design['model']> };
  sources: Sources;
  agent: ReturnType<typeof anAgent>;
};

export const AGENT = anAgent(
  {
    sections: ['Problem Analysis', 'Recommended Solution', 'Implementation Guide'],
    options: [2, 3],
    deliverables: ['diagram', 'contracts', 'decisions', 'ownership', 'code'],
  },
  { 'event-name': 'warning' },
);

type Plan = { random: Random; domain: Domain; contexts: string[]; nodes: DesignNode[]; links: DesignLink[] };

/** A design with 3 to about 25 nodes that no rule has anything to say about. */
export function makeSoundDesign(seed: number): Given {
  const random = createRandom(seed);
  const domain = random.pick(DOMAINS);
  const contexts = random.some(domain.contexts, random.int(1, 8));
  const plan: Plan = { random, domain, contexts, nodes: [], links: [] };
  for (const context of contexts) addContext(plan, context);
  addEdge(plan);
  addCallsBetween(plan);
  if (contexts.length > 1 && random.chance(0.7)) addEvents(plan);
  addPorts(plan);
  return writeDown(plan);
}

const apiOf = (context: string): string => `${context}-api`;
const dbOf = (context: string): string => `${context}-db`;

/** A service with a store that it lists, writes to, or both; at times a worker and a cache. */
function addContext({ random, nodes, links }: Plan, context: string): void {
  const isListed = random.chance(0.6);
  const existing = random.chance(0.3);
  nodes.push(
    service(apiOf(context), {
      name: `${context} service`,
      context,
      existing,
      owns: [`${context} data`, ...(isListed ? [dbOf(context)] : [])],
    }),
    node('database', dbOf(context), { name: `${context} database`, context, existing }),
  );
  if (!isListed || random.chance(0.5)) {
    const label = random.pick(['reads and writes', 'owns', 'schreibt', '读写', 'escribe']);
    links.push(stores(apiOf(context), dbOf(context), label));
  }
  if (random.chance(0.3)) {
    nodes.push(node('worker', `${context}-jobs`, { name: `${context} jobs`, context }));
    links.push(stores(`${context}-jobs`, dbOf(context)), sends(apiOf(context), `${context}-jobs`));
  }
  if (random.chance(0.2)) {
    nodes.push(node('cache', `${context}-cache`, { name: `${context} cache`, context }));
    links.push(stores(apiOf(context), `${context}-cache`));
  }
}

/** What people and partners come in by: it reaches every service. */
function addEdge({ random, contexts, nodes, links, domain }: Plan): void {
  const front = random.chance(0.8) ? node('frontend', 'web', { name: 'Web app' }) : undefined;
  const gateway = node('gateway', 'gateway', { name: 'API gateway' });
  nodes.push(...(front ? [front] : []), gateway);
  if (front) links.push(calls('web', 'gateway'));
  for (const context of contexts) links.push(calls('gateway', apiOf(context)));
  if (random.chance(0.4)) {
    nodes.push(node('external', 'partner', { name: domain.external, existing: true }));
    const first = apiOf(contexts[0] ?? '');
    links.push(calls(first, 'partner', 'asks'), ...(random.chance(0.5) ? [calls('partner', first)] : []));
  }
}

/** From even contexts to odd ones: three hops from the web, and no way back. */
function addCallsBetween({ random, contexts, links }: Plan): void {
  contexts.forEach((context, index) => {
    const next = contexts[index + 1];
    if (index % 2 === 1 || next === undefined || !random.chance(0.6)) return;
    links.push(calls(apiOf(context), apiOf(next), random.pick(['asks', `GET /${next}`, `POST /v1/${next}`])));
  });
}

function addEvents({ random, contexts, domain, nodes, links }: Plan): void {
  nodes.push(node('broker', 'bus', { name: 'Event bus' }));
  const sender = random.pick(contexts);
  const event = `${sender.replaceAll(' ', '-')}.${random.pick(domain.things)}.${random.pick(domain.happens)}`;
  links.push(sends(apiOf(sender), 'bus', event));
  for (const hearer of contexts.filter((context) => context !== sender)) {
    if (random.chance(0.4)) links.push(sends('bus', apiOf(hearer), event));
  }
  nodes.push(node('worker', 'mailer', { name: 'Mailer', context: random.pick(['mail', sender]) }));
  links.push(sends('bus', 'mailer', random.chance(0.5) ? event : event.replace(/[^.]+$/, '*')));
}

function addPorts({ random, nodes }: Plan): void {
  let port = random.int(3000, 9000);
  for (const one of nodes) {
    if (one.kind === 'database') one.port = 5432;
    else if (one.kind !== 'external' && random.chance(0.5)) one.port = port++;
  }
}

function writeDown({ random, domain, nodes, links, contexts }: Plan): Given {
  const contracts = contexts.map((context) => contract(apiOf(context)));
  const used = [...new Set(nodes.flatMap(({ context }) => context ?? []))];
  const names = random.some(['Modular monolith', 'Services', 'Streams'], random.int(2, 3));
  const best = random.pick(names);
  const letter = 'ABC'[names.indexOf(best)] ?? 'A';
  return {
    agent: AGENT,
    sources: {
      problems: [],
      operations: contexts.map((context) => [
        { id: `GET /v1/${context}`, signature: '' },
        { id: `POST /v1/${context}`, signature: '' },
      ]),
    },
    design: {
      title: domain.title,
      summary: random.pick([
        'Boundaries follow the contexts.',
        `It consists of ${contexts.length} services and a gateway.`,
      ]),
      assumptions: [],
      sections: [
        section(random.pick(['Problem Analysis', '1. PROBLEM ANALYSIS'])),
        ...(random.chance(0.3) ? [section('Constraints')] : []),
        section(random.pick(['**Recommended Solution**', '2) Recommended solution'])),
        section('Implementation Guide', 'First:\n\n```ts\nstart();\n```'),
      ],
      options: names.map((name) => option(name, name === best)),
      model: { contexts: used.map((id) => ({ id, name: id })), nodes, links },
      contracts,
      decisions: [decision('How it is cut', `Option ${letter}, because it fits the team.`)],
      risks: [],
      checklist: [{ item: 'Load', status: 'unknown', note: '' }],
      escalations: [],
      openQuestions: ['How many people use it?'],
    },
  };
}
