import { fieldSchema, isSecret, pascal } from './openapi.ts';
import { type Part, partTitle } from './parts.ts';
import { formatYaml, type YamlValue } from './yaml.ts';

type Yaml = { [key: string]: YamlValue };

/** An AsyncAPI 3 document of what a service sends and hears. Of what it hears only the envelope: the sender describes the rest. */
export function writeAsyncApi(part: Part, all: readonly Part[], broker: string): string {
  const channels: Yaml = {};
  const operations: Yaml = {};
  const messages: Yaml = {};
  const names = [...new Set([...part.emits, ...part.hears])];
  for (const event of names) {
    const key = pascal(event);
    channels[key] = { address: event, messages: { [key]: { $ref: `#/components/messages/${key}` } } };
    messages[key] = {
      name: event,
      contentType: 'application/json',
      payload: payload(event, part.emits.includes(event) ? all : []),
    };
  }
  for (const event of part.emits) operations[`send${pascal(event)}`] = operation('send', event);
  for (const event of part.hears) operations[`receive${pascal(event)}`] = operation('receive', event);
  return formatYaml({
    asyncapi: '3.0.0',
    info: {
      title: `${partTitle(part)} events`,
      version: '1.0.0',
      description: `Events over ${broker}. Delivery is at least once: consumers remember event_id.`,
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages },
  });
}

function operation(action: 'send' | 'receive', event: string): Yaml {
  const key = pascal(event);
  return {
    action,
    channel: { $ref: `#/channels/${key}` },
    messages: [{ $ref: `#/channels/${key}/messages/${key}` }],
  };
}

function payload(event: string, all: readonly Part[]): Yaml {
  const [service = '', entityName = ''] = event.split('.');
  const producer = all.find((part) => part.emits.includes(event)) ?? all.find((part) => part.id === service);
  const entity = producer?.entities.find((one) => one.name === entityName) ?? producer?.entities[0];
  const fields = (entity?.fields ?? []).filter((field) => !isSecret(field)).slice(0, 5);
  const properties: Yaml = {
    event_id: { type: 'string', format: 'uuid' },
    event_type: { type: 'string', const: event },
    occurred_at: { type: 'string', format: 'date-time' },
    [`${entityName || 'subject'}_id`]: { type: 'string', format: 'uuid' },
  };
  for (const field of fields) properties[field.name] ??= fieldSchema(field);
  return {
    type: 'object',
    required: ['event_id', 'event_type', 'occurred_at', `${entityName || 'subject'}_id`],
    properties,
  };
}
