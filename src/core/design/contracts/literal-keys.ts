/** Below these keys every key is a name that somebody gave, such as that of a property, and means nothing itself. */
const NAME_MAPS = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas', 'responses'],
  ...['parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks'],
  ...[
    'pathItems',
    'paths',
    'webhooks',
    'content',
    'encoding',
    'mapping',
    'channels',
    'messages',
    'operations',
  ],
  ...[
    'servers',
    'variables',
    'replies',
    'replyAddresses',
    'correlationIds',
    'messageTraits',
    'operationTraits',
  ],
]);

const LITERALS = new Set(['example', 'default', 'const', 'enum', 'value', 'externalValue', 'payloads']);

/** Whether the keys of the object under `key` are names; a property that is called `properties` holds a schema. */
export function holdsNames(key: string, isName: boolean): boolean {
  return !isName && NAME_MAPS.has(key);
}

/** Whether what stands under `key` is data of the described system: a `$ref` in it refers to nothing. */
export function isLiteral(key: string, value: unknown, isName: boolean): boolean {
  if (isName) return false;
  return LITERALS.has(key) || key.startsWith('x-') || (key === 'examples' && Array.isArray(value));
}
