import { boxColours } from '../diagram/palette.ts';
import { cleanText } from '../diagram/text/clean-text.ts';
import type { DesignLink, DesignModel, DesignNode } from '../document.ts';
import { identifiersOf } from './identifiers.ts';

/** What opens and closes the label of a node, by kind. */
const SHAPES: Record<DesignNode['kind'], readonly [string, string]> = {
  service: ['[', ']'],
  gateway: ['{{', '}}'],
  frontend: ['([', '])'],
  worker: ['[[', ']]'],
  database: ['[(', ')]'],
  cache: ['(', ')'],
  broker: ['[/', '/]'],
  storage: ['[(', ')]'],
  external: ['>', ']'],
};

const ARROWS: Record<DesignLink['kind'], string> = { sync: '-->', async: '-.->', data: '---' };

/** Mermaid refuses a picture of more, and only the page that shows it can change that. */
const MOST_LINKS = 499;

/**
 * The model as a Mermaid flowchart: a subgraph for each bounded context, dotted arrows for what is asynchronous, plain
 * lines for data, a class for each kind. Identifiers are our own and labels are escaped, so that no text of the model
 * can break the syntax.
 */
export function writeMermaid(model: DesignModel): string {
  const nodes = model.nodes.filter(isFirst);
  const known = new Set(nodes.map((node) => node.id));
  const ends = model.links.flatMap((link) => [link.from, link.to]);
  const strangers = [...new Set(ends)].filter((id) => !known.has(id));
  const identifiers = identifiersOf([...known, ...strangers]);
  const idOf = (id: string): string => identifiers.get(id) ?? '';
  const lineOf = (node: DesignNode): string => nodeLine(idOf(node.id), node);

  const lines = ['flowchart TB'];
  const contexts = model.contexts.filter(isFirst);
  contexts.forEach((context, index) => {
    const members = nodes.filter((node) => node.context === context.id);
    if (members.length === 0) return;
    // A hyphen, which no identifier of a node has.
    const label = escapeLabel(context.name) || escapeLabel(context.id) || 'Context';
    lines.push(`  subgraph context-${index + 1}["${label}"]`);
    lines.push(...members.map((node) => `    ${lineOf(node)}`), '  end');
  });
  const inside = new Set(contexts.map((context) => context.id));
  const outside = nodes.filter((node) => node.context === undefined || !inside.has(node.context));
  lines.push(...outside.map((node) => `  ${lineOf(node)}`));
  lines.push(...strangers.map((id) => `  ${idOf(id)}["${escapeLabel(id)} (unknown)"]`));
  const links = model.links.map(
    (link) => `${idOf(link.from)} ${ARROWS[link.kind]}${linkLabel(link)} ${idOf(link.to)}`,
  );
  lines.push(...links.map((link, index) => (index < MOST_LINKS ? `  ${link}` : `  %% not drawn: ${link}`)));
  return [...lines, ...classLines(nodes, idOf)].join('\n');
}

function isFirst<T extends { id: string }>(item: T, index: number, all: readonly T[]): boolean {
  return all.findIndex((other) => other.id === item.id) === index;
}

function nodeLine(id: string, node: DesignNode): string {
  const [open, close] = SHAPES[node.kind];
  const label = [node.name, node.technology ?? ''].map(escapeLabel).filter((part) => part !== '');
  return `${id}${open}"${label.join('<br/>') || id}"${close}:::${node.kind}`;
}

function linkLabel(link: DesignLink): string {
  const label = [link.event ?? link.label ?? '', link.protocol ?? '']
    .map(escapeLabel)
    .filter((part) => part !== '');
  return label.length === 0 ? '' : `|"${label.join(' · ')}"|`;
}

/** The kinds that occur, in the colours of our own pictures; what exists is dashed where not all of it does. */
function classLines(nodes: readonly DesignNode[], idOf: (id: string) => string): string[] {
  const kinds = [...new Set(nodes.map((node) => node.kind))];
  const lines = kinds.map((kind) => {
    const { ink, tint } = boxColours(kind, 'plain');
    return `  classDef ${kind} fill:${tint},stroke:${ink},color:#0f172a`;
  });
  const existing = nodes.filter((node) => node.existing);
  if (existing.length === 0 || existing.length === nodes.length) return lines;
  return [
    ...lines,
    '  classDef existing stroke-dasharray:5 4',
    `  class ${existing.map((node) => idOf(node.id)).join(',')} existing`,
  ];
}

/** Quoted labels end at a quotation mark, and read entities, tags and (between backticks) Markdown. */
function escapeLabel(text: string): string {
  return cleanText(text)
    .trim()
    .replace(/[#"<>&`{}|\\;[\]]/g, (character) => `#${character.codePointAt(0)};`);
}
