import { type DesignModel, NODE_KINDS } from '../../../src/core/design/document.ts';

/** Names that a grammar could take for its own, or that could end a label. */
export const HOSTILE_TEXTS = [
  'a"]; click n1 "javascript:alert(1)" %% <script> `x` #quot; |y| end\n  n9',
  '"',
  '\\',
  'ends with \\',
  '"\\"',
  '$' + '{HOME}',
  '"""',
  '->',
  '-->',
  '=',
  '{',
  '}',
  'extends',
  'end',
  '// comment',
  '/* open',
  '%%{init: {"theme":"x"}}%%',
  '!include /etc/passwd',
  'C:\\new "x" {',
  '  ',
  '\u202eabc\u0000\u0007',
  '订单 서비스 خدمة 🚀',
  '`**bold**` &amp; #35;',
  'a;b|c(d)[e]{f}<g>',
];

/** Every kind of node and link, and every text of them the same; with links to nowhere, to itself and twice. */
export function hostileModel(text: string): DesignModel {
  const nodes = NODE_KINDS.map((kind, index) => ({
    id: `${text}${index}`,
    name: text,
    kind,
    context: index % 2 === 0 ? 'c' : text,
    technology: text,
    responsibility: text,
    owns: [text, `${text}0`],
    existing: index % 2 === 0,
  }));
  const links = nodes.flatMap(({ id }, index) => {
    const to = nodes[(index + 1) % nodes.length]?.id ?? id;
    return [
      { from: id, to, kind: 'sync' as const, label: text, protocol: text },
      { from: id, to, kind: 'sync' as const, label: text },
      { from: id, to, kind: 'async' as const, event: text },
      { from: id, to: id, kind: 'data' as const },
      { from: id, to: `nowhere ${text}`, kind: 'data' as const },
    ];
  });
  const contexts = [
    { id: 'c', name: text },
    { id: text, name: text },
    { id: 'c', name: 'again' },
  ];
  return { contexts, nodes: [...nodes, ...nodes.slice(0, 1)], links };
}
