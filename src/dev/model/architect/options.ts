import type { Design } from '../../../core/design/document.ts';
import type { Blueprint } from './blueprint.ts';
import { roundFigure } from './blueprint.ts';
import { staysApart } from './build-model.ts';
import { changeCost, changeOptionText, changeSums } from './change-options.ts';
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
      : rivalStyles(blueprint.style, blueprint.modules, blueprint.load, count, blueprint.extends);
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

function optionText({ domain, modules, load, technology, facts }: Blueprint, style: Style): OptionText {
  const count = modules.length;
  const names = modules
    .slice(0, 4)
    .map((part) => part.id)
    .join(', ');
  const team = facts.team === undefined ? 'the team' : facts.team.text;
  const peak = `${roundFigure(load.peakPerSecond)} ${load.unit} a second at the peak`;
  const flood = modules.find((part) => part.traits.includes('ingest'));
  switch (style) {
    case 'monolith':
      return {
        summary: `One application with ${count} modules and one ${technology.database}, and a worker for what may wait. Modules talk through interfaces and own their tables, so that one can leave later.`,
        pros: [
          `${capital(team)} ${facts.team === undefined ? 'runs' : 'run'} one deployable and one database`,
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
        summary: `Each context (${names}${count > 4 ? ', …' : ''}) is a service with its own store; what need not be answered at once goes as events over ${technology.broker}, written through an outbox.`,
        pros: [
          'Contexts are released, scaled and repaired apart',
          'A failing part delays its own work, not everybody’s',
          flood === undefined
            ? 'Each kind of data has one owner, and its own backup and access rules'
            : `The flood of ${flood.entities[0]?.name.replaceAll('_', ' ') ?? 'writes'}s reaches no other store`,
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
        summary: `Everything that happens is appended to a Kafka log first; services are consumers that build what they need from it. Meant for floods; here it would carry ${peak}.`,
        pros: [
          'Takes bursts without losing any',
          'New consumers can read history from the start',
          'Producers and consumers scale apart',
        ],
        cons: [
          'Reading one’s own write needs care',
          'A mistake in an event lives on in the log',
          'Partitions, lag and replay must be known to whoever is on call',
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
const prices = { instance: 30, store: 60, broker: 120 };

type Shape = {
  deployables: string;
  stores: string;
  monthly: string;
  faultReaches: string;
  shortTerm: string;
  longTerm: string;
};

/** What an option comes to, in the figures that tell options apart. */
export function shapeOf(blueprint: Blueprint, style: Style): Shape {
  const words = shapeWords[style];
  if (blueprint.extends) {
    const { days, monthly, added } = changeSums[style];
    return {
      deployables: added === 0 ? 'no more' : `${added} more`,
      stores: style === 'services' ? '1 more' : 'no more',
      monthly: monthly === 0 ? 'no more' : `${monthly} more`,
      faultReaches: style === 'monolith' ? 'the service that takes it in' : 'only what is new',
      shortTerm: `${days} person-days`,
      longTerm: style === 'monolith' ? 'moves out when the service gets too big' : 'changes and scales apart',
    };
  }
  const { instances, stores, brokers, deployables, sum } = sizeOf(blueprint, style);
  return {
    deployables: `${deployables} (${instances} instances)`,
    stores: `${stores}${brokers === 0 ? '' : ` and a broker cluster`}`,
    monthly: `about ${sum.toLocaleString('en-US')}`,
    ...words,
  };
}

const shapeWords: Record<Style, Pick<Shape, 'faultReaches' | 'shortTerm' | 'longTerm'>> = {
  monolith: { faultReaches: 'everything', shortTerm: 'live in weeks', longTerm: 'modules leave one by one' },
  services: {
    faultReaches: 'one context',
    shortTerm: 'a month of plumbing first',
    longTerm: 'grows team by team',
  },
  streams: {
    faultReaches: 'one consumer',
    shortTerm: 'new ways of thinking first',
    longTerm: 'new uses read history',
  },
  'event-sourced': {
    faultReaches: 'one context',
    shortTerm: 'event versions from day one',
    longTerm: 'any past state can be shown',
  },
  cells: {
    faultReaches: 'one cell',
    shortTerm: 'router and roll-out first',
    longTerm: 'grows by whole cells',
  },
};

function sizeOf(blueprint: Blueprint, style: Style) {
  const services = blueprint.modules.length;
  const own = blueprint.modules.filter((part) => part.store !== 'none').length;
  const caches =
    style === 'monolith' ? 0 : blueprint.model.nodes.filter((node) => /-cache$/.test(node.id)).length;
  const apart = blueprint.modules.filter(staysApart).length;
  const factor = Math.max(1, Math.ceil(blueprint.load.peakPerSecond / 200));
  const shapes: Record<Style, [deployables: number, instances: number, stores: number, brokers: number]> = {
    monolith: [2 + apart, 3 + apart * 2, 1 + apart, 0],
    services: [services, services * 2, own + caches, 1],
    streams: [services, services * 2, own + caches, 3],
    'event-sourced': [services, services * 2, own + caches + 1, 1],
    cells: [services * 2, services * 4, (own + caches) * 2, 2],
  };
  const [deployables, small, stores, brokers] = shapes[style];
  const instances = small * factor;
  const sum = instances * prices.instance + stores * prices.store + brokers * prices.broker;
  return { deployables, instances, stores, brokers, sum: Math.round(sum / 10) * 10 };
}

function costOf(blueprint: Blueprint, style: Style): string {
  const { instances, stores, brokers, sum } = sizeOf(blueprint, style);
  const counted = [
    `${instances} small instances at ${prices.instance}`,
    `${stores} data store${stores === 1 ? '' : 's'} at ${prices.store}`,
    ...(brokers === 0
      ? []
      : [
          `${style === 'streams' ? 'a Kafka cluster' : brokers > 1 ? `${brokers} broker clusters` : 'a broker cluster'} at ${brokers * prices.broker}`,
        ]),
  ];
  return `About ${sum.toLocaleString('en-US')} USD a month: ${counted.join(', ')}; traffic and people not counted`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
