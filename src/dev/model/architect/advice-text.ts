import { type Problem, problems } from '../catalogue/problems.ts';
import { decidingReason } from './advice.ts';
import { type Blueprint, hasSection, roundFigure } from './blueprint.ts';
import { styleName } from './choose-style.ts';
import type { Slot } from './fact-patterns.ts';
import { quote } from './facts.ts';
import { flowText, mainFlow } from './flow.ts';
import { list, table } from './markdown.ts';
import { type Option, shapeOf } from './options.ts';
import { nodeName, partTitle, type Style } from './parts.ts';
import { whyApart } from './structure-text.ts';

/** What the numbers rest on. One PostgreSQL leader on a small machine takes about this many short writes a second. */
const writesPerLeader = 1_000;

export function analysis(blueprint: Blueprint): string {
  const { domain, parts, effects } = blueprint;
  const known = knownFacts(blueprint);
  const subject = blueprint.extends
    ? `${domain.name} ${parts.filter((part) => part.existing).length === 1 ? 'is' : 'are'} changed while running, so the smallest change that does the job is looked for. What must hold: ${lowerFirst(domain.invariant)}`
    : `The subject is **${domain.name.toLowerCase()}**. The promise that everything else serves: ${lowerFirst(domain.invariant)}`;
  return [
    subject,
    known.length > 0
      ? `What is known:\n\n${list(known)}`
      : 'Nothing was said about load, people or technology, so they are assumed.',
    effects.length > 0 ? `What that changes: ${effects.join(' ')}` : '',
    problemText(blueprint),
    capacityLine(blueprint),
    hardPart(blueprint),
  ]
    .filter((line) => line !== '')
    .join('\n\n');
}

/** What is different from the version before, at the top of what people read first. */
export function newsText({ news }: Blueprint): string {
  return news.length === 0 ? '' : `**Changed since the last version**\n\n${list(news)}`;
}

const labels: Partial<Record<Slot, string>> = {
  scale: 'Load',
  team: 'People',
  existing: 'Today',
  stack: 'Languages and frameworks',
  database: 'Databases',
  broker: 'Broker',
  cloud: 'Runs on',
  consistency: 'Must not go wrong',
  compliance: 'Rules',
  region: 'Where',
  budget: 'Budget',
  latency: 'Speed',
  realtime: 'Live',
  availability: 'Availability',
  timeline: 'Time',
  pains: 'Hurts today',
  tenancy: 'Customers',
};

function knownFacts({ facts, answers, load, asked }: Blueprint): string[] {
  const said = [...facts.said]
    .filter(
      ([slot]) =>
        labels[slot] !== undefined &&
        !(asked.includes(slot) && answers.length > 0 && slot !== 'scale' && slot !== 'team'),
    )
    .map(
      ([slot, words]) => `${labels[slot]}: ${slot === 'scale' ? load.text : words.slice(0, 4).join(', ')}`,
    );
  const others = answers.filter(({ question }) => !/how many .* a day|how many people/i.test(question));
  return [
    ...said,
    ...others.map(({ question, answer }) => `${question.replace(/ Our guess:.*$/, '')} ${answer}`),
  ];
}

