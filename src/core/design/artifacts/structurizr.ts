import { boxColours } from '../diagram/palette.ts';
import { cleanText } from '../diagram/text/clean-text.ts';
import { type Design, type DesignLink, type DesignModel, type DesignNode, NODE_KINDS } from '../document.ts';
import { isOwnable } from '../ownable.ts';
import { identifiersOf } from './identifiers.ts';

const SYSTEM = 'system';

const SHAPES: Record<DesignNode['kind'], string> = {
  service: 'RoundedBox',
  gateway: 'Hexagon',
  frontend: 'WebBrowser',
  worker: 'Component',
  database: 'Cylinder',
  cache: 'Cylinder',
  broker: 'Pipe',
  storage: 'Folder',
  external: 'Box',
};

/** What a link without words does. */
const VERBS: Record<DesignLink['kind'], string> = {
  sync: 'Calls',
  async: 'Sends messages to',
  data: 'Reads and writes',
};

/**
 * The model as a Structurizr workspace: the system with a container for each of its parts, grouped by bounded context,
 * and the external systems beside it. Links to what the model does not have are left out.
 */
export function writeStructurizr(design: Design): string {
  const model = design.model ?? { contexts: [], nodes: [], links: [] };
  const nodes = namedNodes(model.nodes, design.title);
  const identifiers = identifiersOf([...nodes.keys()]);
  const idOf = (id: string): string => identifiers.get(id) ?? '';
  const shown = [...nodes.values()];
  const inside = shown.filter((node) => node.kind !== 'external');
  const outside = shown.filter((node) => node.kind === 'external');
  const describe = (node: DesignNode): string => {
    const owned = node.owns.map((id) => {
      const store = nodes.get(id);
      return store && isOwnable(store) ? store.name : id;
    });
    return descriptionOf(node, owned);
  };
  const containerLine = (node: DesignNode): string => {
    const terms = [quote(node.name), quote(describe(node)), quote(node.technology ?? ''), tagsOf(node)];
    return `${idOf(node.id)} = container ${terms.join(' ')}`;
  };
  // A system has no technology of its own in this language.
  const systemLine = (node: DesignNode): string => {
    const description = [describe(node), node.technology ?? ''].filter((part) => part !== '').join(' – ');
    return `${idOf(node.id)} = softwareSystem ${quote(node.name)} ${quote(description)} ${tagsOf(node)}`;
  };
  const lines = [
    `workspace ${quote(design.title)} ${quote(design.summary)} {`,
    '    model {',
    `        ${SYSTEM} = softwareSystem ${quote(design.title, 'System')} ${quote(design.summary)} {`,
    ...groupLines(model.contexts, inside, containerLine),
    '        }',
    ...outside.map((node) => `        ${systemLine(node)}`),
    ...relationLines(model.links, nodes, idOf),
    '    }',
    '    views {',
    ...viewLines('systemContext', 'context', 'lr'),
    ...viewLines('container', 'containers', 'tb'),
    ...styleLines(),
    '    }',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** By id, the first of each; names differ, since the language refuses two systems or containers of one name. */
function namedNodes(nodes: readonly DesignNode[], title: string): Map<string, DesignNode> {
  const used = new Set([cleanText(title).trim().toLowerCase()]);
  const named = new Map<string, DesignNode>();
  for (const node of nodes) {
    if (named.has(node.id)) continue;
    const stem = cleanText(node.name).trim() || cleanText(node.id).trim() || node.kind;
    let name = stem;
    for (let count = 2; used.has(name.toLowerCase()); count++) name = `${stem} (${count})`;
    used.add(name.toLowerCase());
    named.set(node.id, { ...node, name });
  }
  return named;
}

function groupLines(
  contexts: DesignModel['contexts'],
  nodes: readonly DesignNode[],
  lineOf: (node: DesignNode) => string,
): string[] {
  const names = new Map(contexts.toReversed().map((context) => [context.id, context.name]));
  const grouped = [...names].toReversed().flatMap(([id, name]) => {
    const members = nodes.filter((node) => node.context === id);
    if (members.length === 0) return [];
    return [
      `            group ${quote(name, id)} {`,
      ...members.map((node) => `                ${lineOf(node)}`),
      '            }',
    ];
  });
  const alone = nodes.filter((node) => node.context === undefined || !names.has(node.context));
  return [...grouped, ...alone.map((node) => `            ${lineOf(node)}`)];
}

function descriptionOf({ responsibility = '', port }: DesignNode, owned: readonly string[]): string {
  const parts = [
    responsibility.trim().replace(/(?<=[\p{L}\p{N})])$/u, '.'),
    owned.length === 0 ? '' : `Owns ${owned.join(', ')}.`,
    port === undefined ? '' : `Port ${port}.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function tagsOf(node: DesignNode): string {
  return quote(node.existing ? `${capital(node.kind)},Existing` : capital(node.kind));
}

/** Two relations between the same two need different descriptions, or the second is refused. */
function relationLines(
  links: readonly DesignLink[],
  nodes: ReadonlyMap<string, DesignNode>,
  idOf: (id: string) => string,
): string[] {
  const used = new Set<string>();
  return links.flatMap((link) => {
    if (!nodes.has(link.from) || !nodes.has(link.to)) return [];
    const stem = cleanText([link.event, link.label].filter(Boolean).join(': ')).trim() || VERBS[link.kind];
    let description = stem;
    for (let count = 2; used.has(JSON.stringify([link.from, link.to, description])); count++)
      description = `${stem} (${count})`;
    used.add(JSON.stringify([link.from, link.to, description]));
    const terms = [quote(description), quote(link.protocol ?? ''), quote(capital(link.kind))];
    return [`        ${idOf(link.from)} -> ${idOf(link.to)} ${terms.join(' ')}`];
  });
}

function viewLines(view: string, key: string, direction: string): string[] {
  return [
    `        ${view} ${SYSTEM} "${key}" {`,
    '            include *',
    `            autoLayout ${direction}`,
    '        }',
  ];
}

function styleLines(): string[] {
  const block = (head: string, properties: readonly string[]): string[] => [
    `            ${head} {`,
    ...properties.map((property) => `                ${property}`),
    '            }',
  ];
  const kinds = NODE_KINDS.flatMap((kind) => {
    const { ink, tint } = boxColours(kind, 'plain');
    return block(`element "${capital(kind)}"`, [
      `shape ${SHAPES[kind]}`,
      `background ${tint}`,
      `stroke ${ink}`,
      'color #0f172a',
    ]);
  });
  return [
    '        styles {',
    ...kinds,
    ...block('element "Existing"', ['border dashed']),
    ...block('relationship "Sync"', ['style solid']),
    ...block('relationship "Async"', ['style dashed', 'color #b45309']),
    ...block('relationship "Data"', ['style dotted']),
    '        }',
  ];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * A text as one term. The language knows `\"` and `\n` and no other escape, so that a backslash itself can't be said;
 * `${…}` would be replaced by an environment variable; and it takes some words for its own even between quotes.
 */
function quote(text: string, fallback = ''): string {
  const safe = (cleanText(text).trim() || fallback)
    .replaceAll('\\', '/')
    .replaceAll('${', '$ {')
    .replaceAll('"', '\\"');
  return /^(?:-.*>|[={}]|extends)$/i.test(safe) ? `"(${safe})"` : `"${safe}"`;
}
