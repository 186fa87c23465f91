import type { Design } from '../../../core/design/document.ts';
import { type Blueprint, roundFigure } from './blueprint.ts';
import { runsToday } from './brief-words.ts';
import { changeDecision } from './change-decisions.ts';
import { styleName } from './choose-style.ts';
import { consequenceList } from './consequence-list.ts';
import { quote } from './facts.ts';
import { type Flow, mainFlow, movesMoney } from './flow.ts';
import { nodeName } from './parts.ts';
import { deployablesText, sizeOf } from './sizing.ts';
import { externalFallback } from './structure-text.ts';

type Decision = Design['decisions'][number];

export function writeDecisions(blueprint: Blueprint, options: Design['options']): Decision[] {
  const { style, domain, parts, facts, chosen, load } = blueprint;
  const today = runsToday(facts);
  const recommended = options.find((option) => option.recommended);
  const others = options.filter((option) => option !== recommended);
  const decisions: Decision[] = [
    {
      title: styleName(style, domain, blueprint.extends),
      status: chosen === style ? 'accepted' : 'proposed',
      context: [
        blueprint.extends
          ? `${domain.name} must change without a pause: ${blueprint.title.charAt(0).toLowerCase()}${blueprint.title.slice(1)}.`
          : `${domain.name}${/one|single|city/i.test(quote(facts, 'region') ?? '') ? ` ${quote(facts, 'region')}` : ''} is ${today === undefined ? 'to be built' : `to be built beside what runs today (${today})`} for ${load.text}, by ${blueprint.people}.`,
        `What must hold: ${domain.invariant}`,
      ].join(' '),
      decision: `${recommended?.summary ?? `Build ${domain.name.toLowerCase()} as ${styleName(style, domain, blueprint.extends).toLowerCase()}.`} ${decidingReason(blueprint)}`,
      consequences: consequencesOf(recommended),
      alternatives: others.map((option) => `${option.name}: ${option.cons[0] ?? option.summary}`),
    },
  ];
  if (parts.some((part) => part.emits.length > 0)) decisions.push(brokerDecision(blueprint));
  const flow = mainFlow(parts);
  if (flow !== undefined && movesMoney(flow)) decisions.push(sagaDecision(flow));
  if (/monolith/i.test(quote(facts, 'existing') ?? '')) {
    decisions.push({
      title: 'Grow out of the existing system by the strangler pattern',
      status: 'proposed',
      context: `There is a system today (${quote(facts, 'existing') ?? ''}), and it must go on serving while it is replaced.`,
      decision:
        'The gateway stands before the old system and sends one area after the other to its new home; data moves with its area, with a period in which both are compared.',
      consequences: consequenceList(
        ['each step can be taken back'],
        ['the old and the new run side by side for months'],
      ),
      alternatives: [
        'Rewrite and switch over at once: the risk of all areas on one day',
        'Leave the old system and build only what is new beside it: nothing moves, and two owners of the same data stay',
      ],
    });
  }
  for (const [index, change] of blueprint.changes.entries()) {
    const later = blueprint.changes.slice(index + 1);
    // What is wished for again is one decision, the newest.
    if (isToldByBroker(change, blueprint) || later.includes(change)) continue;
    decisions.push({
      ...changeDecision(change, blueprint),
      status: isTakenBack(change, later) ? 'superseded' : 'proposed',
    });
  }
  return decisions.slice(0, 40);
}

/** A wish for another broker is the decision about the broker itself. */
function isToldByBroker(change: string, { technology, parts }: Blueprint): boolean {
  return (
    parts.some((part) => part.emits.length > 0) &&
    change.startsWith(`Technology as asked: ${technology.broker}`) &&
    /^[^,]*$/.test(change)
  );
}

/** What was added is left out by a later wish, or the other way round. */
function isTakenBack(change: string, later: readonly string[]): boolean {
  const gone = /^(.+) is left out\b/.exec(change)?.[1];
  if (gone !== undefined) return later.some((one) => addedBy(one) === gone);
  const added = addedBy(change);
  return added !== undefined && later.some((one) => one.startsWith(`${added} is left out`));
}

