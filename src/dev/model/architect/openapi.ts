import type { Entity, Field } from '../catalogue/domain.ts';
import { type Part, partTitle, titleCase } from './parts.ts';
import { formatYaml, type YamlValue } from './yaml.ts';

type Yaml = { [key: string]: YamlValue };

/** An OpenAPI 3.1 document with the resources that a service owns. Writes need an idempotency key. */
export function writeOpenApi(part: Part): string {
  const paths: Yaml = { '/health': healthPath() };
  const schemas: Yaml = { Problem: problemSchema() };
  for (const entity of part.entities) {
    const name = pascal(entity.name);
    schemas[name] = entitySchema(entity, true);
    schemas[`New${name}`] = entitySchema(entity, false);
    const collection = `/v1/${plural(entity.name).replaceAll('_', '-')}`;
    paths[collection] = collectionPath(entity, name);
    paths[`${collection}/{id}`] = itemPath(entity, name, part);
  }
  return formatYaml({
    openapi: '3.1.0',
    info: {
      title: `${partTitle(part)} API`,
      version: '1.0.0',
      description: `${titleCase(part.does)}. Fields are only ever added within v1; a breaking change is v2 beside it.`,
    },
    servers: [{ url: 'https://api.example.com' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters: sharedParameters(),
      responses: { Problem: json('A problem', ref('Problem'), 'application/problem+json') },
      schemas,
    },
  });
}

function collectionPath(entity: Entity, name: string): Yaml {
  const label = entity.name.replaceAll('_', ' ');
  return {
    get: {
      operationId: `list${pascal(plural(entity.name))}`,
      summary: `List ${plural(label)}`,
      parameters: [parameter('Cursor'), parameter('Limit')],
      responses: {
        '200': json('A page', {
          type: 'object',
          required: ['items'],
          properties: {
            items: { type: 'array', items: ref(name) },
            next_cursor: { type: ['string', 'null'] },
          },
        }),
        default: problem,
      },
    },
    post: {
      operationId: `create${name}`,
      summary: `Create a ${label}`,
      parameters: [parameter('IdempotencyKey')],
      requestBody: { required: true, content: { 'application/json': { schema: ref(`New${name}`) } } },
      responses: { '201': json('Created', ref(name)), '409': problem, default: problem },
    },
  };
}

function itemPath(entity: Entity, name: string, part: Part): Yaml {
  const label = entity.name.replaceAll('_', ' ');
  const read: Yaml = {
    get: {
      operationId: `get${name}`,
      summary: `Read a ${label}`,
      responses: { '200': json('Found', ref(name)), '404': problem, default: problem },
    },
  };
  const changes = entity.fields.some((field) => field.name === 'status') && !part.traits.includes('ingest');
  const change: Yaml = {
    patch: {
      operationId: `change${name}`,
      summary: `Change a ${label}; refused when somebody else changed it first`,
      parameters: [parameter('IfMatch')],
      requestBody: { required: true, content: { 'application/json': { schema: ref(`New${name}`) } } },
      responses: { '200': json('Changed', ref(name)), '412': problem, default: problem },
    },
  };
  return { parameters: [parameter('Id')], ...read, ...(changes ? change : {}) };
}

const problem: Yaml = { $ref: '#/components/responses/Problem' };

function parameter(name: string): Yaml {
  return { $ref: `#/components/parameters/${name}` };
}

function sharedParameters(): Yaml {
  return {
    Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    Cursor: { name: 'cursor', in: 'query', schema: { type: 'string' } },
    Limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
    IfMatch: { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'The same key gives the same answer for 24 hours.',
      schema: { type: 'string', maxLength: 80 },
    },
  };
}

function healthPath(): Yaml {
  return {
    get: {
      operationId: 'health',
      summary: 'Is it alive',
      security: [],
      responses: { '200': { description: 'It is' } },
    },
  };
}

/** Hashes and keys are kept, never handed out. */
export function isSecret(field: Field): boolean {
  return /(_hash|secret|password)$/.test(field.name);
}

function entitySchema(entity: Entity, whole: boolean): Yaml {
  const fields = entity.fields.filter((field) => !isSecret(field));
  const chosen = whole ? fields : fields.filter((field) => !field.name.endsWith('_at'));
  const properties: Yaml = whole ? { id: { type: 'string', format: 'uuid' } } : {};
  for (const field of chosen) properties[field.name] = fieldSchema(field);
  const required = [
    ...(whole ? ['id'] : []),
    ...chosen.filter((field) => field.name !== 'status').map((field) => field.name),
  ];
  return { type: 'object', ...(required.length === 0 ? {} : { required }), properties };
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
      type: { type: 'string' },
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
