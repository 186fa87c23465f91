import type { Domain } from '../catalogue/domain.ts';
import type { AgentProfile } from './agent-profile.ts';
import type { Load } from './blueprint.ts';
import { type Facts, quote } from './facts.ts';
import type { Part, Style, Technology } from './parts.ts';
import { hasTrait } from './parts.ts';

/** Up to this many people share one code base more cheaply than they run several services. */
const smallTeam = 6;
/** Above this peak one database and one broker stop being the simple choice. */
const cellsFromPerSecond = 5_000;

/** `services` is into how many the subject would be cut. */
export function chooseStyle(facts: Facts, load: Load, text: string, services: number): Style {
  const wantsServices =
    /\bmicro-?services?\b|\b(service )?(boundaries|decompos|split (it|them|up|into))/i.test(text);
  const wantsMonolith = /\b(modular monolith|as a monolith|one deployable)\b/i.test(text);
  if (wantsMonolith) return 'monolith';
  const global = /global|world-?wide|multi-region/i.test(quote(facts, 'region') ?? '');
  if (load.peakPerSecond >= cellsFromPerSecond || (global && load.peakPerSecond > 500)) return 'cells';
  const { team } = facts;
  if (team !== undefined && load.peakPerSecond < 500) {
    if (team.most <= smallTeam && !(wantsServices && team.most > 3)) return 'monolith';
    // With fewer people than services nobody owns anything.
    if (team.least < services && !wantsServices) return 'monolith';
  }
  if (team === undefined && load.said && load.peakPerSecond < 0.2 && !wantsServices) return 'monolith';
  return 'services';
}

/** The styles worth comparing for this subject: the recommended one first. */
export function rivalStyles(
  recommended: Style,
  parts: readonly Part[],
  load: Load,
  count: number,
  extending: boolean,
): Style[] {
  if (extending) return [...new Set<Style>([recommended, 'monolith', 'services', 'streams'])].slice(0, count);
  const third: Style = hasTrait(parts, 'ingest')
    ? 'streams'
    : hasTrait(parts, 'money')
      ? 'event-sourced'
      : load.peakPerSecond > 100
        ? 'cells'
        : 'streams';
  const order: Style[] = [recommended, 'services', 'monolith', third, 'streams', 'event-sourced', 'cells'];
  return [...new Set(order)].slice(0, count);
}

export function chooseTechnology(facts: Facts, profile: AgentProfile, load: Load): Technology {
  const fromAgent = (names: readonly string[]): string | undefined =>
    [...profile.languages, ...profile.stack].find((name) => names.some((one) => name.includes(one)));
  const brokers = ['Kafka', 'RabbitMQ', 'NATS'];
  const heavy = load.peakPerSecond > 1_000;
  const extending = profile.services.length > 0;
  return {
    language:
      preferFramework(facts.languages) ??
      preferFramework(profile.languages) ??
      fromAgent(['NestJS', 'FastAPI', 'Spring', 'Django', 'Gin']) ??
      'TypeScript',
    database: facts.databases[0] ?? fromAgent(['PostgreSQL', 'MySQL', 'MongoDB']) ?? 'PostgreSQL',
    broker:
      facts.brokers[0] ??
      cloudBroker(facts) ??
      (extending && profile.stack.includes('Redis') && fromAgent(brokers) === undefined
        ? 'Redis Streams'
        : heavy
          ? 'Kafka'
          : (calmBroker(profile) ?? 'RabbitMQ')),
    cache: 'Redis',
    cloud: facts.clouds.join(', '),
    protocol: 'REST',
  };
}

/** An agent that knows several is asked for the one that is simplest to run; Kafka waits for volume. */
function calmBroker(profile: AgentProfile): string | undefined {
  const named = [...profile.languages, ...profile.stack];
  return ['RabbitMQ', 'NATS', 'Kafka'].find((broker) => named.some((name) => name.includes(broker)));
}

function cloudBroker(facts: Facts): string | undefined {
  if (facts.clouds.includes('AWS') && facts.databases.includes('DynamoDB')) return 'Amazon SQS';
  return undefined;
}

/** "TypeScript, NestJS" means NestJS; a framework says more than its language. */
function preferFramework(names: readonly string[]): string | undefined {
  const frameworks = ['NestJS', 'FastAPI', 'Spring Boot', 'Django', '.NET', 'Ruby on Rails', 'PHP'];
  return names.find((name) => frameworks.includes(name)) ?? names[0];
}

/** For a change the question is where the new thing goes. */
const changeNames: Record<Style, string> = {
  monolith: 'Within the service that owns the matter',
  services: 'A service of its own beside the existing ones',
  streams: 'A worker that is fed by events',
  cells: 'A copy per region',
  'event-sourced': 'A history of events as the truth',
};

export function styleName(style: Style, domain: Domain, extending: boolean): string {
  if (extending) return changeNames[style];
  switch (style) {
    case 'monolith':
      return 'Modular monolith with a background worker';
    case 'services':
      return 'Services with their own data, joined by events';
    case 'streams':
      return `Stream first: ${domain.unit} flow through a log`;
    case 'cells':
      return 'Cells: the services copied per region';
    case 'event-sourced':
      return 'Services around an event-sourced core';
    default:
      return style satisfies never;
  }
}
