export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue };

/** Writes block-style YAML. Strings are quoted unless they can be read as nothing else. */
export function formatYaml(value: YamlValue): string {
  return `${block(value, 0)}\n`;
}

function block(value: YamlValue, depth: number): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return value
      .map((item) =>
        isNested(item) ? `${pad}- ${block(item, depth + 1).trimStart()}` : `${pad}- ${scalar(item)}`,
      )
      .join('\n');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, item]) =>
        isNested(item)
          ? `${pad}${scalar(key)}:\n${block(item, depth + 1)}`
          : `${pad}${scalar(key)}: ${scalar(item)}`,
      )
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
  return plain && !means ? value : JSON.stringify(value);
}
