import type { Design } from '../../../core/design/document.ts';
import type { Domain, ServiceSeed } from '../catalogue/domain.ts';

/** A piece of the system that is designed: a service or a background worker. */
export type Part = ServiceSeed & {
  kind: 'service' | 'worker';
  existing: boolean;
  port: number | undefined;
  /** Its name where people already gave it one. */
  name: string | undefined;
  /** The part whose context it works in, where it makes up none of its own. */
  within: string | undefined;
};

export type Model = NonNullable<Design['model']>;
export type ModelNode = Model['nodes'][number];
export type ModelLink = Model['links'][number];

export type Style = 'monolith' | 'services' | 'streams' | 'cells' | 'event-sourced';

export type Technology = {
  language: string;
  database: string;
  broker: string;
  cache: string;
  cloud: string;
  protocol: string;
};

export function toPart(
  seed: ServiceSeed,
  more: Partial<Pick<Part, 'kind' | 'existing' | 'port' | 'name' | 'within'>> = {},
): Part {
  return {
    ...seed,
    entities: [...seed.entities],
    emits: [...seed.emits],
    hears: [...seed.hears],
    calls: [...seed.calls],
    uses: [...seed.uses],
    kind: more.kind ?? 'service',
    existing: more.existing ?? false,
    port: more.port,
    name: more.name,
    within: more.within,
  };
}

export function emptyPart(id: string, does: string): Part {
  return toPart({
    id,
    does,
    entities: [],
    emits: [],
    hears: [],
    calls: [],
    uses: [],
    store: 'none',
    traits: [],
  });
}

export function nodeId(part: Part): string {
  return /(^|-)(service|worker|gateway|api)$|-app$/.test(part.id) ? part.id : `${part.id}-${part.kind}`;
}

export function contextOf(part: Part, parts: readonly Part[]): string {
  return parts.find((other) => other.id === part.within)?.id ?? part.id;
}

export function nodeName(part: Part): string {
  return part.name ?? titleCase(nodeId(part).replaceAll('-', ' '));
}

export function partTitle(part: Part): string {
  return part.name ?? titleCase(part.id.replaceAll('-', ' '));
}

export function titleCase(text: string): string {
  const plain = text.replaceAll('_', ' ').trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function kebab(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

export function snake(text: string): string {
  return kebab(text).replaceAll('-', '_');
}

export function hasTrait(parts: readonly Part[], trait: Part['traits'][number]): boolean {
  return parts.some((part) => part.traits.includes(trait));
}

export function externalName(domain: Domain, id: string): string {
  return domain.externals.find((external) => external.id === id)?.name ?? titleCase(id.replaceAll('-', ' '));
}

/** Makes every link between parts true again: events have a producer, called parts exist. */
export function tidy(parts: readonly Part[]): Part[] {
  const ids = new Set(parts.map((part) => part.id));
  const emitted = new Set(parts.flatMap((part) => part.emits));
  return parts.map((part) => ({
    ...part,
    hears: unique(part.hears.filter((event) => emitted.has(event) && !part.emits.includes(event))),
    calls: unique(part.calls.filter((id) => ids.has(id) && id !== part.id)),
    emits: unique(part.emits),
    uses: unique(part.uses),
  }));
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** The core and those who tell people want to know. */
export function hearsAbout(part: Part, events: readonly string[]): Part {
  return part.traits.includes('core') || part.id === 'notification'
    ? { ...part, hears: [...part.hears, ...events] }
    : part;
}

/** Behind the last that is taken; none where ports are not told. */
export function nextPort(parts: readonly Part[]): number | undefined {
  const ports = parts.flatMap((part) => (part.port === undefined || part.port >= 8_080 ? [] : [part.port]));
  return ports.length === 0 ? undefined : Math.max(...ports) + 1;
}
