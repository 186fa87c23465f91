import type { Entity, Field } from '../catalogue/domain.ts';
import { type Part, partTitle, titleCase } from './parts.ts';
import { formatYaml, type YamlValue } from './yaml.ts';

type Yaml = { [key: string]: YamlValue };

/** An OpenAPI 3.1 document with the resources that a service owns. Writes need an idempotency key. */
export function writeOpenApi(part: Part): string {
  const paths: Yaml = {};
  const schemas: Yaml = sharedSchemas(part);
  const responses: Yaml = { Problem: json('A problem', ref('Problem'), 'application/problem+json') };
  for (const entity of part.entities) {
    const name = pascal(entity.name);
    const label = entity.name.replaceAll('_', ' ');
    schemas[name] = entitySchema(entity, part);
    if (isDetail(entity, part)) continue;
    responses[name] = json(`The ${label}`, ref(name));
    const collection = `/v1/${plural(entity.name).replaceAll('_', '-')}`;
    paths[collection] = collectionPath(entity, name);
    paths[`${collection}/{id}`] = itemPath(entity, name, part);
  }
  return formatYaml({
    openapi: '3.1.0',
    info: {
      title: `${partTitle(part)} API`,
      version: '1.0.0',
      description: titleCase(part.does),
    },
    servers: [{ url: 'https://api.example.com' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters: sharedParameters(part.entities.some((entity) => canChange(entity, part))),
      responses,
      schemas,
    },
  });
}

function collectionPath(entity: Entity, name: string): Yaml {
  return {
    get: {
      operationId: `list${pascal(plural(entity.name))}`,
      parameters: [parameter('Cursor'), parameter('Limit')],
      responses: {
        '200': json('A page; the Link header leads to the next', { type: 'array', items: ref(name) }),
      },
    },
    post: {
      operationId: `create${name}`,
      parameters: [parameter('IdempotencyKey')],
      requestBody: body(name),
      responses: { '201': response(name), '409': problem, '422': problem },
    },
  };
}

function itemPath(entity: Entity, name: string, part: Part): Yaml {
  const read: Yaml = {
    get: { operationId: `get${name}`, responses: { '200': response(name), '404': problem } },
  };
  const change: Yaml = {
    patch: {
      operationId: `change${name}`,
      summary: 'Refused when somebody else changed it first',
      parameters: [parameter('IfMatch')],
      requestBody: body(name),
      responses: { '200': response(name), '412': problem },
    },
  };
  return { parameters: [parameter('Id')], ...read, ...(canChange(entity, part) ? change : {}) };
}

function canChange(entity: Entity, part: Part): boolean {
  return entity.fields.some((field) => field.name === 'status') && !part.traits.includes('ingest');
}

function response(name: string): Yaml {
  return { $ref: `#/components/responses/${name}` };
}

function body(name: string): Yaml {
  return { required: true, content: { 'application/json': { schema: ref(name) } } };
}

const problem: Yaml = response('Problem');

function parameter(name: string): Yaml {
  return { $ref: `#/components/parameters/${name}` };
}

function sharedParameters(changes: boolean): Yaml {
  return {
    Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    Cursor: { name: 'cursor', in: 'query', schema: { type: 'string' } },
    Limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
    ...(changes
      ? { IfMatch: { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } } }
      : {}),
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'The same key gives the same answer for 24 hours.',
      schema: { type: 'string', maxLength: 80 },
    },
  };
}

/** Hashes and keys are kept, never handed out. */
export function isSecret(field: Field): boolean {
  return /(_hash|secret|password)$/.test(field.name);
}

/** A line of an order has no address of its own: it is written and read with its order. */
export function isDetail(entity: Entity, part: Part): boolean {
  return !entity.fields.some((field) => field.name === 'status') && wholeOf(entity, part) !== undefined;
}

function wholeOf(entity: Entity, part: Part): Entity | undefined {
  return part.entities.find((other) => other !== entity && entity.fields[0]?.name === `${other.name}_id`);
}

/** One schema for what is sent and what is read: what the service sets itself is read-only. */
function entitySchema(entity: Entity, part: Part): Yaml {
  const inside = isDetail(entity, part) ? entity.fields[0] : undefined;
  const fields = entity.fields.filter((field) => !isSecret(field) && field !== inside);
  const properties: Yaml = { id: { type: 'string', format: 'uuid', readOnly: true } };
  for (const field of fields) {
    const own = field.name.endsWith('_at');
    const schema =
      field.type === 'money' ? ref('Money') : field.type === 'geo' ? ref('Point') : fieldSchema(field);
    properties[field.name] = own ? { ...schema, readOnly: true } : schema;
  }
  return {
    type: 'object',
    required: ['id', ...fields.filter((field) => field.name !== 'status').map((field) => field.name)],
    properties,
  };
}

/** Only what is used: a document that describes more than its service has is harder to review. */
function sharedSchemas(part: Part): Yaml {
  const types = part.entities.flatMap((entity) => entity.fields.map((field) => field.type));
  return {
    Problem: problemSchema(),
    ...(types.includes('money') ? { Money: fieldSchema({ name: 'money', type: 'money' }) } : {}),
    ...(types.includes('geo') ? { Point: fieldSchema({ name: 'point', type: 'geo' }) } : {}),
  };
}

export function fieldSchema(field: Field): Yaml {
  const { type } = field;
  if (typeof type === 'object') return { type: 'string', enum: type.oneOf };
  switch (type) {
    case 'id':
      return { type: 'string', format: 'uuid' };
    case 'text':
      return { type: 'string' };
    case 'int':
      return { type: 'integer' };
    case 'number':
      return { type: 'number' };
    case 'money':
      return {
        type: 'object',
        required: ['amount', 'currency'],
        properties: { amount: { type: 'integer' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
      };
    case 'bool':
      return { type: 'boolean' };
    case 'time':
      return { type: 'string', format: 'date-time' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'geo':
      return {
        type: 'object',
        required: ['lat', 'lon'],
        properties: { lat: { type: 'number' }, lon: { type: 'number' } },
      };
    default:
      return type satisfies never;
  }
}

function problemSchema(): Yaml {
  return {
    type: 'object',
    required: ['title', 'status'],
    properties: {
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
    },
  };
}

function json(description: string, schema: Yaml, type = 'application/json'): Yaml {
  return { description, content: { [type]: { schema } } };
}

function ref(name: string): Yaml {
  return { $ref: `#/components/schemas/${name}` };
}

export function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

export function plural(text: string): string {
  if (/(data|news|series|history)$/.test(text)) return text;
  if (/[^aeiou]y$/.test(text)) return `${text.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(text) ? `${text}es` : `${text}s`;
}
