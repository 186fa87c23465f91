import { lowerFirst, targets } from './advice-text.ts';
import { type Blueprint, roundFigure } from './blueprint.ts';
import { runsToday } from './brief-words.ts';
import { isInternal } from './build-model.ts';
import { writeCode } from './code.ts';
import { quote } from './facts.ts';
import { mainFlow, movesMoney } from './flow.ts';
import { list, nodeNameOf, table } from './markdown.ts';
import { hasTrait, nodeName, type Part, partTitle } from './parts.ts';
import { deployablesText, sizeOf } from './sizing.ts';
import { focusPart } from './structure-text.ts';

/** Steps in the order in which something works soonest, each with what shows that it is done. */
export function implementation(blueprint: Blueprint): string {
  const { modules, technology, load } = blueprint;
  const first = focusPart(blueprint);
  const built = modules.filter((part) => !part.existing);
  const steps = blueprint.extends ? changeSteps(built) : newSteps(blueprint, built);
  const broker = blueprint.model.nodes.some((node) => node.kind === 'broker');
  return [
    [
      ...steps,
      ...(broker
        ? [
            `Failure: outbox relay, dead letter queue and alarms on ${technology.broker}. Done when killing any process in the middle of a change loses and doubles nothing.`,
          ]
        : []),
      `Release: ${roundFigure(load.peakPerSecond * 2)} ${load.unit} a second for an hour (twice the peak), then a tenth of the users, then all. Back out by the switch that let them in.`,
    ]
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n'),
    first === undefined
      ? ''
      : `The write path of ${nodeName(first)}, which the others copy:\n\n${writeCode(blueprint, first)}`,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function newSteps({ modules, style }: Blueprint, built: readonly Part[]): string[] {
  const core = modules.find((part) => part.traits.includes('core')) ?? modules[0];
  const near = built.filter(
    (part) =>
      part !== core &&
      (core?.calls.includes(part.id) ||
        (part.hears.some((event) => core?.emits.includes(event)) && !isInternal(part))),
  );
  const rest = built.filter((part) => part !== core && !near.includes(part));
  const names = (parts: readonly Part[]): string => parts.map(partTitle).join(', ');
  return [
    `${style === 'monolith' ? 'Skeleton: one application with a folder and a schema per module, and a build rule that forbids imports past a module’s interface' : 'Skeleton: one service template with health, logs, traces and outbox'}. Done when an empty ${core === undefined ? 'part' : partTitle(core)} runs in production.`,
    `The way through: ${names([...(core === undefined ? [] : [core]), ...near])}, contracts first. Done when one ${core?.entities[0]?.name.replaceAll('_', ' ') ?? 'case'} goes from its beginning to its end.`,
    ...(rest.length > 0
      ? [`The rest, in this order: ${names(rest)}. Each can be left out of the first release.`]
      : []),
  ];
}

function changeSteps(built: readonly Part[]): string[] {
  return [
    `Contract: ${built.length > 0 ? `interface and events of ${built.map(partTitle).join(', ')}` : 'the new routes and fields'}, reviewed by who will call it; all fields optional for those who exist.`,
    'Expand: new tables and routes beside the old, switched off. Done when the old behaviour is unchanged in production.',
    'Move: one caller first, behind a switch; compare with the old way for a week, then the others.',
    'Contract again: remove what nobody uses any more, one release later.',
  ];
}

export function testing(blueprint: Blueprint): string {
  const { modules, parts, domain, load, technology } = blueprint;
  const flow = mainFlow(modules);
  const events = parts.flatMap((part) => part.emits);
  const external = blueprint.model.nodes.find((node) => node.kind === 'external');
  return table(
    ['what', 'how', 'passes when'],
    [
      [
        'Rules',
        `unit tests of ${nodeNameOf(focusPart(blueprint))} without a network`,
        'every state and forbidden transition is covered',
      ],
      [
        'Contracts',
        `both sides against the files${events.length > 0 ? `, for example ${events.slice(0, 2).join(' and ')}` : ''}`,
        'a field that disappears fails the build',
      ],
      [
        'The promise',
        `${lowerFirst(domain.invariant).replace(/\.$/, '')}: each message twice, out of order, the process killed in between`,
        'the promise held in all of 1,000 runs',
      ],
      ...(movesMoney(flow)
        ? [
            [
              'Money',
              'the provider answers late, twice and not at all',
              'one charge per idempotency key, and the books agree',
            ],
          ]
        : []),
      [
        'Load',
        `${roundFigure(load.peakPerSecond * 2)} ${load.unit} a second for an hour`,
        '99 % of writes under 300 ms, no queue grows',
      ],
      [
        'Chaos',
        `take away ${[...(events.length > 0 ? [`a node of ${technology.broker}`] : []), external?.name ?? 'the database leader'].join(', then ')}`,
        'people see "waiting", nothing is lost, and it recovers by itself',
      ],
    ],
  );
}

export function operations(blueprint: Blueprint): string {
  const { technology, parts, modules, facts, profile, load } = blueprint;
  const cloud =
    technology.cloud === ''
      ? profile.stack.includes('Kubernetes')
        ? 'Kubernetes'
        : 'containers'
      : technology.cloud;
  const subject = modules.find((part) => part.traits.includes('core'))?.entities[0]?.name ?? 'subject';
  const size = sizeOf(blueprint);
  const hearer = parts.find((part) => part.hears.length > 0);
  const external = blueprint.model.nodes.find((node) => node.kind === 'external');
  const budget = quote(facts, 'budget');
  return [
    list([
      `Deployment: ${deployablesText(size, blueprint.extends)} on ${cloud}, ${size.copies} copies each; rolling, after a migration that the version before survives`,
      `Logs: JSON with correlation_id and ${subject}_id, without personal data; traces through HTTP and message headers (OpenTelemetry)`,
      `Metrics: ${load.unit} a minute, rate, errors and duration per route${hearer === undefined ? '' : ', age of the oldest message per queue'}`,
      'Health: /health says that the process lives, /ready that its store answers',
      ...(parts.length > 12
        ? []
        : ['No service mesh: below a dozen services the gateway and one client library do its job']),
      ...(budget === undefined ? [] : [`Budget: ${budget}; alarm at 80 %`]),
    ]),
    `Runbook:\n\n${table(
      ['alarm', 'first look', 'then'],
      [
        ...(hearer === undefined
          ? []
          : [
              [
                `oldest message above 60 s (${nodeName(hearer)})`,
                'its errors in the log, its database',
                'scale it; replay the dead letters when the cause is gone',
              ],
            ]),
        ...(external === undefined
          ? []
          : [
              [
                `${external.name}: circuit open`,
                'its status page',
                'nothing is sent again by hand; work waits and resumes',
              ],
            ]),
        ['errors above 1 % for 5 min', 'the last release', 'roll back first, look for the cause after'],
      ],
    )}`,
  ].join('\n\n');
}

export function existing(blueprint: Blueprint): string {
  const there = blueprint.parts.filter((part) => part.existing);
  if (there.length === 0) {
    const said = runsToday(blueprint.facts);
    return said === undefined
      ? 'Nothing runs yet as far as the thread tells; see the assumptions.'
      : `Today: ${said}.`;
  }
  const ports = there.some((part) => part.port !== undefined);
  return [
    'What is there, from the instructions, the thread or the repository:',
    table(
      ['service', ...(ports ? ['port'] : []), 'does'],
      there.map((part) => [
        nodeName(part),
        ...(ports ? [part.port === undefined ? '' : String(part.port)] : []),
        part.does,
      ]),
    ),
    ...(blueprint.answers.length > 0
      ? [`Answered:\n\n${list(blueprint.answers.map(({ question, answer }) => `${question} ${answer}`))}`]
      : []),
    'Not seen: the code itself. What is said about it beyond this is an assumption.',
  ].join('\n\n');
}

export function patterns(blueprint: Blueprint): string {
  const { parts, modules } = blueprint;
  const there = parts.filter((part) => part.existing && part.entities.length > 0);
  const names = (list: readonly Part[]): string => list.slice(0, 3).map(nodeName).join(', ');
  const senders = parts.filter((part) => part.emits.length > 0);
  const readers = modules.filter((part) => part.traits.includes('readheavy') && !part.existing);
  const callers = parts.filter((part) => part.calls.length + part.uses.length > 0);
  const queued = modules.filter((part) => !part.existing && part.uses.length > 0);
  const rows = [
    ...(senders.length > 0
      ? [['Transactional outbox', `${names(senders)}: no change without its event`]]
      : []),
    ...(senders.length === 0 && queued.length > 0
      ? [
          [
            'Work queue in a table',
            `${names(queued)}: accepts at once, sends from its own table with retries; no broker needed`,
          ],
        ]
      : []),
    ...(movesMoney(mainFlow(modules))
      ? [['Saga with idempotency keys', 'money moves once, and a failed step is undone']]
      : []),
    ...(readers.length > 0 && hasTrait(modules, 'readheavy')
      ? [['Cache aside', `${names(readers)}: many readers, few writers`]]
      : []),
    ...(callers.length > 0
      ? [['Time-out and circuit breaker', `${names(callers)}: a slow neighbour does not spread`]]
      : []),
    ...(there.length > 0
      ? [
          [
            'The layout that is there',
            `${names(there)}: routes, domain and infrastructure apart; what is new follows it`,
          ],
        ]
      : []),
    ['Expand, move, contract', 'old and new version run side by side during every release'],
  ];
  return table(['pattern', 'where and why'], rows);
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
  const personal = blueprint.modules.filter((part) => part.traits.includes('personal')).map(nodeName);
  return list([
    'OAuth2/OIDC at the edge; short-lived JWTs checked at the gateway and again in the service; roles decide per resource',
    'Mutual TLS between services; each may reach only what it needs; secrets from a vault, rotated',
    `Personal data only in ${personal.join(', ') || 'its owner'}; events carry ids`,
    rules === ''
      ? 'No rule was named; the usual data protection is assumed'
      : `${rules}: data inventory, access log, review by a specialist`,
  ]);
}

/** Each quality with its measure, and how it is tested. */
export function qualities(blueprint: Blueprint): string {
  const { load, parts } = blueprint;
  const built = parts.filter((part) => !part.existing).map(nodeName);
  return [
    table(
      ['quality', 'what is done', 'measure'],
      [
        [
          'Scalability',
          `${built.join(', ') || 'The changed service'}: ${sizeOf(blueprint).copies} copies, more by queue length and CPU`,
          `${roundFigure(load.peakPerSecond * 2)} ${load.unit} a second for an hour, from ${load.text}`,
        ],
        [
          'Security',
          'token checked at the gateway and in the service; secrets from a vault; no personal data in logs or events',
          'dependency and image scan in each build; no finding above medium',
        ],
        [
          'Monitoring',
          'rate, errors, duration; age of the oldest waiting message; one trace per request',
          'an alarm within 5 minutes, with a runbook entry',
        ],
        [
          'Maintenance',
          'contract tests on both sides, migrations in their own step',
          'a change of one service is released without the others',
        ],
      ],
    ),
    targets(blueprint),
    'Tested from the inside out: rules without a network, contracts on both sides, the service with its real store in a container, then load.',
  ].join('\n\n');
}

export function risks(blueprint: Blueprint): string {
  return list(blueprint.domain.risks.map(({ risk, mitigation }) => `${risk}: ${lowerFirst(mitigation)}`));
}
