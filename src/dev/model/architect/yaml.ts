export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue };

/** Writes block-style YAML. Strings are quoted unless they can be read as nothing else. */
export function formatYaml(value: YamlValue): string {
  return `${block(value, 0)}\n`;
}

/** What fits on a line of this width is written in flow style: schemas stay readable, and a third as long. */
const widest = 140;

function flow(value: YamlValue): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) {
    const text = scalar(value);
    return /[,[\]{}]/.test(text) && !/^['"]/.test(text) ? quoted(text) : text;
  }
  const items = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flow(item)}`);
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}

function block(value: YamlValue, depth: number): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return value
      .map((item) =>
        isNested(item) && `${pad}- ${flow(item)}`.length > widest
          ? `${pad}- ${block(item, depth + 1).trimStart()}`
          : `${pad}- ${flow(item)}`,
      )
      .join('\n');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, item]) => {
        const line = `${pad}${scalar(key)}: ${flow(item)}`;
        return !isNested(item) || (depth > 0 && line.length <= widest)
          ? line
          : `${pad}${scalar(key)}:\n${block(item, depth + 1)}`;
      })
      .join('\n');
  }
  return pad + scalar(value);
}

function isNested(value: YamlValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function scalar(value: YamlValue): string {
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  if (typeof value !== 'string') return String(value);
  const plain = /^[A-Za-z_$/#][\w$/ .,()-]*$/.test(value) && !value.startsWith('#') && !value.endsWith(' ');
  const means = /^(true|false|yes|no|on|off|null|y|n|~)$/i.test(value);
  return plain && !means ? value : quoted(value);
}

/** Single quotes need no escapes inside JSON, in which a document travels. */
function quoted(value: string): string {
  return /['\n\t\\]/.test(value) ? JSON.stringify(value) : `'${value}'`;
}
