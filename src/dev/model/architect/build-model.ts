import type { Domain } from '../catalogue/domain.ts';
import type { Load } from './blueprint.ts';
import {
  contextOf,
  externalName,
  kebab,
  type Model,
  type ModelLink,
  type ModelNode,
  nodeId,
  nodeName,
  type Part,
  partTitle,
  type Style,
  type Technology,
} from './parts.ts';

type ModelInput = {
  parts: readonly Part[];
  domain: Domain;
  style: Style;
  technology: Technology;
  load: Load;
  /** True when the gateway and frontends are there already. */
  extends: boolean;
  gatewayPort: number | undefined;
};

/** Draws parts as nodes and links. A link through the broker carries one event. */
export function buildModel(input: ModelInput): Model {
  const nodes: ModelNode[] = [];
  const links: ModelLink[] = [];
  addEdge(input, nodes, links);
  for (const part of input.parts) addPart(part, input, nodes, links);
  addEvents(input, nodes, links);
  addExternals(input, nodes, links);
  const contexts = input.parts
    .filter((part) => contextOf(part, input.parts) === part.id)
    .map((part) => ({ id: part.id, name: partTitle(part) }));
  return { contexts, nodes, links };
}

/** Frontends and the gateway before all that is not internal. */
function addEdge(
  { parts, domain, style, extends: extending, gatewayPort }: ModelInput,
  nodes: ModelNode[],
  links: ModelLink[],
): void {
  const fronts = extending ? ['Clients'] : domain.fronts;
  for (const front of fronts) {
    nodes.push({ id: kebab(front), name: front, kind: 'frontend', owns: [], existing: extending });
    links.push({ from: kebab(front), to: 'api-gateway', kind: 'sync', protocol: 'HTTPS' });
  }
  nodes.push({
    id: 'api-gateway',
    name:
      style === 'cells' && !extending
        ? 'Cell router and API gateway'
        : style === 'monolith' && !extending
          ? 'Entry gateway'
          : 'API gateway',
    kind: 'gateway',
    responsibility:
      style === 'cells' && !extending
        ? 'Sends each tenant to its cell; checks tokens, limits rates, routes'
        : 'Checks tokens, limits rates, routes',
    owns: [],
    existing: extending,
    ...(gatewayPort === undefined ? {} : { port: gatewayPort }),
  });
  for (const part of parts) {
    // What people may refuse they must be able to say, although the rest only listens.
    const asksPeople = part.entities.some((entity) => entity.name === 'preference');
    if (part.kind === 'worker' || (isInternal(part) && !asksPeople)) continue;
    links.push({
      from: 'api-gateway',
      to: nodeId(part),
      kind: 'sync',
      protocol:
        part.answers === undefined && part.traits.includes('realtime') ? 'REST and WebSocket' : 'REST',
      ...(part.answers === undefined ? {} : { label: `GET ${part.answers.path}, open to all` }),
    });
  }
  // What nothing calls and that hears nothing could not be reached at all.
  for (const part of parts) {
    const reached =
      part.hears.length > 0 ||
      links.some((link) => link.to === nodeId(part)) ||
      parts.some((other) => other.calls.includes(part.id));
    if (part.kind === 'service' && isInternal(part) && !reached) {
      links.push({ from: 'api-gateway', to: nodeId(part), kind: 'sync', protocol: 'REST' });
    }
  }
}

export function isInternal(part: Part): boolean {
  return part.traits.includes('internal');
}

function addPart(part: Part, input: ModelInput, nodes: ModelNode[], links: ModelLink[]): void {
  const store = storeNode(part, input);
  const history = historyNode(part, input);
  const cache = cacheNode(part, input);
  nodes.push({
    id: nodeId(part),
    name: nodeName(part),
    kind: part.kind,
    context: contextOf(part, input.parts),
    ...(part.existing ? {} : { technology: input.technology.language }),
    ...(part.does === '' ? {} : { responsibility: part.does.slice(0, 400) }),
    owns: [
      ...part.entities.map((entity) => entity.name),
      ...[store, history].flatMap((node) => node?.id ?? []),
    ],
    ...(part.port === undefined ? {} : { port: part.port }),
    existing: part.existing,
  });
  for (const node of [store, history, cache]) {
    if (node === undefined) continue;
    nodes.push(node);
    links.push({
      from: nodeId(part),
      to: node.id,
      kind: 'data',
      label: node.kind === 'cache' ? 'reads and writes' : 'owns',
    });
  }
  for (const id of part.calls) {
    const target = input.parts.find((other) => other.id === id);
    if (target !== undefined)
      links.push({
        from: nodeId(part),
        to: nodeId(target),
        kind: 'sync',
        protocol: input.technology.protocol,
      });
  }
}

