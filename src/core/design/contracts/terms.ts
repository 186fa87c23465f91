import type { OperationTerms, Term } from '../sources/sources.ts';
import { digest } from './digest.ts';
import { isObject, toList } from './json-values.ts';
import type { YamlText } from './read-yaml.ts';
import { type Documents, resolveRef } from './resolve-ref.ts';

/** What says which values are allowed, besides their type. */
const LIMITS = [
  ...['format', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
  ...['not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'propertyNames', 'contains'],
  ...['patternProperties', 'prefixItems'],
];

/** A type may hold others many times over; an operation that says more is compared by its signature alone. */
const MOST_OF_OPERATION = 2_000;
/** All are handed from thread to thread, so that the operations of one contract share what there is. */
const MOST_OF_CONTRACT = 40_000;

/** How many terms are left for the operations of a contract. */
export type TermBudget = { left: number };

export function createTermBudget(): TermBudget {
  return { left: MOST_OF_CONTRACT };
}

/** Whether there is room for so many more terms and values, one by itself. */
export type Count = (more?: number) => boolean;

/** Makes the terms of an operation, which counts them; nothing where they would be too many. */
export function withinBudget(
  budget: TermBudget,
  make: (count: Count) => OperationTerms,
): { terms?: OperationTerms } {
  let left = Math.min(budget.left, MOST_OF_OPERATION);
  const most = left;
  const terms = make((more = 1) => {
    left -= more;
    return left >= 0;
  });
  budget.left -= most - Math.max(0, left);
  return left < 0 ? {} : { terms };
}

export function readTerm(schema: unknown, documents: Documents, count: Count): Term {
  return readSchema({ value: schema, from: documents.root }, documents, count, []);
}

type Placed = { value: unknown; from: YamlText };

function readSchema(placed: Placed, documents: Documents, count: Count, around: readonly unknown[]): Term {
  const { value: schema, from } = follow(placed, documents);
  if (!isObject(schema)) return { type: '' };
  if (!count(1 + toList(schema.enum).length)) return { type: '' };
  // What contains itself was told of where it stood first.
  if (around.includes(schema)) return { type: 'recursive' };
  const read = (value: unknown): Term => readSchema({ value, from }, documents, count, [...around, schema]);
  return [...toList(schema.allOf).map(read), readOwn(schema, read)].reduce(bothOf);
}

function readOwn(schema: Record<string, unknown>, read: (value: unknown) => Term): Term {
  const { properties, items, additionalProperties } = schema;
  const parts = Object.entries(isObject(properties) ? properties : {}).map(([name, value]) => [
    name,
    read(value),
  ]);
  if (isObject(items)) parts.push(['[]', read(items)]);
  if (isObject(additionalProperties)) parts.push(['*', read(additionalProperties)]);
  const needed = toList(schema.required).filter((name) => typeof name === 'string');
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const limits = LIMITS.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]]));
  if (additionalProperties === false) limits.push(['additionalProperties', false]);
  const choices = [...toList(schema.oneOf), ...toList(schema.anyOf)];
  return {
    type: typeOf(schema),
    ...(Array.isArray(values) ? { values: values.map((value) => JSON.stringify(value)) } : {}),
    ...(limits.length > 0 ? { limits: digest(limits) } : {}),
    ...(parts.length > 0 ? { parts: Object.fromEntries(parts) } : {}),
    ...(needed.length > 0 ? { needed } : {}),
    ...(choices.length > 0
      ? { kinds: Object.fromEntries(choices.map((one, i) => [nameOf(one, i), read(one)])) }
      : {}),
  };
}

/** Where its own document puts it: a reference in another document is looked up there. */
function follow({ value, from }: Placed, documents: Documents): Placed {
  if (!isObject(value) || typeof value.$ref !== 'string') return { value, from };
  const resolved = resolveRef(value.$ref, from, documents);
  return resolved.kind === 'found' ? { value: resolved.value, from: resolved.document } : { value: {}, from };
}

/** So that it keeps its name when others come or go. */
function nameOf(choice: unknown, index: number): string {
  if (!isObject(choice)) return String(index);
  const { $ref, title, type } = choice;
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1);
  return typeof title === 'string' ? title : typeof type === 'string' ? `${type} ${index}` : String(index);
}

function typeOf({ type, properties, items }: Record<string, unknown>): string {
  const types = typeof type === 'string' ? [type] : toList(type).filter((one) => typeof one === 'string');
  if (types.length > 0) return [...types].sort().join(' or ');
  if (isObject(properties)) return 'object';
  return isObject(items) ? 'array' : '';
}

function bothOf(a: Term, b: Term): Term {
  const limits = [a.limits, b.limits].filter((one) => one !== undefined).join(' ');
  const parts = { ...a.parts, ...b.parts };
  const needed = [...new Set([...(a.needed ?? []), ...(b.needed ?? [])])];
  const [values, kinds] = [b.values ?? a.values, b.kinds ?? a.kinds];
  return {
    type: b.type === '' ? a.type : b.type,
    ...(values ? { values } : {}),
    ...(limits === '' ? {} : { limits }),
    ...(Object.keys(parts).length > 0 ? { parts } : {}),
    ...(needed.length > 0 ? { needed } : {}),
    ...(kinds ? { kinds } : {}),
  };
}
