import type { Entity, Field } from '../catalogue/domain.ts';
import {
  json,
  parameter,
  problem,
  ref,
  refusals,
  response,
  sharedParameters,
  sharedResponses,
  visitorPath,
  type Yaml,
} from './openapi-shared.ts';
import { type Part, partTitle, titleCase } from './parts.ts';
import { withArticle } from './with-article.ts';
import { formatYaml } from './yaml.ts';

/** An OpenAPI 3.1 document with the resources that a service owns. Writes need an idempotency key. */
export function writeOpenApi(part: Part): string {
  const paths: Yaml = {};
  const schemas: Yaml = sharedSchemas(part);
  const responses: Yaml = sharedResponses();
  for (const entity of part.entities) {
    const name = pascal(entity.name);
    const label = entity.name.replaceAll('_', ' ');
    // What visitors are led by is a copy: nobody writes it from outside.
    if (entity.name === part.answers?.from) continue;
    schemas[name] = entitySchema(entity, part);
    if (isDetail(entity, part)) continue;
    if (canChange(entity, part)) schemas[`${name}Change`] = changeSchema(entity, part);
    responses[name] = json(`The ${label}`, ref(name));
    const collection = `/v1/${plural(entity.name).replaceAll('_', '-')}`;
    paths[collection] = collectionPath(entity, name);
    paths[`${collection}/{id}`] = itemPath(entity, name, part);
  }
  const hasResources = Object.keys(paths).length > 0;
  if (part.answers !== undefined) paths[part.answers.path] = visitorPath(part.answers.path);
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
      ...(hasResources
        ? { parameters: sharedParameters(part.entities.some((entity) => canChange(entity, part))) }
        : {}),
      responses,
      schemas,
    },
  });
}

function collectionPath(entity: Entity, name: string): Yaml {
  const label = entity.name.replaceAll('_', ' ');
  return {
    get: {
      operationId: `list${pascal(plural(entity.name))}`,
      summary: `List ${plural(label)}, newest first`,
      parameters: [parameter('Cursor'), parameter('Limit')],
      responses: {
        '200': json('A page; the Link header leads to the next', { type: 'array', items: ref(name) }),
        ...refusals,
      },
    },
    post: {
      operationId: `create${name}`,
      summary: `Create ${withArticle(label)}; the same key again gives the same answer`,
      parameters: [parameter('IdempotencyKey')],
      requestBody: body(name),
      responses: { '201': response(name), '409': problem, '422': problem, ...refusals },
    },
  };
}

function itemPath(entity: Entity, name: string, part: Part): Yaml {
  const label = entity.name.replaceAll('_', ' ');
  const read: Yaml = {
    get: {
      operationId: `get${name}`,
      summary: `Read one ${label}`,
      responses: { '200': response(name), '404': problem, ...refusals },
    },
  };
  const change: Yaml = {
    patch: {
      operationId: `change${name}`,
      summary: `Change what is given of ${withArticle(label)}; refused when somebody else changed it first`,
      parameters: [parameter('IfMatch')],
      requestBody: body(`${name}Change`),
      responses: { '200': response(name), '404': problem, '412': problem, '422': problem, ...refusals },
    },
  };
  return { parameters: [parameter('Id')], ...read, ...(canChange(entity, part) ? change : {}) };
}

function canChange(entity: Entity, part: Part): boolean {
  return entity.fields.some((field) => field.name === 'status') && !part.traits.includes('ingest');
}

function body(name: string): Yaml {
  return { required: true, content: { 'application/json': { schema: ref(name) } } };
}

/** Hashes and secrets are kept, never handed out; the key of a repeated request travels in its header alone. */
export function isSecret(field: Field): boolean {
  return /(_hash|secret|password|^idempotency_key)$/.test(field.name);
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
  const fields = shownFields(entity, part);
  const lines = detailsOf(entity, part).filter(isLine);
  const properties: Yaml = { id: { type: 'string', format: 'uuid', readOnly: true } };
  for (const field of fields) {
    const own = isSetByService(field.name);
    const schema =
      field.type === 'money' ? ref('Money') : field.type === 'geo' ? ref('Point') : fieldSchema(field);
    properties[field.name] = own ? { ...schema, readOnly: true } : schema;
  }
  for (const detail of detailsOf(entity, part))
    properties[plural(detail.name)] = {
      type: 'array',
      items: ref(pascal(detail.name)),
      ...(isLine(detail) ? { minItems: 1 } : {}),
    };
  return {
    type: 'object',
    required: [
      'id',
      ...fields.filter((field) => field.name !== 'status').map((field) => field.name),
      ...lines.map((detail) => plural(detail.name)),
    ],
    properties,
  };
}

/** When something happened is for the service to say; when it shall happen is for people. */
function isSetByService(name: string): boolean {
  return name.endsWith('_at') && !/^(expires|starts|ends|due|renews)_at$/.test(name);
}

/** A change names only what it changes; what the service sets itself is no part of it. */
function changeSchema(entity: Entity, part: Part): Yaml {
  const whole = entitySchema(entity, part).properties;
  const properties: Yaml = {};
  const readOnly = ['id', ...entity.fields.map(({ name }) => name).filter(isSetByService)];
  if (typeof whole === 'object' && whole !== null && !Array.isArray(whole))
    for (const [name, schema] of Object.entries(whole))
      if (!readOnly.includes(name)) properties[name] = schema;
  return { type: 'object', minProperties: 1, additionalProperties: false, properties };
}

function shownFields(entity: Entity, part: Part): Field[] {
  const inside = isDetail(entity, part) ? entity.fields[0] : undefined;
  return entity.fields.filter((field) => !isSecret(field) && field !== inside);
}

/** The parts of a whole: the lines of an order. */
function detailsOf(entity: Entity, part: Part): Entity[] {
  return part.entities.filter((other) => isDetail(other, part) && wholeOf(other, part) === entity);
}

/** What is ordered or invoiced: without one there is nothing to order. */
function isLine({ name }: Entity): boolean {
  return /_line$|^order_item$/.test(name);
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
