import type { DesignLink, DesignNode } from '../../../../src/core/design/document.ts';

type NodeLine = [
  id: string,
  kind: DesignNode['kind'],
  name: string,
  technology?: string | undefined,
  context?: string | undefined,
];

export function node(
  [id, kind, name, technology, context]: NodeLine,
  more: Partial<DesignNode> = {},
): DesignNode {
  return {
    id,
    kind,
    name,
    owns: [],
    existing: false,
    ...(technology ? { technology } : {}),
    ...(context ? { context } : {}),
    ...more,
  };
}

/** `a > b REST: place order`, `a ~> b OrderPlaced`, `a - b`: sync, async and data. */
export function links(text: string): DesignLink[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, from = '', arrow = '', to = '', rest = ''] = /^(\S+) (>|~>|-) (\S+) ?(.*)$/.exec(line) ?? [];
      if (arrow === '~>') return { from, to, kind: 'async', ...(rest ? { event: rest } : {}) };
      const [protocol, label] = rest.includes(': ') ? rest.split(': ') : [rest, undefined];
      return {
        from,
        to,
        kind: arrow === '>' ? 'sync' : 'data',
        ...(protocol ? { protocol } : {}),
        ...(label ? { label } : {}),
      };
    });
}

export const contexts = (...names: string[]) => names.map((name) => ({ id: name.toLowerCase(), name }));
