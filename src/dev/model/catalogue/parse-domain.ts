import { commonServices } from './common-services.ts';
import type { Domain, Entity, Field, FieldType, ServiceSeed, StoreKind, Trait } from './domain.ts';

/**
 * A domain as it is written down. Lists are separated by commas, words and risks by `|`.
 * `services` holds blocks: a head line `id: what it does`, then indented lines that begin with
 * `owns`, `emits` (entity.action), `hears` (service.entity.action), `calls`, `uses`, `is` (store and traits),
 * `answers /{path} from entity` (open to visitors, leads on with 302);
 * `+ id: service.entity.action …` takes a common service that hears those events.
 */
export type DomainSource = {
  id: string;
  name: string;
  words: string;
  unit: string;
  perDay: number;
  fronts: string;
  externals: string;
  invariant: string;
  risks: string[];
  asks: Domain['asks'];
  services: string;
};

const stores: readonly string[] = [
  'sql',
  'document',
  'keyvalue',
  'timeseries',
  'search-index',
  'blob',
  'graph',
  'none',
];

export function parseDomain(source: DomainSource): Domain {
  return {
    id: source.id,
    name: source.name,
    words: split(source.words, '|'),
    unit: source.unit,
    perDay: source.perDay,
    fronts: split(source.fronts, ','),
    externals: split(source.externals, ',').map((pair) => {
      const [id = '', name = id] = split(pair, '=');
      return { id, name };
    }),
    invariant: source.invariant,
    risks: source.risks.map((line) => {
      const [risk = '', mitigation = ''] = split(line, '|');
      return { risk, mitigation };
    }),
    asks: source.asks,
    services: parseServices(source.services),
  };
}

export function parseServices(text: string): ServiceSeed[] {
  const services: ServiceSeed[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const [first = ''] = line.split(' ');
    const rest = line.slice(first.length).trim();
    if (first === '+') {
      services.push(takeCommon(rest));
      continue;
    }
    const service = services.at(-1);
    if (first.endsWith(':')) services.push(emptyService(first.slice(0, -1), rest));
    else if (service === undefined) throw new Error(`A catalogue line before any service: ${line}`);
    else addLine(service, first, rest);
  }
  return services;
}

function addLine(service: ServiceSeed, keyword: string, rest: string): void {
  switch (keyword) {
    case 'owns':
      service.entities.push(...split(rest, ';').map(parseEntity));
      return;
    case 'emits':
      service.emits.push(...rest.split(' ').map((event) => `${service.id}.${event}`));
      return;
    case 'hears':
      service.hears.push(...rest.split(' '));
      return;
    case 'calls':
      service.calls.push(...rest.split(' '));
      return;
    case 'uses':
      service.uses.push(...rest.split(' '));
      return;
    case 'answers': {
      const [path = '', from = ''] = rest.split(' from ');
      service.answers = { path, from };
      return;
    }
    case 'is':
      for (const word of rest.split(' ')) {
        if (isStore(word)) service.store = word === 'search-index' ? 'search' : word;
        else if (isTrait(word)) service.traits.push(word);
        else throw new Error(`Unknown store or trait in the catalogue: ${word}`);
      }
      return;
    default:
      throw new Error(`Unknown line in the catalogue: ${keyword} ${rest}`);
  }
}

function takeCommon(rest: string): ServiceSeed {
  const [id = '', hears = ''] = split(rest, ':');
  const common = parseServices(commonServices).find((service) => service.id === id);
  if (common === undefined) throw new Error(`No common service ${id} in the catalogue`);
  return { ...common, hears: hears === '' ? common.hears : hears.split(' ') };
}

function parseEntity(text: string): Entity {
  const match = /^([a-z_]+)\((.*)\)$/.exec(text);
  if (match === null) throw new Error(`No entity in the catalogue: ${text}`);
  return { name: match[1] ?? '', fields: split(match[2] ?? '', ',').map(parseField) };
}

const fieldTypes: Record<string, FieldType> = {
  id: 'id',
  text: 'text',
  int: 'int',
  number: 'number',
  money: 'money',
  bool: 'bool',
  time: 'time',
  date: 'date',
  list: 'list',
  geo: 'geo',
};

/** `name`, `name:type` or `name:one/of/these`; names that end in `_id` and `_at` tell their type themselves. */
function parseField(text: string): Field {
  const [name = '', type] = split(text, ':');
  if (type === undefined) return { name, type: impliedType(name) };
  return { name, type: type.includes('/') ? { oneOf: type.split('/') } : (fieldTypes[type] ?? 'text') };
}

function impliedType(name: string): FieldType {
  if (name.endsWith('_id')) return 'id';
  if (name.endsWith('_at')) return 'time';
  if (name === 'status') return { oneOf: ['open', 'active', 'closed'] };
  return 'text';
}

function emptyService(id: string, does: string): ServiceSeed {
  return { id, does, entities: [], emits: [], hears: [], calls: [], uses: [], store: 'sql', traits: [] };
}

function isStore(word: string): word is Exclude<StoreKind, 'search'> | 'search-index' {
  return stores.includes(word);
}

const traits: readonly string[] = [
  'money',
  'realtime',
  'geo',
  'search',
  'ingest',
  'batch',
  'personal',
  'readheavy',
  'contended',
  'internal',
  'core',
];

function isTrait(word: string): word is Trait {
  return traits.includes(word);
}

function split(text: string, by: string): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
