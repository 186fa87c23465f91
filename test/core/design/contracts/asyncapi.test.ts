import { describe, expect, it } from 'vitest';
import { lines, readText } from './read.ts';

const HEAD = 'asyncapi: 3.0.0\ninfo: { title: Parcels, version: "1" }\n';
const CHANNEL =
  'channels:\n  moved:\n    address: parcel.moved\n    messages:\n      Moved: { payload: { type: object } }\n';

const SOUND: Record<string, string> = {
  'a sender, in block style': lines`
asyncapi: 3.0.0
info:
  title: Parcels
  version: 1.0.0
defaultContentType: application/json
servers:
  line: { host: 'broker:9092', protocol: kafka }
channels:
  moved:
    address: parcel.moved
    messages:
      Moved:
        payload:
          type: object
          required: [id]
          properties: { id: { type: string, format: uuid } }
operations:
  tellMove:
    action: send
    channel: { $ref: '#/channels/moved' }
    messages: [{ $ref: '#/channels/moved/messages/Moved' }]
`,
  JSON: JSON.stringify({
    asyncapi: '3.0.0',
    info: { title: 'a', version: '1' },
    channels: { c: { address: 'a.b', messages: { M: { payload: { type: 'string' } } } } },
    operations: { o: { action: 'receive', channel: { $ref: '#/channels/c' } } },
  }),
  'bindings of Kafka': `${HEAD}channels:
  c:
    address: a
    messages: { M: { payload: {}, bindings: { kafka: { key: { type: string } } } } }
    bindings: { kafka: { topic: a, partitions: 12, replicas: 3 } }
operations:
  o: { action: receive, channel: { $ref: '#/channels/c' }, bindings: { kafka: { groupId: { type: string } } } }
`,
  'bindings of AMQP': `${HEAD}channels:
  c:
    address: a
    bindings: { amqp: { is: routingKey, exchange: { name: e, type: topic, durable: true } } }
`,
  'bindings of MQTT': `${HEAD}channels:
  c:
    address: 'gates/{gate}/state'
    parameters: { gate: { description: Its number } }
    messages: { M: { payload: { type: number } } }
operations: { o: { action: send, channel: { $ref: '#/channels/c' }, bindings: { mqtt: { qos: 1, retain: true } } } }
`,
  'bindings of WebSockets': `${HEAD}servers: { s: { host: example.com, protocol: wss, pathname: /live } }
channels:
  root:
    address: /
    messages: { Subscribe: { payload: {} }, Tick: { payload: {} } }
    bindings: { ws: { method: GET, query: { type: object, properties: { token: { type: string } } } } }
operations:
  subscribe: { action: receive, channel: { $ref: '#/channels/root' }, messages: [{ $ref: '#/channels/root/messages/Subscribe' }] }
  tick: { action: send, channel: { $ref: '#/channels/root' }, messages: [{ $ref: '#/channels/root/messages/Tick' }] }
`,
  'a request and its reply': `${HEAD}channels:
  ask: { address: price.ask, messages: { Ask: { payload: {}, correlationId: { location: '$message.header#/id' } } } }
  answer: { address: null, messages: { Answer: { payload: {} } } }
operations:
  price:
    action: receive
    channel: { $ref: '#/channels/ask' }
    reply:
      address: { location: '$message.header#/replyTo' }
      channel: { $ref: '#/channels/answer' }
      messages: [{ $ref: '#/channels/answer/messages/Answer' }]
`,
  'traits, and everything in the components': `${HEAD}channels:
  c: { $ref: '#/components/channels/c' }
operations: { o: { $ref: '#/components/operations/o' } }
components:
  channels: { c: { address: a, messages: { M: { $ref: '#/components/messages/M' } } } }
  operations: { o: { action: send, channel: { $ref: '#/channels/c' }, traits: [{ $ref: '#/components/operationTraits/t' }] } }
  messages: { M: { traits: [{ $ref: '#/components/messageTraits/h' }], payload: { $ref: '#/components/schemas/P' } } }
  messageTraits: { h: { headers: { type: object, properties: { id: { type: string } } } } }
  operationTraits: { t: { bindings: { kafka: { clientId: { type: string } } } } }
  schemas: { P: { type: object, properties: { kids: { type: array, items: { $ref: '#/components/schemas/P' } } } } }
`,
  'a payload in another schema language': `${HEAD}channels:
  c:
    address: a
    messages:
      M:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema: { type: record, name: M, fields: [{ name: id, type: string }] }
`,
  'channels without operations': `${HEAD}${CHANNEL}`,
  'no channel yet': HEAD,
  'examples, tags, security and extensions': `${HEAD}x-owner: Dock 4
servers: { s: { host: h, protocol: amqps, security: [{ $ref: '#/components/securitySchemes/u' }] } }
channels:
  c:
    address: a
    tags: [{ name: dock }]
    messages:
      M: { payload: { type: object }, examples: [{ name: one, payload: { $ref: not a reference } }] }
components: { securitySchemes: { u: { type: userPassword } } }
`,
};

