import type { Domain, Entity, ServiceSeed } from '../catalogue/domain.ts';
import { features } from '../catalogue/features.ts';
import type { Catalogue } from '../catalogue/load-catalogue.ts';
import { coveringService, planAreas } from './area-services.ts';
import { readAreas, withoutAreas } from './areas.ts';
import { wantsSystem } from './intent.ts';
import { kebab, snake, titleCase } from './parts.ts';
import { listedNouns, looseNouns } from './words.ts';

type Subject = {
  /** `catalogue`: a domain it knows; `words`: made from the brief's own nouns. */
  kind: 'catalogue' | 'words';
  domain: Domain;
};

/** Finds what the brief is about; extras that it names beside the main subject become services too. */
export function chooseSubject(catalogue: Catalogue, text: string): Subject | undefined {
  const domain = bestDomain(catalogue.domains, text);
  const areas = readAreas(text);
  if (domain !== undefined)
    return { kind: 'catalogue', domain: withAreas(catalogue, withFeatures(catalogue, domain, text), areas) };
  const derived = areas.length > 0 || wantsSystem(text) ? deriveDomain(catalogue, text, areas) : undefined;
  return derived === undefined ? undefined : { kind: 'words', domain: derived };
}

/** A list of areas says what is in the system, not what it is: one word of it does not make the subject. */
export function bestDomain(domains: readonly Domain[], text: string): Domain | undefined {
  const lower = withoutAreas(text).toLowerCase();
  const subject = nameBeforeDetails(lower);
  let best: { domain: Domain; score: number } | undefined;
  for (const domain of domains) {
    let score = 0;
    for (const word of domain.words) {
      const isDetail = subject !== undefined && isFeature(word) && findWord(subject, word) < 0;
      const at = isDetail ? -1 : findWord(lower, word);
      if (at < 0) continue;
      // A longer phrase says more, and the subject tends to stand in front of its details.
      score += (isCjk(word) ? word.length * 4 : word.length) + (at < 80 ? 6 : 0);
    }
    if (score > (best?.score ?? 0)) best = { domain, score };
  }
  return best?.domain;
}

