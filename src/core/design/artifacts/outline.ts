import { kindName } from '../diagram/kind-names.ts';
import { cleanText } from '../diagram/text/clean-text.ts';
import type { DesignLink, DesignModel, DesignNode } from '../document.ts';
import { isOwnable } from '../ownable.ts';

/**
 * The model in words, for who can't see the picture: context by context, each part with what it is and owns, whom it
 * calls, what it publishes, hears and stores, and who uses it. Nothing of the model is left out.
 */
export function writeOutline(model: DesignModel): string {
  const contexts = new Map(model.contexts.map((context) => [context.id, words(context.name, context.id)]));
  const outside = model.nodes.filter((node) => node.context === undefined || !contexts.has(node.context));
  const parts = [
    overview(model),
    ...[...contexts].map(([id, name]) => {
      const members = model.nodes.filter((node) => node.context === id);
      return section(`Bounded context ${name}`, members, model);
    }),
    outside.length === 0
      ? ''
      : section(contexts.size === 0 ? 'Parts' : 'Outside of the bounded contexts', outside, model),
    strangerLines(model),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function overview(model: DesignModel): string {
  const count = (items: readonly unknown[], one: string, many: string) =>
    `${items.length} ${items.length === 1 ? one : many}`;
  const context = count(model.contexts, 'bounded context', 'bounded contexts');
  return `${context}, ${count(model.nodes, 'part', 'parts')}, ${count(model.links, 'link', 'links')}.`;
}

function section(title: string, nodes: readonly DesignNode[], model: DesignModel): string {
  if (nodes.length === 0) return `${title}: nothing yet.`;
  return [`${title}:`, ...nodes.map((node) => nodeText(node, model))].join('\n\n');
}

function nodeText(node: DesignNode, model: DesignModel): string {
  const nameOf = names(model);
  const stores = new Set(model.nodes.filter(isOwnable).map((store) => store.id));
  const ownedName = (id: string): string => (stores.has(id) ? nameOf(id) : words(id));
  const isFirst = model.nodes.find((other) => other.id === node.id) === node;
  const from = isFirst ? model.links.filter((link) => link.from === node.id) : [];
  const to = isFirst ? model.links.filter((link) => link.to === node.id) : [];
  const isBroker = (id: string): boolean => model.nodes.find((other) => other.id === id)?.kind === 'broker';
  const traits = [
    kindName(node.kind),
    words(node.technology),
    node.port === undefined ? '' : `port ${node.port}`,
    node.existing ? 'existing' : 'new',
  ].filter((trait) => trait !== '');
  const ways: [string, string[]][] = [
    ['Does', listOf([words(node.responsibility)])],
    ['Owns', listOf(node.owns.map(ownedName))],
    ['Calls', ofKind(from, 'sync').map((link) => withWords(nameOf(link.to), link))],
    [
      node.kind === 'broker' ? 'Delivers' : 'Publishes',
      ofKind(from, 'async').map((link) =>
        message(link, isBroker(link.to) ? 'through' : 'to', nameOf(link.to)),
      ),
    ],
    [
      node.kind === 'broker' ? 'Takes' : 'Hears',
      ofKind(to, 'async').map((link) => message(link, 'from', nameOf(link.from))),
    ],
    ['Stores in', ofKind(from, 'data').map((link) => withWords(nameOf(link.to), link))],
    ['Called by', listOf(ofKind(to, 'sync').map((link) => nameOf(link.from)))],
    ['Used by', ofKind(to, 'data').map((link) => withWords(nameOf(link.from), link))],
  ];
  return [
    `${words(node.name, node.id)}: ${traits.join(', ')}.`,
    ...ways.filter(([, items]) => items.length > 0).map(([way, items]) => `  ${way}: ${sentence(items)}`),
  ].join('\n');
}

/** Links whose two ends the model does not have stand with no part. */
function strangerLines(model: DesignModel): string {
  const known = new Set(model.nodes.map((node) => node.id));
  const nameOf = names(model);
  const lost = model.links.filter((link) => !known.has(link.from) && !known.has(link.to));
  if (lost.length === 0) return '';
  const items = lost.map((link) => withWords(`${nameOf(link.from)} to ${nameOf(link.to)}`, link));
  return `Links between unknown parts: ${sentence(items)}`;
}

function names(model: DesignModel): (id: string) => string {
  const known = new Map(model.nodes.toReversed().map((node) => [node.id, words(node.name, node.id)]));
  const ends = new Set(model.links.flatMap((link) => [link.from, link.to]));
  return (id) => known.get(id) ?? (ends.has(id) ? `${words(id)} (unknown)` : words(id));
}

function ofKind(links: readonly DesignLink[], kind: DesignLink['kind']): DesignLink[] {
  return links.filter((link) => link.kind === kind);
}

function listOf(items: readonly string[]): string[] {
  return [...new Set(items)].filter((item) => item !== '');
}

/** `Payments over REST (authorise the card)`. */
function withWords(name: string, link: DesignLink): string {
  const protocol = words(link.protocol);
  const about = [words(link.event), words(link.label)].filter((part) => part !== '').join(', ');
  return [name, protocol === '' ? '' : `over ${protocol}`, about === '' ? '' : `(${about})`]
    .filter((part) => part !== '')
    .join(' ');
}

/** `orders.order.placed through Event bus over NATS (when paid)`. */
function message({ event, label, protocol }: DesignLink, way: string, name: string): string {
  const subject = words(event) || words(label) || 'messages';
  const about = words(event) === '' ? '' : words(label);
  return [
    `${subject} ${way} ${name}`,
    words(protocol) === '' ? '' : `over ${words(protocol)}`,
    about === '' ? '' : `(${about})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Items are told apart by semicolons: names may hold commas. */
function sentence(items: readonly string[]): string {
  return items.join('; ').replace(/(?<![.!?…])$/, '.');
}

function words(text: string | undefined, fallback = ''): string {
  return cleanText(text ?? '').trim() || cleanText(fallback).trim();
}
