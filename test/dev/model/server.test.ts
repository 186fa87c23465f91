import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Fault,
  overloadedFault,
  rateLimitFault,
  spendLimitFault,
} from '../../../src/dev/model/faults.ts';
import { scriptedBrain, textReply, toolReply } from '../../../src/dev/model/scripted.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../../src/dev/model/server.ts';

const open: ModelServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: ModelServerOptions) {
  const server = await startModelServer(options);
  open.push(server);
  const client = new Anthropic({ apiKey: 'local', baseURL: server.url, maxRetries: 0 });
  return { server, client };
}

const ask = (text = 'Hello'): Anthropic.MessageCreateParamsNonStreaming => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 1_000,
  messages: [{ role: 'user', content: text }],
});

const longText = 'A gateway routes requests, checks tokens and limits rates. '.repeat(5);

describe('startModelServer', () => {
  it('streams text and parallel tool calls that the SDK puts together again', async () => {
    const brain = scriptedBrain([
      toolReply(
        [
          { name: 'read_file', input: { path: 'src/ä/🙂.ts', lines: [1, 2] } },
          { name: 'list_files', input: {} },
        ],
        longText,
      ),
    ]);
    const { client } = await start({ brain });
    const events: string[] = [];
    let text = '';
    const stream = client.messages.stream(ask());
    stream.on('streamEvent', (event) => events.push(event.type));
    stream.on('text', (piece) => {
      text += piece;
    });
    const message = await stream.finalMessage();
    expect(text).toBe(longText);
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content.map((block) => (block.type === 'tool_use' ? block.input : block.type))).toEqual([
      'text',
      { path: 'src/ä/🙂.ts', lines: [1, 2] },
      {},
    ]);
    expect(message.usage).toMatchObject({ input_tokens: 2, cache_read_input_tokens: 0 });
    expect(events[0]).toBe('message_start');
    expect(events.slice(-2)).toEqual(['message_delta', 'message_stop']);
    expect(events.filter((type) => type === 'content_block_start')).toHaveLength(3);
    expect(events.filter((type) => type === 'content_block_stop')).toHaveLength(3);
  });

  it('answers without a stream, counts tokens, lists models and names its requests', async () => {
    const { client, server } = await start({ brain: () => textReply('Hi there') });
    const { data, request_id } = await client.messages.create(ask()).withResponse();
    expect(data.content).toMatchObject([{ type: 'text', text: 'Hi there' }]);
    expect(data.stop_reason).toBe('end_turn');
    expect(request_id).toMatch(/^req_/);
    const counted = await client.messages.countTokens({
      model: 'claude-sonnet-5-5',
      messages: ask().messages,
    });
    expect(counted.input_tokens).toBe(2);
    const models = await client.models.list();
    expect(models.data.map((model) => model.id)).toContain('claude-opus-5-5');
    expect(server.requests()).toHaveLength(1);
  });

  it('reports what the prompt cache did', async () => {
    const { client } = await start({ brain: () => textReply('Hi') });
    const system = [
      { type: 'text' as const, text: 'x'.repeat(4_000), cache_control: { type: 'ephemeral' as const } },
    ];
    const first = await client.messages.create({ ...ask(), system });
    const second = await client.messages.stream({ ...ask(), system }).finalMessage();
    expect(first.usage).toMatchObject({ cache_creation_input_tokens: 1_000, cache_read_input_tokens: 0 });
    expect(second.usage).toMatchObject({ cache_creation_input_tokens: 0, cache_read_input_tokens: 1_000 });
  });

  it('refuses in the words of the API and keeps what it refused', async () => {
    const { client, server } = await start({ brain: () => textReply('never') });
    const refusal = client.messages.create(Object.assign(ask(), { temperature: 0.2 }));
    await expect(refusal).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
    await expect(refusal).rejects.toMatchObject({ requestID: expect.stringMatching(/^req_/) });
    expect(server.requests()).toEqual([]);
    expect(server.refusals()).toHaveLength(1);
  });

  it('lets nobody in without a key, and knows no other paths', async () => {
    const { server } = await start({ brain: () => textReply('never') });
    const unknown = await fetch(`${server.url}/v1/messages`, { method: 'POST', body: '{}' });
    expect(unknown.status).toBe(401);
    expect(await unknown.json()).toMatchObject({ type: 'error', error: { type: 'authentication_error' } });
    const headers = { 'x-api-key': 'local', 'anthropic-version': '2026-10-21' };
    const path = await fetch(`${server.url}/v1/complete`, { method: 'POST', body: '{}', headers });
    expect(path.status).toBe(404);
  });

  it.each<[string, Fault, Record<string, unknown>]>([
    ['a rate limit', rateLimitFault(7), { status: 429, type: 'rate_limit_error' }],
    ['a spent budget', spendLimitFault(), { status: 429, errorCode: 'enforced_spend_limit_reached' }],
    ['an inner error', { kind: 'status', status: 500 }, { status: 500, type: 'api_error' }],
    ['an overload', overloadedFault(), { status: 529, type: 'overloaded_error' }],
  ])('can fail with %s, once', async (_name, fault, error) => {
    const { client, server } = await start({ brain: () => textReply('Hi') });
    server.faults.push(fault);
    await expect(client.messages.stream(ask()).finalMessage()).rejects.toMatchObject(error);
    await expect(client.messages.stream(ask()).finalText()).resolves.toBe('Hi');
  });

  it('says when to come back only for a rate limit', async () => {
    const { client, server } = await start({ brain: () => textReply('Hi') });
    server.faults.push(rateLimitFault(7), spendLimitFault());
    const retryAfter = async () => {
      const error: unknown = await client.messages.create(ask()).catch((reason: unknown) => reason);
      return error instanceof Anthropic.APIError ? error.headers?.get('retry-after') : 'no error';
    };
    expect(await retryAfter()).toBe('7');
    expect(await retryAfter()).toBeNull();
  });

  it('can break a stream with an error, by dropping it, or by falling silent', async () => {
    const { client, server } = await start({ brain: () => textReply(longText) });
    server.faults.push({ kind: 'stream-error', afterEvents: 4 });
    await expect(client.messages.stream(ask()).finalMessage()).rejects.toMatchObject({
      type: 'overloaded_error',
    });

    server.faults.push({ kind: 'cut', afterEvents: 6 });
    let seen = '';
    const cut = client.messages.stream(ask()).on('text', (piece) => {
      seen += piece;
    });
    await expect(cut.finalMessage()).rejects.toThrow();
    expect(longText.startsWith(seen) && seen !== '' && seen !== longText).toBe(true);

    server.faults.push({ kind: 'hang', afterEvents: 5 });
    const silent = client.messages.stream(ask());
    silent.once('text', () => silent.abort());
    await expect(silent.finalMessage()).rejects.toThrow(/abort/i);
    await expect.poll(() => server.aborted()).toBeGreaterThanOrEqual(1);
  });

  it.each(['refusal', 'pause_turn', 'max_tokens', 'model_context_window_exceeded'] as const)(
    'can stop with %s',
    async (reason) => {
      const { client, server } = await start({ brain: () => textReply(longText) });
      server.faults.push({ kind: 'stop', reason });
      const message = await client.messages.stream(ask()).finalMessage();
      expect(message.stop_reason).toBe(reason);
    },
  );

  it('ends an answer that is longer than max_tokens', async () => {
    const { client } = await start({ brain: () => textReply(longText) });
    const message = await client.messages.stream({ ...ask(), max_tokens: 10 }).finalMessage();
    expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 10 } });
  });

  it('takes its thinking back unchanged and refuses it changed', async () => {
    const { client, server } = await start({ brain: () => textReply('Hi') });
    server.faults.push({ kind: 'thinking', thinking: 'What do they want?' });
    const first = await client.messages.stream(ask()).finalMessage();
    expect(first.content[0]).toMatchObject({ type: 'thinking', thinking: 'What do they want?' });
    const again = (content: Anthropic.ContentBlockParam[]) =>
      client.messages.create({
        ...ask(),
        messages: [...ask().messages, { role: 'assistant', content }, { role: 'user', content: 'Go on' }],
      });
    await expect(again(first.content)).resolves.toMatchObject({ stop_reason: 'end_turn' });
    const changed = first.content.map((block) =>
      block.type === 'thinking' ? { ...block, thinking: 'Else' } : block,
    );
    await expect(again(changed)).rejects.toMatchObject({ status: 400 });
  });

  it('fails loudly at the end of a script', async () => {
    const { client } = await start({ brain: scriptedBrain(['one']) });
    await client.messages.create(ask());
    await expect(client.messages.create(ask())).rejects.toMatchObject({ status: 500 });
  });
});
