import type { Domain, Field, ServiceSeed, Trait } from '../catalogue/domain.ts';
import { features } from '../catalogue/features.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import { snake } from './parts.ts';
import { singular } from './words.ts';

/** Each may bring two contracts, and a document holds sixty. */
const mostServices = 29;

/** Domains that mean the same by the same words, so that one may take a service from the other. */
const kin: Record<string, readonly string[]> = {
  marketplace: ['e-commerce', 'warehouse'],
  'e-commerce': ['marketplace', 'warehouse'],
  'subscription-billing': ['e-commerce'],
};

/** What an area of this kind of name is like, as far as its name alone tells. */
type Role = {
  name: RegExp;
  does: (label: string) => string;
  fields: string;
  actions: string[];
  traits: Trait[];
  /** What it has to do with the core: it waits for its events, answers its questions, or neither. */
  link: 'hears' | 'asked' | 'apart';
};

const roles: readonly Role[] = [
  {
    name: /order|booking|reservation|sale|rental|claim|deal|trip|ticket/,
    does: (label) => `Takes each ${label} from its beginning to its end`,
    fields: 'customer_id total:money status:placed/confirmed/done/cancelled placed_at',
    actions: ['placed', 'cancelled'],
    traits: ['core'],
    link: 'apart',
  },
  {
    name: /pric|fare|tax|discount|promotion|tariff|rule|fee$/,
    does: (label) => `Keeps the rules for ${label} and answers which applies`,
    fields: 'name rule valid_from:date valid_until:date active:bool',
    actions: ['changed'],
    traits: ['readheavy'],
    link: 'asked',
  },
  {
    name: /fraud|risk|moderation|safety|security|compliance/,
    does: (label) => `Scores what happens for ${label} and opens cases for people`,
    fields: 'reference_id reason score:number status:open/cleared/blocked opened_at',
    actions: ['blocked'],
    traits: ['batch'],
    link: 'hears',
  },
  {
    name: /payment|invoic|billing|accounting|finance|payout|settlement|revenue|refund|wallet|ledger|commission/,
    does: (label) => `Books what is owed and paid for ${label}, once each`,
    fields: 'reference_id amount:money status:due/settled/failed idempotency_key booked_at',
    actions: ['settled', 'failed'],
    traits: ['money'],
    link: 'hears',
  },
  {
    name: /shipping|delivery|warehouse|fulfil|dispatch|baggage|luggage|cargo|boarding|check-in|return|loading|catering|cleaning|ground/,
    does: (label) => `Carries out ${label} and follows it to the end`,
    fields: 'reference_id location status:waiting/running/done/failed due_at',
    actions: ['done', 'failed'],
    traits: [],
    link: 'hears',
  },
  {
    name: /crew|staff|employee|customer|passenger|supplier|seller|buyer|member|partner|vendor|driver|pilot|student|visitor|guest|profile/,
    does: (label) => `Knows who belongs to ${label}, and what each may do`,
    fields: 'name email role status:active/inactive',
    actions: ['changed'],
    traits: ['personal'],
    link: 'apart',
  },
  {
    name: /schedul|roster|planning|timetable|slot|shift|gate/,
    does: (label) => `Plans ${label} and keeps two from taking the same`,
    fields: 'resource_id starts_at ends_at status:planned/confirmed/cancelled',
    actions: ['changed'],
    traits: ['contended'],
    link: 'apart',
  },
  {
    name: /catalog|content|product|menu|listing|knowledge|document|route/,
    does: (label) => `Describes what there is of ${label}, for many readers`,
    fields: 'name description status:draft/live/retired published_at',
    actions: ['changed'],
    traits: ['readheavy'],
    link: 'apart',
  },
];

const plainRole: Role = {
  name: /$/,
  does: (label) => `Keeps ${label}: what there is, its state and its history`,
  fields: 'name status:planned/active/closed recorded_at',
  actions: ['changed'],
  traits: [],
  link: 'apart',
};

const roleOf = (area: string): Role => roles.find((role) => role.name.test(area)) ?? plainRole;

type Planned = {
  services: ServiceSeed[];
  externals: Domain['externals'];
  fromBrief: Pick<NonNullable<Domain['fromBrief']>, 'areas' | 'uncovered' | 'elsewhere'>;
};

/** Adds a service per area that none of these covers: from the catalogue where it knows it, else from its name. */
export function planAreas(
  catalogue: Catalogue,
  known: Pick<Domain, 'id' | 'services' | 'externals'>,
  areas: readonly string[],
): Planned {
  const { services } = known;
  const externals = [...known.externals];
  const fromBrief = { areas: [] as string[], uncovered: [] as string[], elsewhere: [] as string[] };
  const fresh: { area: string; seed: ServiceSeed }[] = [];
  const room = (): boolean => services.length + fresh.length < mostServices;
  for (const area of areas) {
    const home = coveringService([...services, ...fresh.map((one) => one.seed)], area);
    if (home !== undefined) {
      if (!sharesWord(home.id, area)) fromBrief.elsewhere.push(`${spoken(area)} in ${home.id}`);
    } else if (!room()) fromBrief.uncovered.push(spoken(area));
    else {
      const there = [...services, ...fresh.map((one) => one.seed)];
      const taken = takeKnown(catalogue, known.id, there, area);
      fresh.push({ area, seed: taken?.seed ?? fromName(area) });
      if (taken === undefined) {
        fromBrief.areas.push(spoken(area));
        continue;
      }
      externals.push(...taken.externals.filter((one) => !externals.some((other) => other.id === one.id)));
    }
  }
  return { services: joinToCore(services, fresh), externals, fromBrief };
}

