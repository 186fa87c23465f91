import type { Blueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import type { Model, Part, Style } from './parts.ts';
import { toMonolith } from './to-monolith.ts';
import { dropUnheard } from './wire-events.ts';

/** Monthly list prices for small sizes, rounded: enough to compare options, not to plan a budget. */
const prices = { instance: 30, store: 60, brokerNode: 40, kafkaNode: 120 };
/** A queue that is kept on a majority of its nodes survives the loss of one. */
const brokerNodes = 3;
/** What one small instance takes before another copy is started. */
const perInstance = 200;
/** The least number of cells that keeps a fault from reaching everybody. */
const leastCells = 2;

/** What a drawing comes to; everything that is new in it is counted, the gateway included. */
type Sizing = {
  deployables: number;
  /** Of each deployable. */
  copies: number;
  instances: number;
  stores: number;
  brokers: number;
  brokerNodes: number;
  /** How often the drawing is there. */
  cells: number;
  /** USD. */
  monthly: number;
};

/** The one place where a design is counted: whoever tells a number of it asks here. */
export function sizeOf(blueprint: Blueprint, style: Style = blueprint.style): Sizing {
  const { model, technology } = drawingOf(blueprint, style);
  const fresh = model.nodes.filter((node) => !node.existing);
  const count = (...kinds: string[]): number => fresh.filter((node) => kinds.includes(node.kind)).length;
  const cells = style === 'cells' && !blueprint.extends ? leastCells : 1;
  // What changes in a running system is sized like its neighbours; their load is not known.
  const busy = blueprint.extends
    ? 1
    : Math.max(1, Math.ceil(blueprint.load.peakPerSecond / perInstance / cells));
  const copies = 2 * busy;
  const deployables = count('service', 'worker', 'gateway');
  const stores = count('database', 'cache', 'storage') * cells;
  const brokers = count('broker') * cells;
  const instances = deployables * copies * cells;
  const node = technology.broker === 'Kafka' ? prices.kafkaNode : prices.brokerNode;
  return {
    deployables,
    copies,
    instances,
    stores,
    brokers,
    brokerNodes: brokers * brokerNodes,
    cells,
    monthly: instances * prices.instance + stores * prices.store + brokers * brokerNodes * node,
  };
}

export function deployablesText({ deployables, cells }: Sizing, extending: boolean): string {
  const what = `${deployables} ${extending ? 'new ' : ''}deployable${deployables === 1 ? '' : 's'}`;
  return `${what}${extending ? '' : ' with the gateway'}${cells === 1 ? '' : `, in ${cells} cells`}`;
}

/** The sum with what it is made of. */
export function costText(blueprint: Blueprint, style: Style): string {
  const { instances, stores, brokers, brokerNodes: nodes, monthly, copies, cells } = sizeOf(blueprint, style);
  const { broker } = drawingOf(blueprint, style).technology;
  const price = broker === 'Kafka' ? prices.kafkaNode : prices.brokerNode;
  const counted = [
    `${instances} small instances at ${prices.instance} (${copies} of each deployable${cells === 1 ? '' : `, in ${cells} cells`})`,
    ...(stores === 0 ? [] : [`${stores} data store${stores === 1 ? '' : 's'} at ${prices.store}`]),
    ...(brokers === 0 ? [] : [`${nodes} nodes of ${broker} at ${price}`]),
  ];
  return `About ${monthly.toLocaleString('en-US')} USD a month: ${counted.join(', ')}; frontends, traffic and people not counted`;
}

/** What is drawn, or what would be if this option were taken. */
export function drawingOf(
  blueprint: Blueprint,
  style: Style,
): { model: Model; technology: Blueprint['technology'] } {
  const technology = technologyFor(blueprint, style);
  if (style === blueprint.style) return { model: blueprint.model, technology };
  const { domain, load, extends: extending } = blueprint;
  const parts = extending ? blueprint.parts : deployedParts(blueprint.modules, style, domain);
  const model = buildModel({
    parts,
    domain,
    style,
    technology,
    load,
    extends: extending,
    gatewayPort: undefined,
  });
  return { model: extending ? withNewPart(model, style) : model, technology };
}

export function deployedParts(modules: readonly Part[], style: Style, domain: Blueprint['domain']): Part[] {
  return style === 'monolith' ? dropUnheard(toMonolith(modules, domain)) : [...modules];
}

function technologyFor(
  { technology, facts, style: drawn }: Blueprint,
  style: Style,
): Blueprint['technology'] {
  const fixed = style === drawn || facts.brokers.length > 0;
  return fixed || style !== 'streams' ? technology : { ...technology, broker: 'Kafka' };
}

/** Where a change goes tells what is new: nothing, a service with its store, or a worker that is fed by a broker. */
function withNewPart(model: Model, style: Style): Model {
  const nodes = model.nodes.filter((node) => node.existing);
  const add = (id: string, kind: Model['nodes'][number]['kind']): void => {
    nodes.push({ id, name: id, kind, owns: [], existing: false });
  };
  if (style === 'monolith') return { ...model, nodes };
  add('new-part', style === 'streams' ? 'worker' : 'service');
  if (style !== 'streams') add('new-store', 'database');
  if (style === 'event-sourced') add('new-history', 'database');
  if (style === 'streams' && !nodes.some((node) => node.kind === 'broker')) add('new-broker', 'broker');
  return { ...model, nodes };
}
