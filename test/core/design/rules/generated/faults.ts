import type { DesignLink, DesignNode } from '../../../../../src/core/design/document.ts';
import type { SourceProblem } from '../../../../../src/core/design/sources/sources.ts';
import { calls, callsInARow, contract, node, sends, service, stores } from '../builders.ts';
import type { Random } from './random.ts';
import type { Given } from './sound-design.ts';

/** Puts one fault into a sound design, and tells where it is; nothing where the design has no place for it. */
type Fault = (given: Given, random: Random) => string | undefined;

/** What else a fault may bring about, since it is then true as well. */
export const IMPLIED: Record<string, string[]> = {
  // With the way back, a longer way leads through the circle to what it calls.
  'sync-cycle': ['sync-chain'],
  // One service more than the summary counts.
  'sync-chain': ['number-mismatch'],
  unreachable: ['number-mismatch'],
  'single-point-of-failure': ['number-mismatch'],
};

export const FAULTS: Record<string, Fault> = {
  'dangling-link': (given, random) => addLink(given, calls(random.pick(apis(given)).id, 'nowhere')),

  'duplicate-id': (given, random) => addNode(given, { ...random.pick(given.design.model.nodes), owns: [] }),

  'unknown-context': (given, random) => {
    const store = random.pick(databases(given));
    store.context = 'nowhere';
    return placeOf(given, store);
  },

  'contract-unknown-service': ({ design, sources }) => {
    design.contracts.push(contract('nobody'));
    sources.operations.push([]);
    return `contracts.${design.contracts.length - 1}`;
  },

  'contract-invalid': (given, random) => {
    const where = `contracts.${random.int(0, given.design.contracts.length - 1)}`;
    return addProblem(given, 'contract-invalid', where);
  },
  'compose-invalid': (given) => addProblem(given, 'compose-invalid', 'sections.1'),
  'kubernetes-invalid': (given) => addProblem(given, 'kubernetes-invalid', 'sections.1'),
  'mermaid-invalid': (given) => addProblem(given, 'mermaid-invalid', 'sections.2'),

  'missing-section': ({ design }, random) => {
    const index = random.pick([0, design.sections.length - 2]);
    design.sections.splice(index, 1);
    return 'sections';
  },

  'options-count': ({ design }) => {
    for (const option of design.options) option.recommended = true;
    return 'options.1';
  },

  'missing-deliverable': ({ design }) => {
    design.decisions = [];
    return 'decisions';
  },

  'shared-database': (given, random) => {
    const store = random.pick(databases(given));
    const other = apis(given).find(({ context }) => context !== store.context);
    if (other === undefined) return undefined;
    addLink(given, stores(other.id, store.id, random.pick(['writes', 'guarda', ''])));
    return placeOf(given, store);
  },

  'shared-ownership': (given) => {
    const [first, second] = apis(given);
    if (first === undefined || second === undefined) return undefined;
    second.owns.push((first.owns[0] ?? '').toUpperCase());
    return placeOf(given, second);
  },

  'no-owner': (given) => addNode(given, node('database', 'lost')),

  'foreign-read': (given, random) => {
    const store = random.pick(databases(given));
    const other = apis(given).find(({ context }) => context !== store.context);
    return (
      other && addLink(given, stores(other.id, store.id, random.pick(['reads', 'liest', 'lectura', '查询'])))
    );
  },

  'sync-cycle': (given, random) => {
    const between = given.design.model.links.filter(
      ({ kind, from, to }) => kind === 'sync' && isApi(given, from) && isApi(given, to),
    );
    if (between.length === 0) return undefined;
    const { from, to } = random.pick(between);
    return addLink(given, calls(to, from));
  },

  'sync-chain': (given) => {
    const ids = ['one', 'two', 'three', 'four'];
    for (const id of ids) {
      addNode(given, service(id));
      given.design.contracts.push(contract(id));
    }
    addNode(given, node('frontend', 'kiosk'));
    return callsInARow('kiosk', ...ids)
      .map((link) => addLink(given, link))
      .at(-1);
  },

  'reversed-link': (given, random) => {
    const store = random.pick(databases(given));
    const owner = apis(given).find(({ context }) => context === store.context);
    return owner && addLink(given, stores(store.id, owner.id, 'reads'));
  },

  unreachable: (given) => addNode(given, service('forgotten')),

  'unused-node': (given, random) =>
    addNode(given, node(random.pick(['cache', 'broker', 'external']), 'idle')),

  'single-point-of-failure': (given, random) => {
    const model = given.design.model;
    for (const context of ['apart-1', 'apart-2']) {
      model.contexts.push({ id: context, name: context });
      addNode(given, service(context, { context }));
      addLink(given, sends('only-bus', context, 'a.b.c'));
    }
    addLink(given, sends(random.pick(apis(given)).id, 'only-bus', 'a.b.c'));
    return addNode(given, node('broker', 'only-bus'));
  },

  'port-conflict': (given, random) => {
    const taken = given.design.model.nodes.filter(
      ({ kind, port }) => port !== undefined && !['database', 'cache', 'broker'].includes(kind),
    );
    if (taken.length === 0) return undefined;
    const { port } = random.pick(taken);
    if (port === undefined) return undefined;
    addLink(given, calls('late', random.pick(apis(given)).id));
    return addNode(given, node('worker', 'late', { port }));
  },

  'event-name': (given) => {
    const name = 'SomethingHappened';
    const sent = given.design.model.links.findIndex(({ to, event }) => to === 'bus' && event !== undefined);
    for (const link of given.design.model.links) if (link.event !== undefined) link.event = name;
    return sent < 0 ? undefined : `model.links.${sent}`;
  },

  'event-without-producer': (given, random) =>
    hasBus(given) ? addLink(given, sends('bus', random.pick(apis(given)).id, 'never.was.sent')) : undefined,

  'event-without-consumer': (given, random) =>
    hasBus(given) ? addLink(given, sends(random.pick(apis(given)).id, 'bus', 'never.was.heard')) : undefined,

  'no-contract': (given, random) => {
    const index = random.int(0, given.design.contracts.length - 1);
    const [removed] = given.design.contracts.splice(index, 1);
    given.sources.operations.splice(index, 1);
    given.design.contracts.push(contract('gateway'));
    given.sources.operations.push([]);
    const api = apis(given).find(({ id }) => id === removed?.service);
    return api && placeOf(given, api);
  },

  'unknown-operation': (given, random) => {
    const to = random.pick(apis(given)).id;
    const index = given.design.model.links.findIndex((link) => link.kind === 'sync' && link.to === to);
    const link = given.design.model.links[index];
    if (link === undefined) return undefined;
    link.label = 'DELETE /not/there';
    return `model.links.${index}`;
  },

  'decision-option': ({ design }, random) => {
    design.decisions[0] = {
      ...design.decisions[0],
      ...anyDecision,
      decision: `We take option ${random.pick(['D', '4', 'J'])}.`,
    };
    return 'decisions.0';
  },

  escalation: ({ design }) => {
    design.openQuestions = [];
    return 'checklist.0';
  },

  'number-mismatch': ({ design }) => {
    design.summary = 'It consists of 99 services.';
    return 'summary';
  },
};

const anyDecision = { title: 'Cut', status: 'proposed', context: '', consequences: '', alternatives: [] };

const apis = ({ design }: Given): DesignNode[] => design.model.nodes.filter(({ id }) => id.endsWith('-api'));
const databases = ({ design }: Given): DesignNode[] =>
  design.model.nodes.filter(({ id }) => id.endsWith('-db'));
const isApi = (given: Given, id: string): boolean => apis(given).some((api) => api.id === id);
const hasBus = ({ design }: Given): boolean => design.model.nodes.some(({ id }) => id === 'bus');
const placeOf = ({ design }: Given, one: DesignNode): string =>
  `model.nodes.${design.model.nodes.indexOf(one)}`;

function addNode({ design }: Given, one: DesignNode): string {
  return `model.nodes.${design.model.nodes.push(one) - 1}`;
}

function addLink({ design }: Given, link: DesignLink): string {
  return `model.links.${design.model.links.push(link) - 1}`;
}

function addProblem({ sources }: Given, rule: SourceProblem['rule'], where: string): string {
  sources.problems.push({ rule, where, line: 3, message: 'it does not hold.' });
  return where;
}
