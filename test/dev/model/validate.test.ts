import { describe, expect, it } from 'vitest';
import { signThinking } from '../../../src/dev/model/thinking.ts';
import { checkCountTokensRequest, checkMessagesRequest } from '../../../src/dev/model/validate.ts';

type Json = Record<string, unknown>;

const model = 'claude-sonnet-5-5';
const user = (content: unknown): Json => ({ role: 'user', content });
const assistant = (content: unknown): Json => ({ role: 'assistant', content });
const text = (value: string, more: Json = {}): Json => ({ type: 'text', text: value, ...more });
const call = (id: string, name = 'look'): Json => ({ type: 'tool_use', id, name, input: {} });
const result = (id: string): Json => ({ type: 'tool_result', tool_use_id: id, content: 'seen' });
const mark = { cache_control: { type: 'ephemeral' } };
const tool = (more: Json = {}): Json => ({
  name: 'look',
  input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
  ...more,
});
const body = (more: Json = {}): Json => ({ model, max_tokens: 1024, messages: [user('Hello')], ...more });
const without = (field: string): Json =>
  Object.fromEntries(Object.entries(body()).filter(([key]) => key !== field));

const refused: [name: string, body: unknown, message: RegExp][] = [
  ['no object', 'hello', /body/],
  ['an unknown field', body({ max_token: 5 }), /^max_token: Extra inputs are not permitted/],
  [
    'an unknown field of a block',
    body({ messages: [user([text('a', { id: 1 })])] }),
    /content\.0\.id: Extra/,
  ],
  ['an unknown kind of block', body({ messages: [user([{ type: 'video' }])] }), /^messages\.0\.content\.0/],
  ['no max_tokens', without('max_tokens'), /^max_tokens: Field required/],
  ['no model', without('model'), /^model: Field required/],
  ['an empty model', body({ model: '' }), /^model/],
  ['no messages', without('messages'), /^messages: Field required/],
  ['an empty list of messages', body({ messages: [] }), /^messages: at least one/],
  ['a first message of the assistant', body({ messages: [assistant('Hi'), user('Hello')] }), /first message/],
  ['an assistant prefill', body({ messages: [user('Hello'), assistant('Well')] }), /prefill/],
  [
    'white space at the end of a final assistant message',
    body({ messages: [user('Hello'), assistant('Well ')] }),
    /trailing whitespace/,
  ],
  ['an empty text block', body({ messages: [user([text('')])] }), /messages\.0\.content\.0.*non-empty/],
  ['a blank text block', body({ messages: [user([text(' \n')])] }), /non-whitespace/],
  ['an empty text as content', body({ messages: [user('')] }), /non-empty/],
  ['a blank system block', body({ system: [text(' ')] }), /^system\.0/],
  ['empty content', body({ messages: [user([])] }), /^messages\.0: .*non-empty content/],
  ['temperature', body({ temperature: 0.5 }), /^temperature/],
  ['top_p', body({ top_p: 0.5 }), /^top_p/],
  ['top_k', body({ top_k: 5 }), /^top_k/],
  ['a forced tool', body({ tools: [tool()], tool_choice: { type: 'tool', name: 'look' } }), /^tool_choice/],
  ['any tool forced', body({ tools: [tool()], tool_choice: { type: 'any' } }), /^tool_choice/],
  ['thinking disabled', body({ thinking: { type: 'disabled' } }), /^thinking/],
  ['much output without a stream', body({ max_tokens: 64_000 }), /streaming is required/],
  ['more output than there is', body({ max_tokens: 200_000, stream: true }), /maximum allowed/],
  [
    'five cache marks',
    body({
      system: [text('a', mark), text('b', mark)],
      messages: [user([text('c', mark), text('d', mark), text('e', mark)])],
    }),
    /maximum of 4 blocks/,
  ],
  [
    'a cache mark on an empty text',
    body({ messages: [user([text('', mark)])] }),
    /cache_control.*empty text/,
  ],
  [
    'a cache mark on thinking',
    body({
      messages: [
        user('a'),
        assistant([{ type: 'thinking', thinking: 'hm', signature: signThinking(model, 'hm'), ...mark }]),
        user('b'),
      ],
    }),
    /cache_control.*thinking/,
  ],
  [
    'an hour mark after a short one',
    body({
      system: [text('a', mark)],
      messages: [user([text('b', { cache_control: { type: 'ephemeral', ttl: '1h' } })])],
    }),
    /ttl/,
  ],
  ['two tools of one name', body({ tools: [tool(), tool()] }), /unique/],
  ['a tool name with a space', body({ tools: [tool({ name: 'look at' })] }), /^tools\.0\.custom\.name/],
  [
    'a schema that is no object',
    body({ tools: [tool({ input_schema: { type: 'string' } })] }),
    /input_schema\.type/,
  ],
  [
    'a schema with an unknown type',
    body({ tools: [tool({ input_schema: { type: 'object', properties: { a: { type: 'text' } } } })] }),
    /properties\.a: .*unknown type/,
  ],
  [
    'a schema whose required is no list',
    body({ tools: [tool({ input_schema: { type: 'object', required: true } })] }),
    /required/,
  ],
  [
    'a schema with a reference to nothing',
    body({ tools: [tool({ input_schema: { type: 'object', properties: { a: { $ref: '#/$defs/b' } } } })] }),
    /\$ref/,
  ],
  [
    'a strict tool with an open object inside',
    body({
      tools: [
        tool({
          strict: true,
          input_schema: {
            type: 'object',
            additionalProperties: false,
            properties: { a: { type: 'object', properties: {} } },
          },
        }),
      ],
    }),
    /properties\.a: .*additionalProperties/,
  ],
  [
    'a strict tool with a limit that grammars lack',
    body({
      tools: [
        tool({
          strict: true,
          input_schema: {
            type: 'object',
            additionalProperties: false,
            properties: { a: { type: 'array', items: { type: 'string' }, maxItems: 5 } },
          },
        }),
      ],
    }),
    /maxItems/,
  ],
  ['a call without its result', body({ messages: [user('a'), assistant([call('t1')]), user('b')] }), /t1/],
  [
    'one result of two',
    body({ messages: [user('a'), assistant([call('t1'), call('t2')]), user([result('t1')])] }),
    /t2/,
  ],
  [
    'a result after text',
    body({ messages: [user('a'), assistant([call('t1')]), user([text('b'), result('t1')])] }),
    /before any other content/,
  ],
  [
    'a result one message late',
    body({
      messages: [user('a'), assistant([call('t1')]), user('b'), assistant('c'), user([result('t1')])],
    }),
    /t1/,
  ],
  ['a result without a call', body({ messages: [user([result('t9')])] }), /unexpected `tool_use_id`.*t9/],
  [
    'two results of one call',
    body({ messages: [user('a'), assistant([call('t1')]), user([result('t1'), result('t1')])] }),
    /single result/,
  ],
  [
    'one id for two calls',
    body({
      messages: [
        user('a'),
        assistant([call('t1')]),
        user([result('t1')]),
        assistant([call('t1')]),
        user([result('t1')]),
      ],
    }),
    /unique/,
  ],
  ['a call in a user message', body({ messages: [user([call('t1')])] }), /tool_use blocks/],
  [
    'a changed thinking block',
    body({
      messages: [
        user('a'),
        assistant([{ type: 'thinking', thinking: 'else', signature: signThinking(model, 'hm') }, text('b')]),
        user('c'),
      ],
    }),
    /signature/,
  ],
  [
    'the thinking of another model',
    body({
      messages: [
        user('a'),
        assistant([
          { type: 'thinking', thinking: 'hm', signature: signThinking('claude-opus-5-5', 'hm') },
          text('b'),
        ]),
        user('c'),
      ],
    }),
    /signature/,
  ],
];