function storeNode(part: Part, input: ModelInput): ModelNode | undefined {
  if (part.store === 'none') return undefined;
  const known: Record<
    Exclude<Part['store'], 'none'>,
    [suffix: string, kind: ModelNode['kind'], technology: string]
  > = {
    sql: ['db', 'database', input.technology.database],
    // A second kind of database is one more thing to run; a small team keeps documents in the one it has.
    document: [
      'db',
      'database',
      input.style === 'monolith' ? input.technology.database : documentStore(input.technology),
    ],
    keyvalue: ['state', 'cache', input.technology.cache],
    timeseries: [
      'series',
      'database',
      input.load.peakPerSecond > 500 ? 'ClickHouse' : `${input.technology.database}, partitioned by time`,
    ],
    search: ['index', 'database', 'OpenSearch'],
    blob: ['files', 'storage', 'S3-compatible object store'],
    graph: ['graph', 'database', input.technology.database],
  };
  const [suffix, kind, technology] = known[keepsInMemory(part) ? 'sql' : part.store];
  return {
    id: `${part.id}-${suffix}`,
    name: `${partTitle(part)} ${suffix === 'db' ? 'database' : suffix}`,
    kind,
    context: contextOf(part, input.parts),
    ...(part.existing ? {} : { technology }),
    owns: [],
    existing: part.existing,
  };
}

/** A change and its event need one transaction, which memory alone has not: the truth is in a database beside it. */
function keepsInMemory(part: Part): boolean {
  return part.store === 'keyvalue' && part.emits.length > 0 && part.answers === undefined && !part.existing;
}

/** The history that an event-sourced core is computed from. */
function historyNode(part: Part, input: ModelInput): ModelNode | undefined {
  if (input.style !== 'event-sourced' || input.extends || !part.traits.includes('core')) return undefined;
  return {
    id: `${part.id}-history`,
    name: `${partTitle(part)} event history`,
    kind: 'database',
    context: contextOf(part, input.parts),
    technology: input.technology.database,
    owns: [],
    existing: false,
  };
}

function documentStore(technology: Technology): string {
  return technology.database === 'PostgreSQL' ? 'PostgreSQL (JSONB)' : technology.database;
}

function cacheNode(part: Part, input: ModelInput): ModelNode | undefined {
  const isReadOften = part.traits.includes('readheavy') && ['sql', 'document'].includes(part.store);
  const needed = keepsInMemory(part) || (isReadOften && input.load.peakPerSecond >= 1);
  if (!needed || part.existing) return undefined;
  return {
    id: `${part.id}-cache`,
    name: `${partTitle(part)} cache`,
    kind: 'cache',
    context: contextOf(part, input.parts),
    technology: input.technology.cache,
    owns: [],
    existing: false,
  };
}

function addEvents(
  { parts, technology, style, extends: extending }: ModelInput,
  nodes: ModelNode[],
  links: ModelLink[],
): void {
  const heard = new Set(parts.flatMap((part) => part.hears));
  const emitted = new Set(parts.flatMap((part) => part.emits));
  if (emitted.size === 0) return;
  nodes.push({
    id: 'event-broker',
    name: style === 'monolith' && !extending ? 'Job and event queue' : 'Event broker',
    kind: 'broker',
    technology: technology.broker,
    owns: [],
    existing: extending && parts.every((part) => part.existing),
  });
  for (const part of parts) {
    for (const event of part.emits)
      links.push({ from: nodeId(part), to: 'event-broker', kind: 'async', event });
  }
  for (const part of parts) {
    for (const event of part.hears) {
      if (heard.has(event) && emitted.has(event))
        links.push({ from: 'event-broker', to: nodeId(part), kind: 'async', event });
    }
  }
}

function addExternals({ parts, domain }: ModelInput, nodes: ModelNode[], links: ModelLink[]): void {
  for (const part of parts) {
    for (const id of part.uses) {
      if (!nodes.some((node) => node.id === id)) {
        nodes.push({ id, name: externalName(domain, id), kind: 'external', owns: [], existing: true });
      }
      // What is accepted first and sent later keeps nobody waiting for the external.
      const later = isInternal(part) && parts.some((other) => other.calls.includes(part.id));
      links.push(
        later
          ? {
              from: nodeId(part),
              to: id,
              kind: 'async',
              protocol: 'HTTPS',
              label: 'sent later, from its own table',
            }
          : { from: nodeId(part), to: id, kind: 'sync', protocol: 'HTTPS' },
      );
    }
  }
}
