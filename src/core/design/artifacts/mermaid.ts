import type { Design } from '../document.ts';

type Model = NonNullable<Design['model']>;
type Node = Model['nodes'][number];
type Link = Model['links'][number];

/** What opens and closes the label of a node, by kind. */
const SHAPES: Record<Node['kind'], readonly [string, string]> = {
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

const ARROWS: Record<Link['kind'], string> = { sync: '-->', async: '-.->', data: '---' };

/**
 * The model as a Mermaid flowchart: a subgraph for each bounded context, dotted arrows for what is asynchronous, plain
 * lines for data. Ids are our own, so that no id or label of the model can break the syntax.
 */
export function writeMermaid(model: Model): string {
  const ids = new Map<string, string>();
  for (const node of model.nodes) if (!ids.has(node.id)) ids.set(node.id, `n${ids.size + 1}`);
  const strangers = model.links.flatMap((link) => [link.from, link.to]).filter((id) => !ids.has(id));
  for (const id of strangers) if (!ids.has(id)) ids.set(id, `n${ids.size + 1}`);
  const idOf = (id: string): string => ids.get(id) ?? 'n0';

  const inside = new Set(model.contexts.map((context) => context.id));
  const lines = ['flowchart TB'];
  model.contexts.forEach((context, index) => {
    const members = model.nodes.filter((node) => node.context === context.id);
    if (members.length === 0) return;
    lines.push(`  subgraph c${index + 1}["${escapeLabel(context.name)}"]`);
    lines.push(...members.map((node) => `    ${nodeLine(idOf(node.id), node)}`), '  end');
  });
  const outside = model.nodes.filter((node) => node.context === undefined || !inside.has(node.context));
  lines.push(...outside.map((node) => `  ${nodeLine(idOf(node.id), node)}`));
  for (const id of new Set(strangers)) lines.push(`  ${idOf(id)}["${escapeLabel(id)} (unknown)"]`);
  lines.push(
    ...model.links.map(
      (link) => `  ${idOf(link.from)} ${ARROWS[link.kind]}${linkLabel(link)} ${idOf(link.to)}`,
    ),
  );
  return lines.join('\n');
}

function nodeLine(id: string, node: Node): string {
  const [open, close] = SHAPES[node.kind];
  const label = [node.name, node.technology ?? ''].filter((part) => part.trim() !== '').map(escapeLabel);
  return `${id}${open}"${label.join('<br/>')}"${close}`;
}

function linkLabel(link: Link): string {
  const label = [link.event ?? link.label ?? '', link.protocol ?? ''].filter((part) => part.trim() !== '');
  return label.length === 0 ? '' : `|"${label.map(escapeLabel).join(' · ')}"|`;
}

/** Quoted labels end at a quotation mark, and read entities, tags and (between backticks) Markdown. */
function escapeLabel(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[#"<>&`{}|\\;[\]]/g, (character) => `#${character.codePointAt(0)};`);
}
