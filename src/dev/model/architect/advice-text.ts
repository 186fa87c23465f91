import { type Problem, problems } from '../catalogue/problems.ts';
import { writeRisks } from './advice.ts';
import { type Blueprint, roundFigure } from './blueprint.ts';
import { isInternal } from './build-model.ts';
import { styleName } from './choose-style.ts';
import { writeCode } from './code.ts';
import { quote } from './facts.ts';
import { list, nodeNameOf, table } from './markdown.ts';
import type { Option } from './options.ts';
import { hasTrait, nodeName, type Part } from './parts.ts';
import { consistency, focusPart } from './structure-text.ts';

export function analysis(blueprint: Blueprint): string {
  const { domain, load, facts, parts } = blueprint;
  const known = [...facts.said].map(([slot, words]) => `${slot}: ${words.slice(0, 4).join(', ')}`);
  return [
    `> ${blueprint.request.replace(/\s+/g, ' ').slice(0, 500)}`,
    blueprint.extends
      ? `This changes a running system of ${parts.filter((part) => part.existing).length} services. The smallest change that does the job is looked for.`
      : `The subject is **${domain.name.toLowerCase()}**. What must hold whatever fails: ${domain.invariant}`,
    known.length > 0
      ? `What was said:\n\n${list(known)}`
      : 'Nothing was said about load, people or technology; see the assumptions.',
    problemText(blueprint),
    capacityLine(blueprint),
    hasTrait(parts, 'contended')
      ? `The contended part is ${parts
          .filter((part) => part.traits.includes('contended'))
          .map(nodeName)
          .join(', ')}: many want the same row at once.`
      : `The core is ${
          parts
            .filter((part) => part.traits.includes('core'))
            .map(nodeName)
            .join(' and ') || nodeNameOf(parts[0])
        }.`,
    load.peakPerSecond < 5 ? 'At this load, simplicity is worth more than spare capacity.' : '',
  ]
    .filter((line) => line !== '')
    .join('\n\n');
}

function complaints(blueprint: Blueprint): Problem[] {
  return blueprint.extends
    ? problems.filter((problem) => problem.words.test(blueprint.request)).slice(0, 2)
    : [];
}

/** The cause comes before the remedy, and how to prove it between them. */
function problemText(blueprint: Blueprint): string {
  return complaints(blueprint)
    .map(
      (one) =>
        `**${one.name}.** Likely cause: ${one.cause}\n\n- Proof: ${one.proof}\n- Smallest repair: ${one.remedy}`,
    )
    .join('\n\n');
}

function capacityLine({ load }: Blueprint): string {
  return `Load: ${load.perDay.toLocaleString('en-US')} ${load.unit} a day${load.said ? '' : ' (assumed)'} ÷ 86,400 s = ${roundFigure(load.meanPerSecond)} a second on average, × 5 = **${roundFigure(load.peakPerSecond)} a second at the peak**.`;
}

export function capacity(blueprint: Blueprint): string {
  return [
    capacityLine(blueprint),
    table(
      ['measure', 'target'],
      [
        ['writes answered', '99 % under 300 ms'],
        ['lag of events', '99 % under 5 s'],
        ['failed requests', 'under 0.1 % a day'],
        ['lost events', 'none; the outbox is counted against what arrived'],
      ],
    ),
  ].join('\n\n');
}

export function optionText(blueprint: Blueprint, options: readonly Option[]): string {
  return options
    .map((option) =>
      [
        `### ${option.name}${option.recommended ? ' (recommended)' : ''}`,
        option.summary,
        `For it:\n\n${list(option.pros)}`,
        `Against it:\n\n${list(option.cons)}`,
        `Complexity against benefit: ${option.complexity}. Short term: ${option.complexity === 'low' ? 'quick to start' : 'slower to start'}; long term: ${option.complexity === 'low' ? 'splits later where it must' : 'grows without being taken apart'}. Cost: ${option.cost}.`,
      ].join('\n\n'),
    )
    .concat(
      options.length === 0
        ? [
            `One way is proposed: ${styleName(blueprint.style, blueprint.domain, blueprint.extends).toLowerCase()}.`,
          ]
        : [],
    )
    .join('\n\n');
}