const BROKEN: Record<string, { text: string; line: number | undefined; names: string }> = {
  'an unknown channel': {
    text: `${HEAD}${CHANNEL}operations:\n  o:\n    action: send\n    channel:\n      $ref: '#/channels/move'\n`,
    line: 12,
    names: '#/channels/move`',
  },
  'an action of AsyncAPI 2': {
    text: `${HEAD}${CHANNEL}operations:\n  o:\n    channel: { $ref: '#/channels/moved' }\n    action: publish\n`,
    line: 11,
    names: 'send',
  },
  'AsyncAPI 2': {
    text: 'asyncapi: 2.6.0\ninfo: { title: a, version: "1" }\nchannels: {}\n',
    line: 1,
    names: '2.6.0',
  },
  'no version': { text: 'info: { title: a, version: "1" }\n', line: 1, names: 'asyncapi: 3.0.0' },
  'OpenAPI under the name of AsyncAPI': { text: 'openapi: 3.1.0\n', line: 1, names: 'OpenAPI' },
  'a message of another channel': {
    text: `${HEAD}${CHANNEL}operations:\n  o:\n    action: send\n    channel: { $ref: '#/channels/moved' }\n    messages:\n      - $ref: '#/components/messages/Moved'\ncomponents: { messages: { Moved: { payload: {} } } }\n`,
    line: 13,
    names: 'only name messages of its channel',
  },
  'a message that its channel has not': {
    text: `${HEAD}${CHANNEL}operations:\n  o:\n    action: send\n    channel: { $ref: '#/channels/moved' }\n    messages:\n      - $ref: '#/channels/moved/messages/Lost'\n`,
    line: 13,
    names: 'messages/Lost',
  },
  'an operation without a channel': {
    text: `${HEAD}operations:\n  o:\n    action: send\n`,
    line: 4,
    names: 'channel',
  },
  'an address with an unknown parameter': {
    text: `${HEAD}channels:\n  c:\n    address: 'gates/{gate}'\n`,
    line: 5,
    names: '{gate}',
  },
  'a wrong type deep in a payload': {
    text: `${HEAD}channels:\n  c:\n    address: a\n    messages:\n      M:\n        payload:\n          type: object\n          properties:\n            n:\n              type: int\n`,
    line: 12,
    names: 'integer',
  },
  'a wrong key': { text: `${HEAD}channels:\n  c:\n    adress: a\n`, line: 5, names: 'address' },
  'a channel that is there twice': {
    text: `${HEAD}channels:\n  c: { address: a }\n  c: { address: b }\n`,
    line: 5,
    names: '`c`',
  },
  'messages as a list': {
    text: `${HEAD}channels:\n  c:\n    address: a\n    messages:\n      - payload: {}\n`,
    line: 6,
    names: 'object',
  },
  'a payload elsewhere': {
    text: `${HEAD}channels:\n  c:\n    messages:\n      M:\n        payload: { $ref: 'https://example.com/p.json' }\n`,
    line: 7,
    names: 'https://example.com/p.json',
  },
  'a text that was cut off': {
    text: `${HEAD}channels:\n  c: { address: a, messages: {\n`,
    line: 5,
    names: 'YAML',
  },
  'tabs for indentation': { text: `${HEAD}channels:\n\tc: {}\n`, line: 4, names: 'YAML' },
  HTML: { text: '<html lang="en"></html>', line: 1, names: 'HTML' },
  nothing: { text: '# to be written\n', line: 1, names: 'empty' },
};

describe('an AsyncAPI contract', () => {
  it.each(Object.entries(SOUND))('passes: %s', async (_, text) => {
    expect((await readText('asyncapi', text)).problems).toEqual([]);
  });

  it.each(Object.entries(BROKEN))(
    'is refused in the line that is wrong: %s',
    async (_, { text, line, names }) => {
      const { problems, operations } = await readText('asyncapi', text);
      expect(problems.find(({ message }) => message.includes(names))).toEqual({
        message: expect.anything(),
        line,
      });
      expect(operations).toEqual([]);
    },
  );

  it('names its operations by what is done, and the address', async () => {
    const text = `${HEAD}channels:
  moved: { address: parcel.moved, messages: { Moved: { payload: {} } } }
  inbox: { messages: { Order: { payload: {} } } }
operations:
  tellMove: { action: send, channel: { $ref: '#/channels/moved' } }
  hearMove: { action: receive, channel: { $ref: '#/channels/moved' } }
  hearAgain: { action: receive, channel: { $ref: '#/channels/moved' } }
  hearOrder: { action: receive, channel: { $ref: '#/channels/inbox' } }
`;
    const { operations } = await readText('asyncapi', text);
    expect(operations.map(({ id, name }) => [id, name])).toEqual([
      ['send parcel.moved', 'tellMove'],
      ['receive parcel.moved', 'hearMove'],
      ['receive parcel.moved hearAgain', 'hearAgain'],
      ['receive inbox', 'hearOrder'],
    ]);
  });

  it('has another signature once a payload is another, and not for other words', async () => {
    const text = (payload: string, words = 'One') => `${HEAD}channels:
  moved: { address: parcel.moved, description: ${words}, messages: { Moved: { payload: { $ref: '#/components/schemas/P' } } } }
operations: { o: { action: send, channel: { $ref: '#/channels/moved' } } }
components: { schemas: { P: ${payload} } }
`;
    const signature = async (contract: string) =>
      (await readText('asyncapi', contract)).operations[0]?.signature;
    const first = await signature(text('{ type: object, properties: { id: { type: string } } }'));
    expect(first).toBeDefined();
    expect(await signature(text('{ properties: { id: { type: string } }, type: object }', 'Two'))).toBe(
      first,
    );
    expect(await signature(text('{ type: object, properties: { id: { type: integer } } }'))).not.toBe(first);
  });
});
