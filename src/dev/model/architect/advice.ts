import type { Design } from '../../../core/design/document.ts';
import type { Blueprint } from './blueprint.ts';
import { styleName } from './choose-style.ts';
import { quote } from './facts.ts';
import { hasTrait, nodeName, partTitle } from './parts.ts';

/** Marks the decisions that later wishes brought, so that the next version can keep them. */
export const changeContext = 'Asked for in the thread.';

type Decision = Design['decisions'][number];

export function writeDecisions(blueprint: Blueprint, optionNames: readonly string[]): Decision[] {
  const { style, domain, technology, parts, facts, chosen, load } = blueprint;
  const decisions: Decision[] = [
    {
      title: `${styleName(style, domain, blueprint.extends)}`,
      status: chosen === style ? 'accepted' : 'proposed',
      context: `${blueprint.request.slice(0, 600)}\n\nTeam: ${quote(facts, 'team') ?? 'not said'}. Load: ${quote(facts, 'scale') ?? `assumed ${load.perDay.toLocaleString('en-US')} ${load.unit} a day`}.`,
      decision: `Build ${domain.name.toLowerCase()} as: ${styleName(style, domain, blueprint.extends).toLowerCase()}.`,
      consequences: `${domain.invariant} What this makes harder is listed with the option; revisit when team or load doubles.`,
      alternatives: optionNames.filter((name) => !name.includes(styleName(style, domain, blueprint.extends))),
    },
  ];
  if (parts.some((part) => part.emits.length > 0)) {
    decisions.push({
      title: `Events through ${technology.broker} with a transactional outbox`,
      status: 'proposed',
      context:
        'A service that writes its store and then publishes can crash in between; the event is then lost although the change is there.',
      decision: `Each change and its event are written in one local transaction; a relay publishes to ${technology.broker}. Events are named service.entity.action, carry an event_id, and consumers remember the ids they have handled.`,
      consequences:
        'Delivery is at least once and in order per key; views in other services lag by the relay’s pause, under a second.',
      alternatives: [
        'Publish after the write and accept losses',
        'Change data capture from the database log',
      ],
    });
  }
  if (hasTrait(parts, 'money')) {
    decisions.push({
      title: 'A saga with compensations for what costs money',
      status: 'proposed',
      context:
        'Money, stock and fulfilment live in different stores; a transaction over all of them is not to be had.',
      decision:
        'The core service runs the steps in order and stores its place after each. A step that fails is undone by its counter-step (release, refund). Every call that moves money carries an idempotency key, and an unknown result is settled by asking, not by sending again.',
      consequences: 'Money moves once. States between the steps are visible and must be shown as such.',
      alternatives: ['Two-phase commit', 'Choreography without an owner of the process'],
    });
  }
  if (/monolith/i.test(quote(facts, 'existing') ?? '')) {
    decisions.push({
      title: 'Grow out of the existing system by the strangler pattern',
      status: 'proposed',
      context: `There is a system today: ${quote(facts, 'existing') ?? ''}.`,
      decision:
        'The gateway stands before the old system and sends one area after the other to its new home; data moves with its area, with a period in which both are compared.',
      consequences: 'The old and the new run side by side for months; each step can be taken back.',
      alternatives: ['Rewrite and switch over at once'],
    });
  }
  for (const change of blueprint.changes) {
    decisions.push({
      title: change.slice(0, 190),
      status: 'proposed',
      context: changeContext,
      decision: change,
      consequences:
        'Model and contracts of this version show it; consumers of the old behaviour are served until they moved.',
      alternatives: ['Leave the design as it was'],
    });
  }
  return decisions.slice(0, 40);
}

export function writeRisks(blueprint: Blueprint): Design['risks'] {
  const { domain, technology, parts, load } = blueprint;
  const risks: Design['risks'] = domain.risks.map(({ risk, mitigation }) => ({
    risk,
    likelihood: 'medium',
    impact: 'high',
    mitigation,
  }));
  const broker = blueprint.model.nodes.find((node) => node.kind === 'broker');
  if (broker !== undefined) {
    risks.push({
      risk: `${technology.broker} joins all services: when it stands, events wait`,
      likelihood: 'low',
      impact: 'high',
      mitigation:
        'Run three nodes with replicated queues; the outbox keeps events while it is away; alarms on lag and on the dead letter queue',
    });
  }
  for (const external of blueprint.model.nodes.filter((node) => node.kind === 'external').slice(0, 2)) {
    risks.push({
      risk: `${external.name} is slow or away`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation:
        'Time-out 2 s, at most 3 tries with exponential backoff and jitter, circuit open after 5 failures for 30 s, and a state that says "waiting"',
    });
  }
  if (!load.said) {
    risks.push({
      risk: `The load was assumed (${load.perDay.toLocaleString('en-US')} ${load.unit} a day)`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation: 'Measure in the first month and compare with this figure before scaling anything',
    });
  }
  if (parts.length > 8 && (blueprint.facts.teamSize ?? 0) < parts.length) {
    risks.push({
      risk: `${parts.length} services may be more than the team can own`,
      likelihood: 'medium',
      impact: 'medium',
      mitigation: 'Start with the core ones in one deployable and split by need',
    });
  }
  return risks;
}

export function writeChecklist(blueprint: Blueprint): Design['checklist'] {
  const items =
    blueprint.profile.checklist.length > 0
      ? blueprint.profile.checklist
      : ['Single points of failure', 'Observability', 'Security', 'The team can run it'];
  return items.slice(0, 30).map((item) => ({ item: item.slice(0, 400), ...judge(blueprint, item) }));
}

