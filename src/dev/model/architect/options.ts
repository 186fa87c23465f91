import type { Design } from '../../../core/design/document.ts';
import type { Blueprint } from './blueprint.ts';
import { roundFigure } from './blueprint.ts';
import { changeCost, changeOptionText } from './change-options.ts';
import { rivalStyles, styleName } from './choose-style.ts';
import type { Style } from './parts.ts';

export type Option = Design['options'][number];

/** As many options as the agent promises, the recommended one marked; two when it promises none. */
export function writeOptions(blueprint: Blueprint): Option[] {
  const [least, most] = blueprint.profile.options ?? [2, 3];
  const count = Math.max(least, Math.min(most, blueprint.profile.options === undefined ? 2 : 3));
  const styles =
    count === 0
      ? []
      : rivalStyles(blueprint.style, blueprint.parts, blueprint.load, count, blueprint.extends);
  // Shown in the order of growing complexity, so that "option B" stays the same when the recommendation moves.
  const order: Style[] = ['monolith', 'services', 'streams', 'event-sourced', 'cells'];
  const shown = [...styles].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return shown.map((style, index) => writeOption(blueprint, style, String.fromCharCode(65 + index)));
}

/** The styles in the order in which they are lettered. */
export function optionStyles(
  options: readonly Option[],
  blueprint: Pick<Blueprint, 'domain' | 'extends'>,
): (Style | undefined)[] {
  const styles: Style[] = ['monolith', 'services', 'streams', 'event-sourced', 'cells'];
  return options.map((option) =>
    styles.find((style) => option.name.includes(styleName(style, blueprint.domain, blueprint.extends))),
  );
}

function writeOption(blueprint: Blueprint, style: Style, letter: string): Option {
  const text = blueprint.extends ? changeOptionText(blueprint, style) : optionText(blueprint, style);
  return {
    name: `${letter}. ${styleName(style, blueprint.domain, blueprint.extends)}`,
    summary: text.summary,
    pros: text.pros,
    cons: text.cons,
    complexity: text.complexity,
    cost: blueprint.extends ? changeCost(style) : costOf(blueprint, style),
    recommended: style === blueprint.style,
  };
}

export type OptionText = Pick<Option, 'summary' | 'pros' | 'cons' | 'complexity'>;

function optionText(
  { domain, parts, load, technology, facts, extends: extending }: Blueprint,
  style: Style,
): OptionText {
  const count = domain.services.length;
  const names = parts
    .slice(0, 4)
    .map((part) => part.id)
    .join(', ');
  const team = facts.teamSize === undefined ? 'the team' : `a team of ${facts.teamSize}`;
  const peak = `${roundFigure(load.peakPerSecond)} ${load.unit} a second at the peak`;
  switch (style) {
    case 'monolith':
      return {
        summary: `${extending ? 'The change stays inside what is deployed today' : `One application with ${count} modules and one ${technology.database}`}, and a worker for what may wait. Modules talk through interfaces and own their tables, so that one can leave later.`,
        pros: [
          `${capital(team)} runs one deployable and one database`,
          'A change across modules is one commit and one transaction',
          `${capital(peak)} is within reach of one instance and a spare`,
        ],
        cons: [
          'One release train for everybody',
          'A leak or a slow query in one module hurts all',
          'Module borders hold only as long as the build checks them',
        ],
        complexity: 'low',
      };
    case 'services':
      return {
        summary: `Each context (${names}${parts.length > 4 ? ', …' : ''}) is a service with its own store; what need not be answered at once goes as events over ${technology.broker}, written through an outbox.`,
        pros: [
          'Contexts are released, scaled and repaired apart',
          'A failing part delays its own work, not everybody’s',
          `Data has one owner each: ${domain.invariant}`,
        ],
        cons: [
          `${count} services to build, deploy and watch`,
          'Views across services lag by seconds',
          'Sagas and idempotent consumers are work that one transaction would save',
        ],
        complexity: 'medium',
      };
    case 'streams':
      return {
        summary: `Everything that happens is appended to a log first; services are consumers that build what they need. Fits the flow of ${load.unit} (${peak}).`,
        pros: [
          'Takes bursts without losing any',
          'New consumers can read history from the start',
          'Producers and consumers scale apart',
        ],
        cons: [
          'Reading one’s own write needs care',
          'A mistake in an event lives on in the log',
          `${capital(team)} must know how to run partitions and lag`,
        ],
        complexity: 'high',
      };
    case 'cells':
      return {
        summary:
          'The same set of services is deployed once per region or group of tenants; a thin router knows who lives where. A fault or a bad release stays within one cell.',
        pros: [
          'A failure reaches one cell only',
          'Grows by adding cells of a known size',
          'Data can stay in its region',
        ],
        cons: [
          'Every store and broker exists several times',
          'Moving a tenant between cells is a project of its own',
          'Reports across cells need their own pipeline',
        ],
        complexity: 'high',
      };
    case 'event-sourced':
      return {
        summary: `As separate services, but the core keeps its events as the truth and derives its tables from them: every change to ${domain.unit} can be explained and replayed.`,
        pros: [
          'A full history for audits and disputes',
          'Any past state can be computed',
          'Read models are rebuilt, not migrated',
        ],
        cons: [
          'Events need versions for ever',
          'Erasing personal data needs keys that can be destroyed',
          'Unfamiliar to most people who join',
        ],
        complexity: 'high',
      };
    default:
      return style satisfies never;
  }
}

/** Monthly list prices for small sizes, rounded: enough to compare options, not to plan a budget. */
const prices = { instance: 30, database: 60, broker: 120 };

function costOf(blueprint: Blueprint, style: Style): string {
  const services =
    blueprint.domain.services.length +
    (blueprint.extends ? blueprint.parts.filter((part) => part.existing).length : 0);
  const factor = Math.max(1, Math.ceil(blueprint.load.peakPerSecond / 200));
  const shapes: Record<Style, [instances: number, databases: number, brokers: number]> = {
    monolith: [3, 1, 0],
    services: [services * 2, services, 1],
    streams: [services * 2, services, 3],
    'event-sourced': [services * 2, services + 1, 1],
    cells: [services * 4, services * 2, 2],
  };
  const [instances, databases, brokers] = shapes[style];
  const sum = instances * factor * prices.instance + databases * prices.database + brokers * prices.broker;
  return `About ${Math.round(sum / 10) * 10} a month: ${instances * factor} small instances (${prices.instance}), ${databases} database${databases === 1 ? '' : 's'} (${prices.database}), ${brokers} broker${brokers === 1 ? '' : 's'} (${prices.broker}); traffic not counted`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
