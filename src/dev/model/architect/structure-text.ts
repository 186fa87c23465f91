import { type Blueprint, hasSection } from './blueprint.ts';
import { writeCode } from './code.ts';
import { flowText, mainFlow } from './flow.ts';
import { list, nodeNameOf, table } from './markdown.ts';
import { isDetail, plural } from './openapi.ts';
import { contextOf, nodeId, nodeName, type Part, partTitle } from './parts.ts';

/** What examples are about: what is new, else the core. Its events are those that leave the process. */
export function focusPart({ parts, modules, changes }: Blueprint): Part | undefined {
  const latest = changes.at(-1) ?? '';
  const found =
    modules.find((part) => part.entities.length > 0 && !part.existing && latest.includes(partTitle(part))) ??
    modules.find((part) => part.entities.length > 0 && latest.includes(nodeName(part))) ??
    modules.find((part) => !part.existing && part.traits.includes('core')) ??
    modules.find((part) => !part.existing && part.entities.length > 0) ??
    modules[0];
  const sent = new Set(parts.flatMap((part) => part.emits));
  return found === undefined
    ? undefined
    : { ...found, emits: found.emits.filter((event) => sent.has(event)) };
}

/** A heading per context, what it is for and why it is one, and last what it owns. */
export function decomposition(blueprint: Blueprint): string {
  const { parts, modules, model, domain, technology, style } = blueprint;
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
  const contexts = modules.map((part) =>
    [
      `### ${partTitle(part)}`,
      `${part.does}. ${capital(whyApart(part))}.`,
      `Owns: ${part.entities.map((entity) => plural(entity.name)).join(', ') || 'nothing of its own'}`,
    ].join('\n\n'),
  );
  return [
    `${capital(domain.name.toLowerCase())} in ${modules.filter((part) => contextOf(part, modules) === part.id).length} contexts, cut by who may change which data${style === 'monolith' && !blueprint.extends ? '; they are modules of one application' : ''}.`,
    `\`\`\`text\n${drawing}\n\`\`\``,
    ...(blueprint.effects.length > 0 ? [`From the answers: ${blueprint.effects.join(' ')}`] : []),
    ...contexts,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The reason for a border, from what sets the part off from its neighbours. */
export function whyApart(part: Part): string {
  const has = (trait: Part['traits'][number]): boolean => part.traits.includes(trait);
  if (part.existing) return 'runs today';
  if (part.kind === 'worker') return 'slow work with retries, away from requests';
  if (has('core') && !has('personal')) return 'the rules of the business; everything else serves it';
  if (has('ingest'))
    return 'takes many times the writes of the others, and may lose its store without harm to them';
  if (has('money')) return 'money has its own rules, provider and audit';
  if (has('contended')) return 'many want the same row; locks stay inside';
  if (has('personal')) return 'personal data under its own access rules';
  if (has('search')) return 'an index that can be rebuilt at any time';
  if (has('realtime')) return 'holds open connections, so it is scaled by them';
  if (has('batch')) return 'works by the clock, not by requests';
  if (has('internal')) return 'nobody waits for it; it only listens';
  if (has('readheavy')) return 'read far more often than written';
  if (part.uses.length > 0) return 'keeps an external’s interface and outages to itself';
  return 'its data changes for reasons of its own';
}

function storeName({ model }: Blueprint, part: Part): string {
  const store = model.links.find((link) => link.from === nodeId(part) && link.kind === 'data');
  const node = model.nodes.find((one) => one.id === store?.to);
  return node === undefined ? 'own data' : (node.technology ?? node.name);
}

export function ownership(blueprint: Blueprint): string {
  const { parts, modules, model } = blueprint;
  const rows = modules.filter((part) => part.entities.length > 0);
  const home = (module: Part): Part => parts.find((part) => part.id === module.id) ?? parts[0] ?? module;
  const readers = (module: Part): string => {
    const by = [
      ...parts
        .filter((part) => part.calls.includes(module.id))
        .map((part) => `${nodeName(part)} asks its API`),
      ...parts
        .filter((part) => part.hears.some((event) => module.emits.includes(event)))
        .map((part) => `${nodeName(part)} from events`),
      ...(model.links.some((link) => link.from === 'api-gateway' && link.to === nodeId(module))
        ? ['clients through the gateway']
        : []),
    ];
    return (
      by.join('; ') ||
      (home(module).id === module.id
        ? 'nobody; it is kept for review'
        : 'other modules through its interface')
    );
  };
  return [
    table(
      ['data', 'owner', 'store', 'who reads it, and how'],
      rows.map((part) => [
        part.entities.map((entity) => entity.name).join(', '),
        home(part).id === part.id ? nodeName(part) : `${partTitle(part)} module`,
        storeName(blueprint, home(part)),
        readers(part),
      ]),
    ),
    'Only the owner writes. A reader that needs data often keeps a copy with the fields it needs, filled from events and rebuilt from the owner.',
  ].join('\n\n');
}

export function communication(blueprint: Blueprint): string {
  const { parts, model, technology } = blueprint;
  const nameOf = (id: string): string => model.nodes.find((node) => node.id === id)?.name ?? id;
  const calls = parts.flatMap((part) => [
    ...part.calls.map((id) => {
      const target = parts.find((other) => other.id === id);
      const needs = target?.entities[0]?.name.replaceAll('_', ' ');
      return [
        nodeName(part),
        nodeNameOf(target),
        needs === undefined ? 'needs the answer now' : `can’t go on without the ${needs}`,
        'time-out 1 s, two retries for reads, then an honest "not now"',
      ];
    }),
    ...part.uses.map((id) => [
      nodeName(part),
      nameOf(id),
      `only ${nodeName(part)} knows its interface`,
      externalFallback(id),
    ]),
  ]);
  const events = parts.flatMap((part) =>
    part.emits.map((event) => {
      const hearers = parts.filter((other) => other.hears.includes(event));
      return [event, nodeName(part), hearers.map((one) => `${nodeName(one)} (${purpose(one)})`).join(', ')];
    }),
  );
  const flow = mainFlow(parts);
  return [
    'Synchronous, where the caller can’t go on without the answer; clients reach services through the gateway only:',
    calls.length > 0 ? table(['from', 'to', 'why', 'when it fails'], calls) : 'No service calls another.',
    ...(events.length > 0
      ? [
          `Asynchronous over ${technology.broker}, where the sender need not wait:`,
          table(['event', 'from', 'to, and what for'], events),
        ]
      : []),
    // What has its own section is not told twice.
    ...(flow === undefined || hasSection(blueprint, /consisten|saga|transaction|recommend/i)
      ? []
      : [flowText(flow)]),
    ...(hasSection(blueprint, /resilien|failure|fault|reliab/i) ? [] : [resilience(blueprint)]),
  ].join('\n\n');
}

/** What a listener does with what it hears, in a few words. */
function purpose(part: Part): string {
  if (part.id === 'notification') return 'tells people';
  if (part.id === 'audit') return 'keeps who did what';
  if (/report|analytic/.test(part.id)) return 'counts';
  if (part.traits.includes('search')) return 'updates its index';
  if (part.traits.includes('core')) return 'moves its state on';
  return (
    part.does.split(/ (?:and|with|to|from|for)\b|,/)[0]?.replace(/^./, (first) => first.toLowerCase()) ??
    'acts'
  );
}

/** What a design does without an external, by what the external is for. */
export function externalFallback(id: string): string {
  if (/payment|bank|rail|card|insurer/.test(id))
    return 'state "waiting"; the result is asked for by its key, never sent again blindly';
  if (/map|routing/.test(id)) return 'distance as the crow flies until it is back';
  if (/messag|mail|sms|push/.test(id)) return 'kept in the queue, sent later, dropped when out of date';
  return 'the request is kept and shown as waiting';
}

export function interfaces(blueprint: Blueprint): string {
  const { parts, modules, model } = blueprint;
  const focus = focusPart(blueprint);
  const called = (part: Part): boolean => {
    const own = parts.find((one) => one.id === part.id);
    if (own === undefined) return !part.traits.includes('internal');
    return model.links.some((link) => link.to === nodeId(own) && link.kind === 'sync');
  };
  const shown = modules.filter(
    (part) =>
      part.entities.length > 0 &&
      called(part) &&
      (!blueprint.extends || !part.existing || part.id === focus?.id),
  );
  const rows = shown.map((part) => [
    partTitle(part),
    resources(part),
    part.emits.filter((event) => parts.some((one) => one.hears.includes(event))).join(', '),
  ]);
  return [
    'Each resource has POST (with an Idempotency-Key), GET by page and GET by id; those with a status also PATCH with If-Match. The schemas are in the attached files.',
    table(['service', 'resources', 'events'], rows.slice(0, 30)),
    focus === undefined ? '' : writeCode(blueprint, focus),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function resources(part: Part): string {
  const visitors = part.answers === undefined ? [] : [`GET ${part.answers.path} (302, open to visitors)`];
  const own = part.entities
    .filter((entity) => !isDetail(entity, part) && entity.name !== part.answers?.from)
    .map((entity) => {
      const details = part.entities.filter(
        (other) => isDetail(other, part) && other.fields[0]?.name === `${entity.name}_id`,
      );
      const inside =
        details.length === 0
          ? ''
          : ` (with its ${details.map((other) => plural(other.name.replaceAll('_', ' '))).join(' and ')})`;
      return `/v1/${plural(entity.name).replaceAll('_', '-')}${inside}`;
    });
  return [...visitors, ...own].join(', ');
}

export function resilience(blueprint: Blueprint): string {
  const { model, parts } = blueprint;
  const broker = model.nodes.some((node) => node.kind === 'broker');
  const remote = parts.some((part) => part.calls.length + part.uses.length > 0);
  return list([
    ...(remote
      ? [
          'A remote call has a time-out (1 s inside, 2 s outside) and at most 3 tries with exponential backoff and jitter, only where repeating is harmless and only in one layer',
          'Circuit breaker: open after 5 failures in 10 s, one try after 30 s',
        ]
      : []),
    ...(broker
      ? [
          'Consumers remember event ids; what fails five times goes to a dead letter queue with an alarm',
          'Without the broker the outbox keeps events, and requests are still answered',
        ]
      : ['What is accepted is in a table before it is answered, and is worked on from there']),
  ]);
}

export function consistency(blueprint: Blueprint): string {
  const flow = mainFlow(blueprint.parts);
  const promise = blueprint.domain.invariant;
  return flow === undefined
    ? `${promise} One local transaction per service is enough; views elsewhere follow within seconds.`
    : `${promise}\n\n${flowText(flow)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
