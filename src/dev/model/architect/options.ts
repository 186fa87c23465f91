import type { Design } from '../../../core/design/document.ts';
import type { Blueprint } from './blueprint.ts';
import { roundFigure } from './blueprint.ts';
import { changeDays, changeOptionText } from './change-options.ts';
import { rivalStyles, styleName } from './choose-style.ts';
import type { Style } from './parts.ts';
import { costText, drawingOf, sizeOf } from './sizing.ts';

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
    cost: blueprint.extends ? changeCost(blueprint, style) : costText(blueprint, style),
    recommended: style === blueprint.style,
  };
}

export type OptionText = Pick<Option, 'summary' | 'pros' | 'cons' | 'complexity'>;

function optionText(blueprint: Blueprint, style: Style): OptionText {
  const { domain, modules, load, technology, facts } = blueprint;
  const count = modules.length;
  const names = modules
    .slice(0, 4)
    .map((part) => part.id)
    .join(', ');
  const team = facts.team === undefined ? 'the team' : facts.team.text;
  const peak = `${roundFigure(load.peakPerSecond)} ${load.unit} a second at the peak`;
  const flood = modules.find((part) => part.traits.includes('ingest'));
  switch (style) {
    case 'monolith': {
      const drawn = drawingOf(blueprint, style).model.nodes;
      const worker = drawn.some((node) => node.kind === 'worker');
      const queue = drawn.some((node) => node.kind === 'broker')
        ? `, fed by a ${technology.broker} queue`
        : '';
      const { copies } = sizeOf(blueprint, style);
      return {
        summary: `One application with ${count} modules and one ${technology.database}${worker ? `, and a worker for what may wait${queue}` : ''}. Modules talk through interfaces and own their tables, so that one can leave later.`,
        pros: [
          `${capital(team)} ${facts.team === undefined ? 'runs' : 'run'} one application and one database`,
          'A change across modules is one commit and one transaction',
          `${capital(peak)} is within reach of ${copies === 2 ? 'one instance and a spare' : `${copies} copies`}`,
        ],
        cons: [
          'One release train for everybody',
          'A leak or a slow query in one module hurts all',
          'Module borders hold only as long as the build checks them',
        ],
        complexity: 'low',
      };
    }
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
          `${sizeOf(blueprint, style).deployables} deployables with the gateway to build, release and watch`,
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
  const { deployables, instances, stores, brokers, cells, monthly } = sizeOf(blueprint, style);
  const sum = monthly.toLocaleString('en-US');
  if (blueprint.extends) {
    return {
      deployables: deployables === 0 ? 'no more' : `${deployables} more`,
      stores: stores === 0 ? 'no more' : `${stores} more`,
      monthly: monthly === 0 ? 'no more' : `about ${sum} more`,
      faultReaches: style === 'monolith' ? 'the service that takes it in' : 'only what is new',
      shortTerm: `${changeDays[style]} person-days`,
      longTerm: style === 'monolith' ? 'moves out when the service gets too big' : 'changes and scales apart',
    };
  }
  const clusters = brokers === 0 ? '' : brokers === 1 ? ' and a broker' : ` and ${brokers} brokers`;
  return {
    deployables: `${deployables} with the gateway${cells === 1 ? '' : ` in each of ${cells} cells`} (${instances} instances)`,
    stores: `${stores}${clusters}`,
    monthly: `about ${sum}`,
    ...shapeWords[style],
  };
}

function changeCost(blueprint: Blueprint, style: Style): string {
  const work = `${changeDays[style]} person-days`;
  return sizeOf(blueprint, style).deployables === 0
    ? `${work}; nothing more to run`
    : `${work}, then more to run. ${costText(blueprint, style)}`;
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
