import type {
  BlockContent,
  Definition,
  DefinitionContent,
  List,
  Nodes,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { parseMarkdown } from '../../design/artifacts/markdown.ts';
import { type ItemLeaf, itemRuns, type ProseLeaf, proseText } from './leaf.ts';
import { linkRuns } from './links.ts';
import { isBlank, plainRuns, type Run, type Style, trimRuns } from './runs.ts';
import { cleanText } from './text.ts';

type Flow = BlockContent | DefinitionContent | RootContent;

type Scope = {
  definitions: Map<string, Definition>;
  referenced: Set<string>;
};

/** Deeper lists than any client sets apart. */
const LIST_INDENT = 8;

/**
 * GitHub-flavoured Markdown as leaves of messages. Everything a reader of the source would see is in them, raw html
 * as the text it is; links lead only to http, https and mail, and no text is anything but text.
 */
export function markdownLeaves(markdown: string): ProseLeaf[] {
  try {
    const root = parseMarkdown(markdown);
    const scope: Scope = { definitions: new Map(), referenced: new Set() };
    collect(root, scope);
    return flowLeaves(root.children, scope, 0);
  } catch (error) {
    // Nesting without end exhausts the parser: such a text is shown as it is written.
    if (error instanceof RangeError) return textLeaf([{ text: cleanText(markdown) }]);
    throw error;
  }
}

/** Markdown in a single run of words, for a cell or a line: what its blocks say, a line each. */
export function inlineMarkdown(markdown: string): Run[] {
  const lines = markdownLeaves(markdown).map((leaf): Run[] => {
    if (leaf.kind === 'text' || leaf.kind === 'heading' || leaf.kind === 'quote') return leaf.runs;
    if (leaf.kind === 'code') return [{ text: leaf.value, code: true }];
    return [{ text: proseText(leaf) }];
  });
  return trimRuns(lines.flatMap((runs) => [...runs, { text: '\n' }]));
}

function collect(node: Nodes, scope: Scope): void {
  if (node.type === 'definition' && !scope.definitions.has(node.identifier)) {
    scope.definitions.set(node.identifier, node);
  }
  if (node.type === 'linkReference' || node.type === 'imageReference') scope.referenced.add(node.identifier);
  if ('children' in node) for (const child of node.children) collect(child, scope);
}

function flowLeaves(nodes: readonly Flow[], scope: Scope, indent: number): ProseLeaf[] {
  return nodes.flatMap((node) => flowLeaf(node, scope, indent));
}

function flowLeaf(node: Flow, scope: Scope, indent: number): ProseLeaf[] {
  switch (node.type) {
    case 'paragraph':
      return textLeaf(inline(node.children, {}, scope));
    case 'heading': {
      const runs = trimRuns(inline(node.children, {}, scope));
      return isBlank(runs) ? [] : [{ kind: 'heading', level: node.depth, runs }];
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    case 'blockquote':
      return quoteLeaves(flowLeaves(node.children, scope, 0));
    case 'list':
      return listLeaves(node, scope, indent);
    case 'code': {
      const value = cleanText(node.value);
      return value.trim() === '' ? [] : [{ kind: 'code', value }];
    }
    case 'html':
      return textLeaf([{ text: cleanText(node.value) }]);
    case 'table':
      return tableLeaf(node, scope);
    case 'definition': {
      // "[Risk]: high" is a definition to the parser, and a sentence to its writer.
      if (scope.referenced.has(node.identifier) && scope.definitions.get(node.identifier) === node) return [];
      const title = node.title ? ` "${node.title}"` : '';
      return textLeaf([{ text: cleanText(`[${node.label ?? node.identifier}]: ${node.url}${title}`) }]);
    }
    case 'footnoteDefinition': {
      const [first, ...rest] = flowLeaves(node.children, scope, indent);
      const mark: Run = { text: `[${node.label ?? node.identifier}] ` };
      if (first?.kind === 'text') return [{ ...first, runs: [mark, ...first.runs] }, ...rest];
      return [...textLeaf([mark]), ...(first ? [first] : []), ...rest];
    }
    default:
      // The parser makes nothing else at this level.
      return 'value' in node ? textLeaf([{ text: cleanText(node.value) }]) : [];
  }
}

function textLeaf(runs: readonly Run[]): ProseLeaf[] {
  const trimmed = trimRuns(runs);
  return isBlank(trimmed) ? [] : [{ kind: 'text', runs: trimmed }];
}

/** Words become one quotation; code and tables stand on their own after it. */
function quoteLeaves(leaves: readonly ProseLeaf[]): ProseLeaf[] {
  const quoted: ProseLeaf[] = [];
  for (const leaf of leaves) {
    const runs = quotable(leaf);
    const last = quoted.at(-1);
    if (runs === undefined) quoted.push(leaf);
    else if (last?.kind === 'quote') last.runs = [...last.runs, { text: '\n' }, ...runs];
    else quoted.push({ kind: 'quote', runs });
  }
  return quoted;
}

function quotable(leaf: ProseLeaf): Run[] | undefined {
  if (leaf.kind === 'text' || leaf.kind === 'quote') return leaf.runs;
  if (leaf.kind === 'heading') return leaf.runs.map((run) => ({ ...run, bold: true }));
  return leaf.kind === 'item' ? itemRuns(leaf) : undefined;
}

function listLeaves(list: List, scope: Scope, indent: number): ProseLeaf[] {
  const start = list.start ?? 1;
  return list.children.flatMap((entry, index): ProseLeaf[] => {
    const box: Run[] = typeof entry.checked === 'boolean' ? [{ text: entry.checked ? '☑ ' : '☐ ' }] : [];
    const item: ItemLeaf = { kind: 'item', indent: Math.min(indent, LIST_INDENT), runs: [] };
    if (index === 0) item.first = true;
    if (list.ordered) item.number = start + index;
    const leaves: ProseLeaf[] = [item];
    for (const child of entry.children) {
      if (child.type !== 'paragraph') {
        leaves.push(...flowLeaf(child, scope, indent + 1));
        continue;
      }
      const runs = trimRuns(inline(child.children, {}, scope));
      if (leaves.length > 1) leaves.push(...textLeaf(runs));
      else item.runs = item.runs.length === 0 ? runs : [...item.runs, { text: '\n' }, ...runs];
    }
    item.runs = [...box, ...item.runs];
    return leaves;
  });
}

function tableLeaf(table: Table, scope: Scope): ProseLeaf[] {
  const rows = table.children.map((row) =>
    row.children.map((cell) => trimRuns(inline(cell.children, {}, scope))),
  );
  const [header = [], ...body] = rows;
  return [{ kind: 'table', header, rows: body, align: (table.align ?? []).map((align) => align ?? 'left') }];
}

function inline(nodes: readonly PhrasingContent[], style: Style, scope: Scope): Run[] {
  return nodes.flatMap((node) => inlineNode(node, style, scope));
}

function inlineNode(node: PhrasingContent, style: Style, scope: Scope): Run[] {
  switch (node.type) {
    case 'text':
      // A line break in the source is no line break on the page.
      return [{ ...style, text: cleanText(node.value).replace(/\n/g, ' ') }];
    case 'inlineCode':
      return [{ ...style, code: true, text: cleanText(node.value) }];
    case 'break':
      return [{ ...style, text: '\n' }];
    case 'html':
      return [{ ...style, text: /^<br\s*\/?>$/i.test(node.value) ? '\n' : cleanText(node.value) }];
    case 'emphasis':
      return inline(node.children, { ...style, italic: true }, scope);
    case 'strong':
      return inline(node.children, { ...style, bold: true }, scope);
    case 'delete':
      return inline(node.children, { ...style, strike: true }, scope);
    case 'link':
      return linkRuns(labelOf(node.children, scope), node.url, style);
    case 'image':
      return linkRuns(node.alt ?? '', node.url, style);
    case 'linkReference':
      return linkRuns(
        labelOf(node.children, scope),
        scope.definitions.get(node.identifier)?.url ?? '',
        style,
      );
    case 'imageReference':
      return linkRuns(node.alt ?? '', scope.definitions.get(node.identifier)?.url ?? '', style);
    case 'footnoteReference':
      return [{ ...style, text: `[${node.label ?? node.identifier}]` }];
    default:
      return node satisfies never;
  }
}

function labelOf(nodes: readonly PhrasingContent[], scope: Scope): string {
  return plainRuns(inline(nodes, {}, scope));
}