/** The core tells, those who act on it hear and report back, and whoever holds rules is asked. */
function joinToCore(
  known: readonly ServiceSeed[],
  fresh: { area: string; seed: ServiceSeed }[],
): ServiceSeed[] {
  const seeds = [...known, ...fresh.map((one) => one.seed)];
  const isCore = (seed: ServiceSeed): boolean => seed.traits.includes('core');
  const core = known.find(isCore) ?? fresh.find((one) => isCore(one.seed))?.seed ?? seeds[0];
  if (core === undefined) return seeds;
  const told = core.emits[0];
  const reports: string[] = [];
  const asked: string[] = [];
  for (const { area, seed } of fresh) {
    if (seed === core) continue;
    // One process has one owner.
    seed.traits = seed.traits.filter((trait) => trait !== 'core');
    const { link } = roleOf(area);
    const emitted = seeds.flatMap((one) => one.emits);
    const isHeld = seed.hears.some((event) => emitted.includes(event));
    if (link === 'hears' && told !== undefined && !isHeld) {
      seed.hears.push(told);
      reports.push(...seed.emits);
    }
    if (link === 'asked' && asked.length < 3) asked.push(seed.id);
  }
  return seeds.map((seed) => {
    const hears =
      seed.hears.length === 0 && listens.test(seed.id) && told !== undefined ? [told] : seed.hears;
    if (seed.id !== core.id) return { ...seed, hears };
    const traits: Trait[] = isCore(core) ? core.traits : [...core.traits, 'core'];
    return { ...seed, traits, hears: [...seed.hears, ...reports], calls: [...seed.calls, ...asked] };
  });
}

const listens = /^(notification|audit|reporting|analytics|loyalty|review|recommendation)$/;

/** A service of that name, of the same matter, or one that owns data of that name. */
export function coveringService(services: readonly ServiceSeed[], area: string): ServiceSeed | undefined {
  const common = commonFor(area);
  return (
    services.find((service) => service.id === area || service.id === common) ??
    services.find((service) => sharesWord(service.id, area)) ??
    services.find((service) => service.entities.some((entity) => entity.name === snake(area)))
  );
}

/** "order" is in "order-tracking" only as its first word, but "seller" is the whole of "sellers". */
function sharesWord(id: string, area: string): boolean {
  return id.split('-').map(singular).join('-') === area.split('-').map(singular).join('-');
}

/** Only where the whole name says so: "safety reporting" is more than reports. */
function commonFor(area: string): string | undefined {
  const name = spoken(area);
  return features.find(
    ({ service, words }) =>
      service !== undefined && [name, `${name}s`].some((form) => words.exec(form)?.[0] === form),
  )?.service;
}

function takeKnown(
  catalogue: Catalogue,
  domainId: string,
  services: readonly ServiceSeed[],
  area: string,
): { seed: ServiceSeed; externals: Domain['externals'] } | undefined {
  const owned = new Set(services.flatMap((service) => service.entities.map((entity) => entity.name)));
  const isFree = (seed: ServiceSeed): boolean => seed.entities.every((entity) => !owned.has(entity.name));
  const common = catalogue.common.find((seed) => seed.id === (commonFor(area) ?? area));
  if (common !== undefined) return isFree(common) ? { seed: copy(common), externals: [] } : undefined;
  for (const id of kin[domainId] ?? []) {
    const domain = catalogue.domains.find((one) => one.id === id);
    const seed = domain?.services.find((one) => sharesWord(one.id, area));
    if (domain !== undefined && seed !== undefined && isFree(seed)) {
      const externals = domain.externals.filter((one) => seed.uses.includes(one.id));
      // A second core would be a second owner of the same process.
      const traits = seed.traits.filter((trait) => trait !== 'core');
      return { seed: { ...copy(seed), traits }, externals };
    }
  }
  return undefined;
}

function copy(seed: ServiceSeed): ServiceSeed {
  return { ...seed, traits: [...seed.traits], hears: [...seed.hears], calls: [...seed.calls] };
}

function fromName(area: string): ServiceSeed {
  const role = roleOf(area);
  const entity = snake(area);
  const hasStore = role.traits.includes('readheavy') && /content|catalog|document/.test(area);
  return {
    id: area,
    does: role.does(spoken(area)),
    entities: [{ name: entity, fields: role.fields.split(' ').map(toField) }],
    emits: role.actions.map((action) => `${area}.${entity}.${action}`),
    hears: [],
    calls: [],
    uses: [],
    store: hasStore ? 'document' : 'sql',
    traits: [...role.traits],
  };
}

function toField(text: string): Field {
  const [name = '', type] = text.split(':');
  if (type === undefined)
    return { name, type: name.endsWith('_id') ? 'id' : name.endsWith('_at') ? 'time' : 'text' };
  if (type.includes('/')) return { name, type: { oneOf: type.split('/') } };
  return { name, type: type as Extract<Field['type'], string> };
}

function spoken(area: string): string {
  return area === 'check-in' ? area : area.replaceAll('-', ' ');
}
