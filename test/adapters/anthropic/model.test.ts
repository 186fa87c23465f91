import { afterEach, describe, expect, it } from 'vitest';
import { createAnthropicModel, topLevelKeys } from '../../../src/adapters/anthropic/model.ts';
import { toAppError } from '../../../src/core/errors.ts';
import type { ModelEvent, ModelRequest, TranscriptTurn } from '../../../src/core/turn/model.ts';
import { type Fault, rateLimitFault, spendLimitFault } from '../../../src/dev/model/faults.ts';
import { scriptedBrain, textReply, toolReply } from '../../../src/dev/model/scripted.ts';
import { type ModelServer, startModelServer } from '../../../src/dev/model/server.ts';

const servers: ModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const ALIASES = { haiku: 'claude-haiku-5-5', sonnet: 'claude-sonnet-5-5', opus: 'claude-opus-5-5' };
const TOOL = {
  name: 'submit_design',
  description: 'Hand in a design.',
  inputSchema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
};
const REQUEST: ModelRequest = {
  model: 'sonnet',
  system: ['You are an architect.', 'Be brief.'],
  tools: [TOOL],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Design it.' }] }],
};

async function start(brain: Parameters<typeof startModelServer>[0]['brain']) {
  const server = await startModelServer({ brain });
  servers.push(server);
  const model = createAnthropicModel({ apiKey: 'k', baseUrl: server.url, aliases: ALIASES });
  const events: ModelEvent[] = [];
  const reply = (request = REQUEST, signal = new AbortController().signal) =>
    model.reply(request, signal, (event) => events.push(event));
  return { server, reply, events };
}

describe('a reply of the model', () => {
  it('comes with its words, calls, stop and usage, and with signs of its writing', async () => {
    const input = { title: 'x'.repeat(900), sections: [] };
    const { server, reply, events } = await start(
      scriptedBrain([toolReply([{ name: 'submit_design', input }], 'Here it is.')]),
    );
    const got = await reply();
    expect(got.stop).toBe('tools');
    expect(got.turn.content).toMatchObject([
      { type: 'text', text: 'Here it is.' },
      { type: 'tool_use', name: 'submit_design', input },
    ]);
    expect(got.usage.inputTokens).toBeGreaterThan(0);
    expect(got.model).toBe('claude-sonnet-5-5');
    expect(events).toContainEqual({ kind: 'tool', name: 'submit_design', keys: ['title'] });
    expect(server.requests()[0]?.model).toBe('claude-sonnet-5-5');
  });

  it('sends thinking back unchanged, as the API demands', async () => {
    const { server, reply } = await start(scriptedBrain(['One.', 'Two.']));
    server.faults.push({ kind: 'thinking', thinking: 'Hm.' });
    const first = await reply();
    expect(first.turn.content[0]?.type).toBe('opaque');
    const more: TranscriptTurn = { role: 'user', content: [{ type: 'text', text: 'Go on.' }] };
    await reply({ ...REQUEST, messages: [...REQUEST.messages, first.turn, more] });
    expect(server.refusals()).toEqual([]);
  });

  it('puts results before words, whatever order they were kept in', async () => {
    const { server, reply } = await start(
      scriptedBrain([toolReply([{ name: 'submit_design', input: { title: 't' } }]), 'Good.']),
    );
    const first = await reply();
    const [call] = first.turn.content;
    const id = call?.type === 'tool_use' ? call.id : '';
    const mixed: TranscriptTurn = {
      role: 'user',
      content: [
        { type: 'text', text: 'And refunds?' },
        { type: 'tool_result', tool_use_id: id, content: 'accepted' },
      ],
    };
    await reply({ ...REQUEST, messages: [...REQUEST.messages, first.turn, mixed] });
    expect(server.refusals()).toEqual([]);
  });
});

describe('a failure of the model', () => {
  const cases: [string, Fault, string, unknown][] = [
    ['a limit with a time', rateLimitFault(7), 'model-rate-limited', { afterMs: 7_000 }],
    ['the spending limit', spendLimitFault(), 'model-spend-limit', 'never'],
    ['overload', { kind: 'status', status: 529 }, 'model-overloaded', 'backoff'],
    [
      'overload inside a stream',
      { kind: 'stream-error', afterEvents: 2, type: 'overloaded_error' },
      'model-overloaded',
      'backoff',
    ],
    ['a server error', { kind: 'status', status: 500 }, 'model-server', 'backoff'],
    ['a stream that is cut', { kind: 'cut', afterEvents: 3 }, 'model-cut', 'backoff'],
    ['a wrong key', { kind: 'status', status: 401 }, 'model-credentials', 'never'],
    ['no such model', { kind: 'status', status: 404 }, 'model-not-found', 'never'],
    ['a request it refuses', { kind: 'status', status: 400 }, 'model-bad-request', 'never'],
    ['a request that is too large', { kind: 'status', status: 413 }, 'model-too-long', 'never'],
  ];
  it.each(cases)('%s', async (_name, fault, code, retry) => {
    const { server, reply } = await start(() => textReply('Never said in full.'));
    server.faults.push(fault);
    const error = toAppError(await reply().catch((e: unknown) => e));
    expect([error.code, error.retry]).toEqual([code, retry]);
    expect(server.requests()).toHaveLength(1);
  });

  it('a call that is given up ends at once', async () => {
    const { server, reply } = await start(() => new Promise(() => {}));
    const stop = new AbortController();
    const running = reply(REQUEST, stop.signal).catch((e: unknown) => toAppError(e).code);
    while (server.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await running).toBe('aborted');
  });
});

describe('the prompt cache', () => {
  it('reads at least 80 % of the input of an eight-turn conversation', async () => {
    const { server, reply } = await start(
      scriptedBrain(Array.from({ length: 8 }, (_, i) => textReply(`Part ${i}. ${'design '.repeat(300)}`))),
    );
    const system = ['Ground rules.', 'Instructions. '.repeat(3_000)];
    const messages: TranscriptTurn[] = [{ role: 'user', content: [{ type: 'text', text: 'Design it.' }] }];
    let input = 0;
    let cached = 0;
    for (let turn = 0; turn < 8; turn++) {
      const got = await reply({ ...REQUEST, system, messages: [...messages] });
      input += got.usage.inputTokens;
      cached += got.usage.cachedTokens;
      messages.push(got.turn, { role: 'user', content: [{ type: 'text', text: `Go on with ${turn}.` }] });
    }
    expect(cached / input).toBeGreaterThanOrEqual(0.8);
    expect(server.refusals()).toEqual([]);
  });
});

describe('the fields of half a document', () => {
  it.each([
    ['{"title":"a","sec', ['title']],
    ['{"title":"a \\" b","model":{"nodes":[{"id":"x"', ['title', 'model']],
    ['{"a":{"b":"c:"},"d":[{"e":1}],"f', ['a', 'd']],
    ['', []],
  ])('%j', (json, keys) => {
    expect(topLevelKeys(json)).toEqual(keys);
  });
});