export function recommendation(blueprint: Blueprint): string {
  const { style, domain, facts, parts } = blueprint;
  const added = parts.filter((part) => !part.existing);
  const because =
    facts.teamSize !== undefined
      ? `a team of ${facts.teamSize} and ${roundFigure(blueprint.load.peakPerSecond)} ${blueprint.load.unit} a second at the peak`
      : `${roundFigure(blueprint.load.peakPerSecond)} ${blueprint.load.unit} a second at the peak and nothing known about the team`;
  const heading = blueprint.extends
    ? changedText(blueprint)
    : `**${styleName(style, domain, blueprint.extends)}**, because of ${because}.`;
  const partsTable = table(
    ['part', 'does', 'owns'],
    (blueprint.extends && added.length > 0 ? added : parts).map((part) => [
      nodeName(part),
      part.does,
      part.entities.map((entity) => entity.name).join(', '),
    ]),
  );
  return [heading, problemText(blueprint), partsTable, consistency(blueprint)]
    .filter((text) => text !== '')
    .join('\n\n');
}

function changedText({ changes, parts }: Blueprint): string {
  if (changes.length > 0) return `What changes, and nothing else:\n\n${list(changes)}`;
  return `No new part is needed. The change stays within ${parts
    .filter((part) => part.existing)
    .map(nodeName)
    .slice(0, 3)
    .join(', ')}.`;
}

