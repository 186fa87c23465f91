import { titleCase } from './parts.ts';
import type { YamlValue } from './yaml.ts';

export type Yaml = { [key: string]: YamlValue };

export function response(name: string): Yaml {
  return { $ref: `#/components/responses/${name}` };
}

export const problem: Yaml = response('Problem');

/** What every call with a token may meet. */
export const refusals: Yaml = {
  '401': response('Unauthorized'),
  '403': response('Forbidden'),
  '429': response('TooManyRequests'),
};

export function sharedResponses(): Yaml {
  const told = (description: string): Yaml => json(description, ref('Problem'), 'application/problem+json');
  return {
    Problem: told('A problem'),
    Unauthorized: told('No token, or one that is not valid any more'),
    Forbidden: told('The token does not allow this'),
    TooManyRequests: {
      ...told('Too many requests'),
      headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } },
    },
  };
}

/** The way on for visitors without a token. */
export function visitorPath(path: string): Yaml {
  const [, name = 'code'] = /\{(\w+)\}/.exec(path) ?? [];
  return {
    get: {
      operationId: `follow${titleCase(name)}`,
      summary: `Lead a visitor on to where the ${name} points; no token is asked for`,
      security: [],
      parameters: [{ name, in: 'path', required: true, schema: { type: 'string', maxLength: 40 } }],
      responses: {
        '302': {
          description: 'The address to go on to',
          headers: { Location: { required: true, schema: { type: 'string', format: 'uri' } } },
        },
        '404': problem,
        '429': response('TooManyRequests'),
      },
    },
  };
}

export function parameter(name: string): Yaml {
  return { $ref: `#/components/parameters/${name}` };
}

export function sharedParameters(changes: boolean): Yaml {
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

export function json(description: string, schema: Yaml, type = 'application/json'): Yaml {
  return { description, content: { [type]: { schema } } };
}

export function ref(name: string): Yaml {
  return { $ref: `#/components/schemas/${name}` };
}
