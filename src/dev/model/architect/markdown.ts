import { nodeName, type Part } from './parts.ts';

export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|') || '–').join(' | ')} |`)
    .join('\n');

export const nodeNameOf = (part: Part | undefined): string =>
  part === undefined ? 'the service' : nodeName(part);