function addedBy(change: string): string | undefined {
  return /\ba new ([^;,]+?)(?= (?:that|with|owns)\b|[;,]|$)/.exec(change)?.[1];
}

function consequencesOf(option: Design['options'][number] | undefined): string {
  return consequenceList(option?.pros ?? [], option?.cons ?? [], [
    'it is to be looked at again when team or load doubles',
  ]);
}

/** Why this option and no other: what was said about people and load, in one or two sentences. */
export function decidingReason(blueprint: Blueprint): string {
  const { style, modules, facts, load } = blueprint;
  if (blueprint.extends) {
    const added = blueprint.parts.filter((part) => !part.existing);
    return added.length === 0
      ? 'The service that owns the matter takes it in: nothing new has to be deployed or watched.'
      : `${added.map(nodeName).join(' and ')} ${added.length === 1 ? 'has' : 'have'} data, load and failures unlike those of what runs today, so ${added.length === 1 ? 'it stands' : 'they stand'} beside it.`;
  }
  if (blueprint.chosen === style)
    return `It was chosen in the thread${facts.team !== undefined && style !== 'monolith' && facts.team.least < modules.length ? `, although ${facts.team.text} have ${modules.length} services to own: build the core ones first` : ''}.`;
  const { people } = blueprint;
  const peak = `${load.said ? '' : 'an assumed '}${roundFigure(load.peakPerSecond)} ${load.unit} a second at the peak`;
  switch (style) {
    case 'monolith': {
      const load = `${peak} would not ask for them either: one application is quicker to build and to repair`;
      if (facts.team === undefined) return `Nothing said calls for ${modules.length} services, and ${load}.`;
      const each =
        facts.team.least < modules.length ? 'more than one each' : 'one each, and nobody to stand in';
      return `${modules.length} services for ${people} would mean ${each}, and ${load}.`;
    }
    case 'services':
      return load.peakPerSecond < 100
        ? `The load (${peak}) alone would not ask for services; ${facts.team === undefined ? 'they are proposed because the parts fail and change for different reasons, and a small team should take the modular monolith instead' : `${people} can own ${modules.length} of them, and then release and repair them apart`}.`
        : `${capital(peak)} concern a few of the ${modules.length} contexts most, so these are scaled apart; ${people} can own them.`;
    case 'streams':
      return `${capital(peak)} are a flow that several consumers read at their own pace.`;
    case 'cells':
      return `${capital(peak)} are more than one set of stores should carry, and a fault must not reach everybody.`;
    case 'event-sourced':
      return 'Every change must be explained later, so the events themselves are the truth.';
    default:
      return style satisfies never;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function brokerDecision({ technology, load, facts, parts }: Blueprint): Decision {
  const wanted = facts.brokers.includes(technology.broker);
  const count = new Set(parts.flatMap((part) => part.emits)).size;
  const kafka = technology.broker === 'Kafka';
  const uncounted = parts
    .filter((part) => part.store === 'keyvalue' && part.answers !== undefined && part.emits.length > 0)
    .map(
      (part) =>
        `${nodeName(part)} keeps only a copy in memory and sends without an outbox: a crash loses counts, never a change.`,
    )
    .join(' ');
  const rate = `${roundFigure(load.peakPerSecond)} ${load.unit} a second`;
  const reason = wanted
    ? `${technology.broker} because it was asked for; ${rate} and ${count} kinds of event are well within what it carries.`
    : kafka
      ? `Kafka because ${rate} at the peak are read by several consumers, and replay is worth its partitions.`
      : `${technology.broker} because ${rate} and ${count} kinds of event need routing, retries and dead letters, not a log that is replayed.`;
  const other = kafka
    ? 'RabbitMQ: simpler to run, but no replay and less throughput'
    : 'Kafka: replay and more throughput, at the price of partitions to run';
  return {
    title: `Events through ${technology.broker} with a transactional outbox`,
    status: 'proposed',
    context: `${count} kinds of event join the parts. A service that writes its store and then publishes can crash in between; the event is then lost although the change is there.`,
    decision: `${reason} Each change and its event are written in one local transaction, and a relay publishes afterwards. Events are named service.entity.action and carry an event_id; consumers remember the ids they have handled.${uncounted === '' ? '' : ` ${uncounted}`}`,
    consequences: consequenceList(
      ['no change is without its event', 'events arrive in order per key'],
      [
        'what others show lags by the pause of the relay, under a second',
        'each event may come twice, so consumers remember ids',
        'a relay and a dead letter queue must be watched',
      ],
    ),
    alternatives: [
      other,
      'Publish after the write: an event is lost in each crash between the two',
      'Change data capture: no code in the service, but events are shaped like tables',
    ],
  };
}

function sagaDecision(flow: Flow): Decision {
  const steps = flow.steps.map((step) => nodeName(step.part)).join(', then ');
  return {
    title: `${nodeName(flow.owner)} owns the process that moves money`,
    status: 'proposed',
    context: `${nodeName(flow.owner)} and ${steps} keep their own stores; a transaction over all of them is not to be had, and each may fail after the one before has succeeded.`,
    decision: `${nodeName(flow.owner)} stores each step before it tells ${steps}, and again when they report. ${flow.undo === undefined ? 'A failed step is retried until a person decides' : `A failed step ends in ${flow.undo}, which undoes the steps before`}. Calls that move money carry an idempotency key; an unknown result is settled by asking, not by sending again.`,
    consequences: consequenceList(
      ['money moves once'],
      ['states between the steps exist and must be shown as such'],
    ),
    alternatives: [
      'Two-phase commit: locks while one participant is slow',
      'Choreography: nobody can say where an order of steps stands',
    ],
  };
}

/** Above this an ordinary team can't own each part. */
const manyParts = 12;

export function writeRisks(blueprint: Blueprint): Design['risks'] {
  const { domain, parts, load, facts } = blueprint;
  const risks: Design['risks'] = domain.risks.map(({ risk, mitigation }) => ({
    risk,
    likelihood: 'medium',
    impact: 'high',
    mitigation,
  }));
  const broker = blueprint.model.nodes.find((node) => node.kind === 'broker');
  if (broker !== undefined) {
    risks.push({
      risk: 'The event broker joins all services: when it stands, events wait',
      likelihood: 'low',
      impact: 'high',
      mitigation:
        'Three nodes, as counted in the cost, with replicated queues; the outbox keeps events while it is away; alarms on lag and on the dead letter queue',
    });
  }
  for (const external of blueprint.model.nodes.filter((node) => node.kind === 'external').slice(0, 3)) {
    risks.push({
      risk: `${external.name} is slow or away`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation: `Time-out 2 s and a circuit breaker; meanwhile ${externalFallback(external.id)}`,
    });
  }
  if (!load.said && !blueprint.extends) {
    risks.push({
      risk: `The load of ${load.text} may be far from the truth`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation: 'Measure in the first month and compare with this figure before scaling anything',
    });
  }
  const built = parts.filter((part) => !part.existing).length;
  if (facts.team === undefined && built > manyParts) {
    risks.push({
      risk: `${deployablesText(sizeOf(blueprint), blueprint.extends)}, and nobody said who will own them`,
      likelihood: 'high',
      impact: 'medium',
      mitigation: 'Count the people first; with fewer people than parts take the modular monolith',
    });
  }
  if (facts.team !== undefined && built > facts.team.least) {
    risks.push({
      risk: `${deployablesText(sizeOf(blueprint), blueprint.extends)} for ${facts.team.text}: somebody owns more than one`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation: 'Start with the core ones in one deployable and split by need',
    });
  }
  return risks;
}