/** "a zoo management system with analytics": analytics is asked for, but the subject is the zoo. */
function nameBeforeDetails(text: string): string | undefined {
  const [head = ''] = text.split(/[,;:(\n]|\b(?:with|including|that|which|who)\b/);
  return subjectName(head) === undefined ? undefined : head;
}

function isFeature(word: string): boolean {
  return features.some((feature) => feature.words.test(word));
}

function withAreas(catalogue: Catalogue, domain: Domain, areas: readonly string[]): Domain {
  if (areas.length === 0) return domain;
  const { services, externals, fromBrief } = planAreas(catalogue, domain, areas);
  const unlisted = domain.services.filter((service) =>
    areas.every((area) => coveringService([service], area) === undefined),
  );
  return {
    ...domain,
    services,
    externals: withCommonExternals(externals, services),
    fromBrief: { ...fromBrief, isWhole: false, unlisted: unlisted.map((service) => service.id) },
  };
}

function findWord(text: string, word: string): number {
  if (isCjk(word)) return text.indexOf(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.search(new RegExp(`(?<![\\p{L}\\d])${escaped}(?:e?s|en)?(?![\\p{L}\\d])`, 'u'));
}

function isCjk(word: string): boolean {
  return /[\u4e00-\u9fff]/.test(word);
}

function withFeatures(catalogue: Catalogue, domain: Domain, text: string): Domain {
  const services = [...domain.services];
  for (const feature of features) {
    if (feature.service === undefined || !feature.words.test(text)) continue;
    const seed = catalogue.common.find((service) => service.id === feature.service);
    if (seed === undefined || covers(services, seed)) continue;
    services.push({ ...seed, hears: firstEvents(services, 2) });
  }
  return { ...domain, services, externals: withCommonExternals(domain.externals, services) };
}

/** A service of that name, or one that owns the same data, is enough. */
function covers(services: readonly ServiceSeed[], seed: ServiceSeed): boolean {
  const owned = new Set(services.flatMap((service) => service.entities.map((entity) => entity.name)));
  return (
    services.some((service) => service.id === seed.id) ||
    seed.entities.some((entity) => owned.has(entity.name))
  );
}

export function firstEvents(services: readonly Pick<ServiceSeed, 'emits'>[], count: number): string[] {
  return services.flatMap((service) => service.emits.slice(0, 1)).slice(0, count);
}

/** What tells that something has come to its end or was paid for says more than that a record changed. */
const endings =
  /\.(completed|delivered|captured|paid|confirmed|placed|booked|closed|discharged|settled|issued)$/;

/** The events that a new listener of this kind has a use for, the most telling first. */
export function eventsWorthHearing(
  id: string,
  parts: readonly Pick<ServiceSeed, 'emits' | 'traits'>[],
  audience: Pick<ServiceSeed, 'emits' | 'traits'> | undefined,
  count: number,
): string[] {
  const earns = /loyalty|review|coupon|recommendation/.test(id);
  const first = earns ? /\.(completed|delivered|captured)$/ : endings;
  const second = earns ? /\.cancelled$|refund\.paid$/ : /$^/;
  const rank = (event: string, part: Pick<ServiceSeed, 'traits'>): number =>
    (part === audience ? 8 : 0) +
    (first.test(event) ? 5 : 0) +
    (second.test(event) ? 3 : 0) +
    (part.traits.includes('core') ? 2 : 0) +
    (part.traits.includes('money') ? 1 : 0);
  const ranked = parts
    .flatMap((part) => part.emits.map((event) => ({ event, rank: rank(event, part) })))
    .filter(({ event }) => !event.startsWith('privacy.'));
  ranked.sort((a, b) => b.rank - a.rank);
  const telling = ranked.filter((one) => one.rank >= 3);
  return (telling.length > 0 ? telling : ranked).slice(0, count).map((one) => one.event);
}

const commonExternals: Domain['externals'] = [
  { id: 'payments', name: 'Payment provider' },
  { id: 'messaging', name: 'Mail and push provider' },
];

function withCommonExternals(
  externals: Domain['externals'],
  services: readonly ServiceSeed[],
): Domain['externals'] {
  const used = new Set(services.flatMap((service) => service.uses));
  const missing = commonExternals.filter(
    (external) => used.has(external.id) && !externals.some((known) => known.id === external.id),
  );
  return [...externals, ...missing];
}

function deriveDomain(catalogue: Catalogue, text: string, areas: readonly string[]): Domain | undefined {
  const subject = withoutAreas(text);
  const listed = listedNouns(text);
  const nouns = areas.length > 0 ? areas : listed.length > 0 ? listed : looseNouns(text);
  const planned = planAreas(catalogue, { id: '', services: [], externals: [] }, areas);
  const services = areas.length > 0 ? planned.services : servicesOfNouns(catalogue, nouns, subjectName(text));
  if (services.length === 0) return undefined;
  const notification = catalogue.common.find((service) => service.id === 'notification');
  if (notification !== undefined && !covers(services, notification)) {
    services.push({ ...notification, hears: firstEvents(services, 3) });
  }
  const name = subjectName(subject) ?? titleCase(nouns.slice(0, 2).join(' and ').replaceAll('-', ' '));
  const core = services.find((service) => service.traits.includes('core')) ?? services[0];
  const main = (core?.id ?? 'item').replaceAll('-', ' ');
  return {
    id: kebab(name) || 'system',
    name,
    words: [],
    unit: `${main} changes`,
    perDay: 2_000,
    fronts: ['Web app', 'Back office'],
    externals: withCommonExternals([], services),
    invariant: `Every ${main} has one owner service, and each change to it happens once.`,
    risks: [
      {
        risk: 'The words of the brief may hide rules that only people of the field know',
        mitigation: 'Walk through one real week with them before the second service is built',
      },
    ],
    asks: [],
    services,
    fromBrief: { ...planned.fromBrief, isWhole: true, unlisted: [] },
  };
}

function servicesOfNouns(
  catalogue: Catalogue,
  nouns: readonly string[],
  subject: string | undefined,
): ServiceSeed[] {
  const services: ServiceSeed[] = [];
  const main = subject?.toLowerCase().replace(/ ?\b(management|administration)\b/, '') ?? '';
  // What every system may have leaves out what this one is about.
  if (nouns.every((noun) => featureOf(noun) !== undefined) && kebab(main) !== '')
    services.push(nounService(kebab(main), undefined));
  for (const noun of nouns) {
    const common = featureOf(noun);
    const seed = catalogue.common.find((service) => service.id === common);
    if (seed === undefined) services.push(nounService(noun, services.at(-1)));
    else if (!covers(services, seed)) services.push({ ...seed, hears: firstEvents(services, 2) });
  }
  return services;
}

function featureOf(noun: string): string | undefined {
  return features.find(
    (feature) => feature.service !== undefined && feature.words.test(noun.replaceAll('-', ' ')),
  )?.service;
}

export function nounService(noun: string, before: ServiceSeed | undefined): ServiceSeed {
  const id = kebab(noun);
  const entity = snake(noun);
  const label = noun.replaceAll('-', ' ');
  const money = /sale|order|payment|invoice|fee|donation|purchase|price|expense|contract|rental|booking/.test(
    noun,
  );
  const parent = before?.entities[0]?.name;
  const fields: Entity['fields'] = [
    { name: 'name', type: 'text' },
    { name: 'status', type: { oneOf: ['planned', 'active', 'closed'] } },
    { name: 'recorded_at', type: 'time' },
    ...(parent === undefined ? [] : [{ name: `${parent}_id`, type: 'id' as const }]),
    ...(money ? [{ name: 'amount', type: 'money' as const }] : []),
  ];
  const action = money ? 'agreed' : 'recorded';
  return {
    id,
    does: `Keeps each ${label}, its state and its history`,
    entities: [{ name: entity, fields }],
    emits: [`${id}.${entity}.${action}`, `${id}.${entity}.closed`],
    hears: before === undefined ? [] : before.emits.slice(0, 1),
    calls: [],
    uses: [],
    store: 'sql',
    traits: before === undefined ? ['core'] : money ? ['money'] : [],
  };
}

/** "for a beekeeping cooperative that …" → "Beekeeping cooperative". */
function subjectName(text: string): string | undefined {
  const match =
    /\b(?:for|of) (?:a|an|our|the) ((?:[\p{L}-]+ ){0,2}[\p{L}-]+?)(?= (?:that|which|who|with|where|to|in|of|tracking|managing)\b|\s*[.,;:!?()]|$)/iu.exec(
      text,
    ) ??
    /\b(?:a|an) ((?:[\p{L}-]+ ){0,2}(?:platform|system|app|service|tool|cooperative|portal|marketplace|network))\b/iu.exec(
      text,
    ) ??
    /\b(?:design|build|create|model|decompose|plan) (?:a|an|the|our) ((?:[\p{L}-]+ ){0,2}[\p{L}-]+?)(?= (?:that|which|who|with|where|to|in|of|for)\b|\s*[.,;:!?()]|$)/iu.exec(
      text,
    );
  const name = match?.[1]
    ?.replace(/\b(platform|system|app|application|backend|architecture)\b/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name === undefined || name.length < 3 || name.length > 50
    ? undefined
    : titleCase(name.toLowerCase());
}