const taken: [name: string, body: unknown][] = [
  ['the least there can be', body()],
  ['two user messages in a row', body({ messages: [user('a'), user('b')] })],
  [
    'four cache marks',
    body({
      system: [text('a', mark)],
      messages: [user([text('b', mark), text('c', mark), text('d', mark)])],
    }),
  ],
  ['an automatic cache mark', body({ cache_control: { type: 'ephemeral' } })],
  [
    'an hour mark before a short one',
    body({
      system: [text('a', { cache_control: { type: 'ephemeral', ttl: '1h' } })],
      messages: [user([text('b', mark)])],
    }),
  ],
  [
    'results of all calls, then text',
    body({
      messages: [
        user('a'),
        assistant([text('b'), call('t1'), call('t2')]),
        user([result('t2'), result('t1'), text('c')]),
      ],
    }),
  ],
  [
    'thinking as it was',
    body({
      messages: [
        user('a'),
        assistant([{ type: 'thinking', thinking: 'hm', signature: signThinking(model, 'hm') }, call('t1')]),
        user([result('t1')]),
      ],
    }),
  ],
  ['much output in a stream', body({ max_tokens: 64_000, stream: true })],
  ['an automatic tool choice', body({ tools: [tool()], tool_choice: { type: 'auto' } })],
  [
    'a closed strict tool',
    body({
      tools: [
        tool({
          strict: true,
          input_schema: {
            type: 'object',
            additionalProperties: false,
            properties: { a: { type: 'string' } },
            required: ['a'],
          },
        }),
      ],
    }),
  ],
];

describe('checkMessagesRequest', () => {
  it.each(refused)('refuses %s', (_name, value, message) => {
    const checked = checkMessagesRequest(value);
    expect(checked).toMatchObject({
      kind: 'refused',
      refusal: { status: 400, type: 'invalid_request_error', message: expect.stringMatching(message) },
    });
  });

  it.each(taken)('takes %s', (_name, value) => {
    expect(checkMessagesRequest(value)).toMatchObject({ kind: 'ok' });
  });
});

describe('checkCountTokensRequest', () => {
  it('takes a request without max_tokens and refuses one with it', () => {
    expect(checkCountTokensRequest(without('max_tokens'))).toMatchObject({ kind: 'ok' });
    expect(checkCountTokensRequest(body())).toMatchObject({ kind: 'refused' });
  });
});
