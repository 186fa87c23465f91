import { fieldSchema, isSecret, pascal } from './openapi.ts';
import { type Part, partTitle } from './parts.ts';
import { formatYaml, type YamlValue } from './yaml.ts';

type Yaml = { [key: string]: YamlValue };

/** An AsyncAPI 3 document of what a service sends. Who hears it uses this same file, so that an event is described once. */
export function writeAsyncApi(part: Part, all: readonly Part[], broker: string): string {
  const channels: Yaml = {};
  const operations: Yaml = {};
  for (const event of part.emits) {
    const key = pascal(event);
    const payload = sentPayload(event, all);
    channels[key] = { address: event, messages: { [key]: { payload } } };
    operations[`send${key}`] = { action: 'send', channel: { $ref: `#/channels/${key}` } };
  }
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
    components: { schemas: { Envelope: envelope } },
  });
}

function sentPayload(event: string, all: readonly Part[]): Yaml {
  const [service = '', entityName = ''] = event.split('.');
  const producer = all.find((part) => part.emits.includes(event)) ?? all.find((part) => part.id === service);
  const entity =
    [producer, ...all].flatMap((part) => part?.entities ?? []).find((one) => one.name === entityName) ??
    producer?.entities[0];
  const fields = (entity?.fields ?? []).filter((field) => !isSecret(field)).slice(0, 4);
  const subject = `${entityName || 'subject'}_id`;
  const properties: Yaml = {
    event_type: { const: event },
    [subject]: { type: 'string', format: 'uuid' },
  };
  for (const field of fields) properties[field.name] ??= fieldSchema(field);
  return { allOf: [{ $ref: '#/components/schemas/Envelope' }, { required: [subject], properties }] };
}

const envelope: Yaml = {
  type: 'object',
  required: ['event_id', 'event_type', 'occurred_at'],
  properties: {
    event_id: { type: 'string', format: 'uuid' },
    event_type: { type: 'string' },
    occurred_at: { type: 'string', format: 'date-time' },
  },
};