function hardPart(blueprint: Blueprint): string {
  const contended = blueprint.modules.filter((part) => part.traits.includes('contended'));
  if (contended.length > 0)
    return `The hard part is ${contended.map(nodeName).join(' and ')}: many want the same row at once, so it is reserved first and confirmed at the end.`;
  const flow = mainFlow(blueprint.modules);
  if (flow !== undefined && flow.steps.length > 1)
    return `The hard part is the process that ${nodeName(flow.owner)} owns: ${flow.steps.length} others act in it, and each may fail after the one before has succeeded.`;
  const flood = blueprint.modules.find((part) => part.traits.includes('ingest'));
  return flood === undefined
    ? ''
    : `The hard part is ${nodeName(flood)}: it takes far more writes than all others.`;
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

export function capacityLine({ load }: Blueprint): string {
  const peak = `**${roundFigure(load.peakPerSecond)} a second at the peak**`;
  if (load.peakSaid)
    return `Load: ${roundFigure(load.meanPerSecond)} ${load.unit} a second on average over the day; ${peak} was said, and everything is sized for that.`;
  return `Load: ${load.text} ÷ 86,400 s = ${roundFigure(load.meanPerSecond)} a second on average; × 5 for the busy hour = ${peak}.`;
}

export function capacity(blueprint: Blueprint): string {
  return [capacityLine(blueprint), targets(blueprint)].join('\n\n');
}

export function targets(blueprint: Blueprint): string {
  const events = blueprint.parts.some((part) => part.emits.length > 0);
  return table(
    ['measure', 'target', 'measured by'],
    [
      ['writes answered', '99 % under 300 ms', 'histogram per route at the gateway'],
      ['failed requests', 'under 0.1 % a day', 'share of 5xx'],
      ...(events
        ? [
            ['lag of events', '99 % under 5 s', 'age of the oldest message per queue'],
            ['lost events', 'none', 'outbox rows against ids handled, compared nightly'],
          ]
        : []),
    ],
  );
}

/** The options side by side; pros and cons stand with each option. */
export function optionText(blueprint: Blueprint, options: readonly Option[]): string {
  const { style, domain } = blueprint;
  if (options.length === 0)
    return `One way is proposed: ${styleName(style, domain, blueprint.extends).toLowerCase()}. ${decidingReason(blueprint)}`;
  const shapes = options.map((option) => shapeOf(blueprint, styleOf(blueprint, option)));
  const rows = [
    ['in short', ...options.map((option) => option.summary.split(/(?<=[.;]) /)[0]?.replace(/;$/, '.') ?? '')],
    ['deployables', ...shapes.map((shape) => shape.deployables)],
    ['data stores', ...shapes.map((shape) => shape.stores)],
    ['a month (USD)', ...shapes.map((shape) => shape.monthly)],
    ['complexity', ...options.map((option) => option.complexity)],
    ['a fault reaches', ...shapes.map((shape) => shape.faultReaches)],
    ['short term', ...shapes.map((shape) => shape.shortTerm)],
    ['long term', ...shapes.map((shape) => shape.longTerm)],
  ];
  const chosen = options.find((option) => option.recommended);
  const against = options
    .filter((option) => option !== chosen)
    .map(
      (option) =>
        `Not ${option.name.replace(/^([A-Z])\. .*$/, '$1')}: ${lowerFirst(option.cons[0] ?? '')}, and ${lowerFirst(option.cons[1] ?? '')}.`,
    );
  return [
    table(
      ['compared', ...options.map((option) => `${option.name}${option === chosen ? ' (recommended)' : ''}`)],
      rows,
    ),
    [
      ...(hasSection(blueprint, /recommend|solution|proposed/i) && blueprint.profile.sections.length > 0
        ? []
        : [decidingReason(blueprint)]),
      ...against,
    ].join(' '),
  ].join('\n\n');
}

function styleOf(blueprint: Blueprint, option: Option): Style {
  const styles: Style[] = ['monolith', 'services', 'streams', 'event-sourced', 'cells'];
  return (
    styles.find((style) => option.name.includes(styleName(style, blueprint.domain, blueprint.extends))) ??
    blueprint.style
  );
}

export function recommendation(blueprint: Blueprint, options: readonly Option[]): string {
  const { style, domain, modules } = blueprint;
  const shown = blueprint.extends ? modules.filter((part) => !part.existing) : modules;
  const flow = mainFlow(modules);
  const letter = options.find((option) => option.recommended)?.name.charAt(0);
  return [
    blueprint.extends
      ? changedText(blueprint)
      : `**${letter === undefined ? '' : `Option ${letter}: `}${styleName(style, domain, false).toLowerCase()}.** ${decidingReason(blueprint)}`,
    problemText(blueprint),
    shown.length === 0
      ? ''
      : table(
          [
            blueprint.style === 'monolith' && !blueprint.extends ? 'module' : 'part',
            'does',
            'owns',
            'why it is apart',
          ],
          shown.map((part) => [
            partTitle(part),
            part.does,
            part.entities.map((entity) => entity.name).join(', '),
            whyApart(part),
          ]),
        ),
    flow === undefined || blueprint.extends
      ? ''
      : blueprint.style === 'monolith'
        ? monolithFlow(blueprint)
        : flowText(flow),
    consistencyLine(blueprint),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function monolithFlow({ parts }: Blueprint): string {
  const worker = parts.find((part) => part.kind === 'worker');
  return `Modules call each other in the same process, so the steps of a change share one transaction.${worker === undefined ? '' : ` What calls the outside or may wait is a row in the job table, which ${nodeName(worker)} takes, with retries.`}`;
}

function consistencyLine({ parts, extends: extending }: Blueprint): string {
  if (parts.every((part) => part.emits.length === 0)) return '';
  return `${extending ? 'The new event' : 'A change'} and ${extending ? 'the change it tells of' : 'its event'} are written in one transaction (outbox); consumers remember event ids, so a second delivery changes nothing.`;
}

function changedText({ changes, parts }: Blueprint): string {
  if (changes.length > 0) return `What changes, and nothing else:\n\n${list(changes)}`;
  return `No new part is needed. The change stays within ${parts
    .filter((part) => part.existing)
    .map(nodeName)
    .slice(0, 3)
    .join(', ')}.`;
}

export function future(blueprint: Blueprint): string {
  const { parts, style, technology, load, facts } = blueprint;
  const room = Math.floor(writesPerLeader / Math.max(load.peakPerSecond, 0.01));
  const flood = blueprint.modules.find(
    (part) => part.traits.includes('ingest') || part.traits.includes('realtime'),
  );
  return [
    room >= 3
      ? `One ${technology.database} leader takes about ${writesPerLeader.toLocaleString('en-US')} short writes a second; at ${roundFigure(load.peakPerSecond)} there is room for ${room >= 100 ? 'a hundred times the load and more' : `${room} times the load`} before data is partitioned. Read copies come before that.`
      : `At ${roundFigure(load.peakPerSecond)} a second one ${technology.database} leader is near its end: partition the core data by its main key from the start.`,
    `What would make us revise this:\n\n${list([
      style === 'monolith'
        ? `A second team, or a module that must be released or scaled apart: it leaves with its tables${flood === undefined ? '' : `, ${partTitle(flood)} first`}`
        : `Two services that always change together: join them${flood === undefined ? '' : `. ${nodeName(flood)} is the first to be scaled apart`}`,
      /one|single|city/i.test(quote(facts, 'region') ?? '')
        ? 'A second city or country: the same services with a region key at first, a copy per region when the law or distance asks for it'
        : 'Users far away: a copy per region, rather than a store stretched across regions',
      parts.some((part) => part.uses.length > 0)
        ? 'An external that is away more than an hour a month: a second one behind the same interface'
        : 'A load ten times as high: measure again before anything is added',
    ])}`,
  ].join('\n\n');
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