export function implementation(blueprint: Blueprint): string {
  const { parts, technology } = blueprint;
  const first = focusPart(blueprint);
  const order = [...parts].sort((a, b) => rank(a) - rank(b));
  const steps = [
    `Contracts first: the OpenAPI and AsyncAPI files of ${nodeNameOf(first)}, reviewed by who calls it`,
    ...order
      .filter((part) => !part.existing || part === first)
      .map((part) => `${nodeName(part)}: ${part.does.charAt(0).toLowerCase()}${part.does.slice(1)}`),
    `Outbox relay and dead letter queue on ${technology.broker}`,
    'Load test at twice the peak, then release to a tenth of the users',
  ];
  return [
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    first === undefined ? '' : `The write path of ${nodeName(first)}:\n\n${writeCode(blueprint, first)}`,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

const rank = (part: Part): number => (part.traits.includes('core') ? 0 : isInternal(part) ? 2 : 1);

export function testing(blueprint: Blueprint): string {
  const { parts, domain } = blueprint;
  return list([
    'Unit: the rules of each service without a network',
    `Contract: every call and event against its OpenAPI or AsyncAPI file, on both sides (${
      parts
        .flatMap((part) => part.emits)
        .slice(0, 3)
        .join(', ') || 'REST only'
    })`,
    'Integration: each service with its real store and broker in containers',
    `The promise itself: "${domain.invariant}" Send each message twice, out of order, and with the process killed in between`,
    `Load: ${roundFigure(blueprint.load.peakPerSecond * 2)} ${blueprint.load.unit} a second for an hour`,
    'Chaos: take away one broker node and one external, and look at what people see',
  ]);
}

export function operations(blueprint: Blueprint): string {
  const { technology, parts, facts, profile } = blueprint;
  const cloud =
    technology.cloud === ''
      ? profile.stack.includes('Kubernetes')
        ? 'Kubernetes'
        : 'containers'
      : technology.cloud;
  return [
    list([
      `Deployment: one image per deployable (${parts.length}), on ${cloud}; rolling, with a migration step that the old version survives`,
      `Logs: JSON with time, level, service, correlation_id, ${parts[0]?.entities[0]?.name ?? 'subject'}_id; no personal data`,
      `Metrics: rate, errors and duration per route; ${blueprint.load.unit} per minute; lag and age of the oldest event; Prometheus and Grafana`,
      'Traces: OpenTelemetry; the context travels in HTTP headers and in message headers',
      'Health: /health says that the process lives, /ready that its store and broker answer',
      'Mesh: none below a dozen services; mutual TLS at the gateway and a client library do its job',
    ]),
    `Runbook in short:\n\n${list(['Events pile up: look at the slowest consumer, scale it, then read the dead letters', 'A service is away: its callers answer with what they have; do not restart them', `Budget: ${quote(facts, 'budget') ?? 'not said'}; alarm at 80 %`])}`,
  ].join('\n\n');
}

export function future(blueprint: Blueprint): string {
  const { parts, style, technology } = blueprint;
  const ingest = parts.find((part) => part.traits.includes('ingest') || part.traits.includes('realtime'));
  return list([
    style === 'monolith'
      ? 'When a module needs another rhythm of release or load, it leaves first with its tables'
      : 'When load is ten times today’s, the core store is partitioned by its main key',
    ingest === undefined
      ? `Read copies come before partitions on ${technology.database}`
      : `${nodeName(ingest)} is the first to get its own scaling`,
    'A second region: copy whole cells rather than stretch a store across',
    'New fields are added to v1; a breaking change is v2 beside it for six months',
  ]);
}

export function existing(blueprint: Blueprint): string {
  const there = blueprint.parts.filter((part) => part.existing);
  if (there.length === 0) return 'Nothing is there yet as far as the thread tells; see the assumptions.';
  return [
    'What is there, from the instructions, the thread or the repository:',
    table(
      ['service', 'port', 'does'],
      there.map((part) => [nodeName(part), part.port === undefined ? '' : String(part.port), part.does]),
    ),
    'Not seen: the code itself. What is said about it beyond this table is an assumption.',
  ].join('\n\n');
}

export function patterns(blueprint: Blueprint): string {
  const there = blueprint.parts.filter((part) => part.existing && part.entities.length > 0);
  const chosen = [
    ['Database per service', 'each context owns its data'],
    ...(blueprint.parts.some((part) => part.emits.length > 0)
      ? [['Transactional outbox', 'no change without its event']]
      : []),
    ...(hasTrait(blueprint.parts, 'money') ? [['Saga with idempotency keys', 'money moves once']] : []),
    ...(hasTrait(blueprint.parts, 'readheavy') ? [['Cache aside', 'many readers, few writers']] : []),
    ['Circuit breaker and time-outs', 'a slow neighbour does not spread'],
  ];
  const likes = there
    .slice(0, 3)
    .map(
      (part) =>
        `${nodeName(part)} keeps ${part.entities.map((entity) => entity.name).join(', ')} the same way: routes, domain, infrastructure`,
    );
  return [likes.length > 0 ? list(likes) : '', table(['pattern', 'why here'], chosen)]
    .filter((text) => text !== '')
    .join('\n\n');
}

export function compatibility(blueprint: Blueprint): string {
  return list([
    'Routes and fields that exist stay as they are; new fields are optional',
    'Tables change in two steps: add and fill, then use; the old version runs on both',
    ...(blueprint.parts.some((part) => part.existing)
      ? ['Clients that know nothing of the change see no difference']
      : ['The first version is v1; v2 comes beside it, not instead']),
    /monolith/i.test(quote(blueprint.facts, 'existing') ?? '')
      ? 'The old system is strangled: the gateway moves one area at a time, and each move can be taken back'
      : 'Each step can be rolled back by deploying the version before',
  ]);
}

export function security(blueprint: Blueprint): string {
  const rules = blueprint.facts.compliance.join(', ');
  return list([
    'OAuth2/OIDC at the edge; short-lived JWTs checked at the gateway and again in the service; roles decide per resource',
    'Mutual TLS between services; each may reach only what it needs; secrets from a vault, rotated',
    `Personal data only in ${
      blueprint.parts
        .filter((part) => part.traits.includes('personal'))
        .map(nodeName)
        .join(', ') || 'its owner'
    }; events carry ids`,
    rules === ''
      ? 'No rule was named; the usual data protection is assumed'
      : `${rules}: data inventory, access log, review by a specialist`,
  ]);
}

export function risks(blueprint: Blueprint): string {
  return table(
    ['risk', 'likelihood', 'impact', 'mitigation'],
    writeRisks(blueprint).map((one) => [one.risk, one.likelihood, one.impact, one.mitigation]),
  );
}
