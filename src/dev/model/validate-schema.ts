const typeNames = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

type Schema = Record<string, unknown>;

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of JSON Schema draft 2020-12 that a tool gets wrong in practice: types, required, enum, references. */
export function checkSchema(schema: unknown, where: string, root: Schema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isRecord(schema)) return `${where}: JSON schema is invalid. It must be an object or a boolean`;
  const bad = (what: string) =>
    `${where}: JSON schema is invalid. It must match JSON Schema draft 2020-12: ${what}`;
  const types = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (Array.isArray(schema.type) && types.length === 0) return bad('type must not be empty');
  for (const type of types) {
    if (typeof type !== 'string' || !typeNames.has(type)) return bad(`unknown type ${JSON.stringify(type)}`);
  }
  const required = schema.required;
  if (required !== undefined) {
    if (!Array.isArray(required) || required.some((name) => typeof name !== 'string')) {
      return bad('required must be an array of strings');
    }
    if (new Set(required).size !== required.length) return bad('required must hold each name once');
  }
  if (schema.enum !== undefined && !Array.isArray(schema.enum)) return bad('enum must be an array');
  if (typeof schema.pattern === 'string' && !isPattern(schema.pattern)) {
    return bad(`pattern ${schema.pattern} is no regular expression`);
  }
  for (const name of ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']) {
    const value = schema[name];
    if (value !== undefined && !(typeof value === 'number' && Number.isInteger(value) && value >= 0)) {
      return bad(`${name} must be a non-negative integer`);
    }
  }
  if (typeof schema.$ref === 'string' && !resolves(schema.$ref, root)) {
    return bad(`$ref ${schema.$ref} can't be resolved`);
  }
  for (const [place, child] of subschemas(schema)) {
    if (child === malformed) return bad(`${place} has the wrong form`);
    const problem = checkSchema(child, `${where}.${place}`, root);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const unsupportedInStrict = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'patternProperties',
];

/** Strict tools are decoded under a grammar: closed objects, and none of the keywords it can't express. */
export function checkStrictSchema(schema: unknown, where: string): string | undefined {
  if (!isRecord(schema)) return undefined;
  const isObject = schema.type === 'object' || schema.properties !== undefined;
  if (isObject && schema.additionalProperties !== false) {
    return `${where}: For 'object' type, 'additionalProperties' must be explicitly set to false`;
  }
  for (const keyword of unsupportedInStrict) {
    if (schema[keyword] !== undefined) {
      return `${where}: For '${String(schema.type)}' type, property '${keyword}' is not supported`;
    }
  }
  if (typeof schema.minItems === 'number' && schema.minItems > 1) {
    return `${where}: For 'array' type, 'minItems' values other than 0 or 1 are not supported`;
  }
  for (const [place, child] of subschemas(schema)) {
    const problem = checkStrictSchema(child, `${where}.${place}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const malformed = Symbol('malformed');

function subschemas(schema: Schema): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const name of ['properties', '$defs', 'definitions', 'patternProperties']) {
    const group = schema[name];
    if (group === undefined) continue;
    if (!isRecord(group)) found.push([name, malformed]);
    else for (const [key, child] of Object.entries(group)) found.push([`${name}.${key}`, child]);
  }
  for (const name of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    const group = schema[name];
    if (group === undefined) continue;
    if (!Array.isArray(group) || group.length === 0) found.push([name, malformed]);
    else for (const [index, child] of group.entries()) found.push([`${name}.${index}`, child]);
  }
  for (const name of ['items', 'additionalProperties', 'not', 'contains', 'propertyNames']) {
    if (schema[name] !== undefined) found.push([name, schema[name]]);
  }
  return found;
}

function resolves(reference: string, root: Schema): boolean {
  if (reference === '#') return true;
  if (!reference.startsWith('#/')) return false;
  let current: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isRecord(current) || !(key in current)) return false;
    current = current[key];
  }
  return true;
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