type Verdict = Pick<Design['checklist'][number], 'status' | 'note'>;

function judge(blueprint: Blueprint, item: string): Verdict {
  const { facts, parts, model, profile } = blueprint;
  if (/single point|spof/i.test(item)) {
    const shared = model.nodes.filter(
      (node) => node.kind === 'broker' || (node.kind === 'gateway' && !node.existing),
    );
    return {
      status: 'risk',
      note: `${shared.map((node) => node.name).join(' and ') || 'The database'} must run in more than one copy; see risks`,
    };
  }
  if (/observab|monitor|logg|metric|trac/i.test(item)) {
    return {
      status: 'ok',
      note: 'Structured logs with a correlation id, rate, errors and duration per route, traces across the broker, /health on each service',
    };
  }
  if (/secur|auth|tenant|privacy/i.test(item)) {
    const rules = facts.compliance.join(', ');
    return rules === ''
      ? {
          status: 'ok',
          note: 'Tokens checked at the gateway and again in the service; secrets from a vault; least privilege per store',
        }
      : { status: 'risk', note: `${rules} applies and needs a specialist’s review` };
  }
  if (/pattern|existing|consisten(t|cy) with|align/i.test(item)) {
    return blueprint.extends || profile.stack.length > 0
      ? {
          status: 'ok',
          note: `Keeps to ${profile.stack.slice(0, 4).join(', ') || 'what runs today'}; event names follow service.entity.action`,
        }
      : { status: 'unknown', note: 'Nothing was said about what is there' };
  }
  if (/team|skill|people/i.test(item)) {
    const perPerson = facts.teamSize === undefined ? undefined : parts.length / facts.teamSize;
    if (perPerson === undefined) return { status: 'unknown', note: 'The size of the team was not said' };
    return perPerson > 1
      ? { status: 'risk', note: `${parts.length} deployables for ${facts.teamSize} people` }
      : { status: 'ok', note: `${parts.length} deployables for ${facts.teamSize} people` };
  }
  if (/operation|complex|deploy|simple/i.test(item)) {
    return {
      status: parts.length > 7 ? 'risk' : 'ok',
      note: `${parts.length} deployables, ${model.nodes.filter((node) => node.kind === 'database').length} databases`,
    };
  }
  if (/contract|api|version|compatib/i.test(item))
    return { status: 'ok', note: 'OpenAPI and AsyncAPI with v1 paths; fields are only added' };
  if (/cost|budget/i.test(item)) return { status: 'ok', note: 'Each option names its monthly sum' };
  return { status: 'unknown', note: 'This stand-in can’t judge it; look at it together' };
}

/** Only the agent's own criteria, and only those whose condition is met. */
export function writeEscalations(blueprint: Blueprint): string[] {
  const { facts, parts, load, technology, profile } = blueprint;
  const said: string[] = [];
  for (const criterion of profile.escalations) {
    const reason = reasonFor(criterion);
    if (reason !== undefined) said.push(`${criterion.replace(/[.:]$/, '')}: ${reason}`.slice(0, 1_000));
  }
  return said;

  function reasonFor(criterion: string): string | undefined {
    if (/regulat|complian|legal/i.test(criterion)) {
      if (facts.compliance.length > 0) return `${facts.compliance.join(', ')} was named.`;
      return blueprint.domain.id === 'hospital' ? 'health data is involved.' : undefined;
    }
    if (/secur/i.test(criterion)) {
      const risky =
        facts.compliance.some((rule) => /PCI|HIPAA|PSD2/.test(rule)) ||
        parts.some((part) => part.id === 'vault');
      return risky ? 'card or health data needs a security review.' : undefined;
    }
    if (/perform|scale|load/i.test(criterion)) {
      return load.peakPerSecond > 2_000
        ? `a peak of ${Math.round(load.peakPerSecond)} a second should be tested by people who do that.`
        : undefined;
    }
    if (/stack|technolog/i.test(criterion)) {
      const wanted = [...facts.languages, ...facts.databases, ...facts.brokers];
      const foreign = wanted.filter((name) => !profile.text.toLowerCase().includes(name.toLowerCase()));
      if (foreign.length > 0) return `${foreign.join(', ')} is outside the stack this architect knows.`;
      return profile.stack.length > 0 &&
        !profile.stack.includes(technology.broker) &&
        technology.broker !== 'Redis Streams'
        ? `${technology.broker} is not in the stack.`
        : undefined;
    }
    return undefined;
  }
}

export function writeOpenQuestions(blueprint: Blueprint): string[] {
  const questions = blueprint.domain.asks
    .filter((ask) => !ask.said.test(blueprint.request))
    .map((ask) => ask.question);
  const core = blueprint.parts.find((part) => part.traits.includes('core'));
  if (core !== undefined) questions.push(`Who decides about changes to the contract of ${nodeName(core)}?`);
  if (!blueprint.load.said)
    questions.push(
      `Is ${blueprint.load.perDay.toLocaleString('en-US')} ${blueprint.load.unit} a day near the truth?`,
    );
  const data = blueprint.parts.find((part) => part.traits.includes('personal'));
  if (data !== undefined) questions.push(`How long may ${partTitle(data)} keep personal data?`);
  return questions.slice(0, 6);
}
