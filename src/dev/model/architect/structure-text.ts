import type { Blueprint } from './blueprint.ts';
import { writeCode } from './code.ts';
import { list, nodeNameOf, table } from './markdown.ts';
import { plural } from './openapi.ts';
import { hasTrait, nodeId, nodeName, type Part, partTitle } from './parts.ts';

/** What examples are about: what is new, else the core. */
export function focusPart({ parts, changes }: Blueprint): Part | undefined {
  const named = parts.find((part) => part.entities.length > 0 && changes.at(-1)?.includes(nodeName(part)));
  return (
    named ??
    parts.find((part) => !part.existing && part.traits.includes('core')) ??
    parts.find((part) => !part.existing && part.entities.length > 0) ??
    parts[0]
  );
}

/** A heading per context, what it can do, and last what it owns. */
export function decomposition(blueprint: Blueprint): string {
  const { parts, model, domain, technology } = blueprint;
  const fronts = model.nodes.filter((node) => node.kind === 'frontend').map((node) => node.name);
  const drawing = [
    `[${fronts.join('] [')}]`,
    '      │ HTTPS',
    '[API gateway: auth, rate limit, routing]',
    '      │ REST',
    ...parts
      .filter((part) => part.kind === 'service')
      .map(
        (part) => `  ├─ ${nodeId(part)}${part.store === 'none' ? '' : ` ── (${storeName(blueprint, part)})`}`,
      ),
    ...(model.nodes.some((node) => node.kind === 'broker')
      ? ['      ┊ events', `<${technology.broker}>`]
      : []),
    ...parts.filter((part) => part.kind === 'worker').map((part) => `  ┊─ ${nodeId(part)}`),
  ].join('\n');
  const contexts = parts.map((part) =>
    [
      `### ${partTitle(part)}`,
      list([
        part.does,
        ...(part.emits.length > 0 ? [`Tells: ${part.emits.join(', ')}`] : []),
        `Owns: ${part.entities.map((entity) => plural(entity.name)).join(', ') || 'nothing of its own'}`,
      ]),
    ].join('\n\n'),
  );
  return [
    `Contexts of ${domain.name.toLowerCase()}, cut by who may change which data.`,
    `\`\`\`text\n${drawing}\n\`\`\``,
    'No service mesh at this size: time-outs, retries and mutual TLS come from the gateway and a shared client.',
    ...contexts,
  ].join('\n\n');
}

function storeName({ model }: Blueprint, part: Part): string {
  const store = model.links.find((link) => link.from === nodeId(part) && link.kind === 'data');
  const node = model.nodes.find((one) => one.id === store?.to);
  return node === undefined ? 'own data' : (node.technology ?? node.name);
}

export function ownership(blueprint: Blueprint): string {
  return table(
    ['data', 'owner', 'store', 'others get it by'],
    blueprint.parts
      .filter((part) => part.entities.length > 0)
      .map((part) => [
        part.entities.map((entity) => entity.name).join(', '),
        nodeName(part),
        storeName(blueprint, part),
        part.emits.length > 0 ? part.emits.join(', ') : 'asking its API',
      ]),
  );
}

export function communication(blueprint: Blueprint): string {
  const { parts, technology } = blueprint;
  const calls = parts.flatMap((part) =>
    part.calls.map((id) => [
      nodeName(part),
      nodeNameOf(parts.find((other) => other.id === id)),
      'needs the answer now',
      'time-out 1 s, two retries for reads, circuit breaker',
    ]),
  );
  const events = parts.flatMap((part) =>
    part.emits.map((event) => [
      event,
      nodeName(part),
      parts
        .filter((other) => other.hears.includes(event))
        .map(nodeName)
        .join(', ') || 'nobody yet',
    ]),
  );
  return [
    'Synchronous, where the answer is needed to go on:',
    calls.length > 0
      ? table(['from', 'to', 'why', 'when it fails'], calls)
      : 'Only from the gateway to the services.',
    `Asynchronous over ${technology.broker}, where seconds do not matter:`,
    events.length > 0 ? table(['event', 'from', 'to'], events) : 'No events.',
    resilience(blueprint),
  ].join('\n\n');
}

export function interfaces(blueprint: Blueprint): string {
  const shown = blueprint.parts.filter(
    (part) =>
      part.entities.length > 0 && (!blueprint.extends || !part.existing || part === focusPart(blueprint)),
  );
  const routes = shown.flatMap((part) =>
    part.entities.map((entity) => {
      const path = `/v1/${plural(entity.name).replaceAll('_', '-')}`;
      return [nodeName(part), `POST ${path} → 201, GET ${path}, GET ${path}/{id}`];
    }),
  );
  const first = focusPart(blueprint);
  return [
    'The files with all schemas are attached; every service also answers GET /health.',
    table(['service', 'routes'], routes.slice(0, 30)),
    first === undefined ? '' : writeCode(blueprint, first),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

export function resilience(blueprint: Blueprint): string {
  const externals = blueprint.model.nodes.filter((node) => node.kind === 'external').map((node) => node.name);
  return list([
    'Each remote call has a time-out (1 s inside, 2 s outside), at most 3 tries with exponential backoff and jitter, and only when repeating is harmless',
    'Circuit breaker: open after 5 failures in 10 s, one try after 30 s',
    externals.length > 0
      ? `Without ${externals.slice(0, 2).join(' or ')}: the request is kept and says that it waits`
      : 'Without the broker: the outbox keeps events',
    'Consumers remember event ids; what fails five times goes to a dead letter queue with an alarm',
  ]);
}

export function consistency(blueprint: Blueprint): string {
  const { parts, domain } = blueprint;
  const core = parts.find((part) => part.traits.includes('core')) ?? parts[0];
  const steps =
    core === undefined
      ? []
      : parts
          .filter(
            (part) =>
              part !== core &&
              !part.traits.includes('internal') &&
              part.hears.some((event) => core.emits.includes(event)),
          )
          .map(nodeName);
  const saga =
    hasTrait(parts, 'money') && core !== undefined
      ? `${nodeName(core)} runs the saga${steps.length > 0 ? ` over ${steps.join(', ')}` : ''}: each step has a counter-step, and an idempotency key makes repeats harmless.`
      : 'One local transaction per service is enough; views elsewhere follow within seconds.';
  return `${domain.invariant} ${saga} The change and its event are written together (outbox).`;
}
