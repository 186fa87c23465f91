import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { textReply } from '../../../src/dev/model/scripted.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../../src/dev/model/server.ts';

const open: ModelServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: Partial<ModelServerOptions> = {}) {
  const clock = { now: Date.parse('2026-11-23T09:00:00Z') };
  const server = await startModelServer({ brain: () => textReply('Hi'), now: () => clock.now, ...options });
  open.push(server);
  const client = new Anthropic({ apiKey: 'local', baseURL: server.url, maxRetries: 0 });
  const post = async (body: unknown) => {
    const headers = { 'x-api-key': 'local', 'anthropic-version': '2026-10-21' };
    const init = { method: 'POST', body: JSON.stringify(body), headers };
    const response = await fetch(`${server.url}/v1/messages/batches`, init);
    const answer = (await response.json()) as { id: string };
    return { status: response.status, body: answer };
  };
  return { server, clock, client, batches: client.messages.batches, post };
}

type Params = Anthropic.MessageCreateParamsNonStreaming;
const params: Params = {
  model: 'claude-haiku-5-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
};
const one = (custom_id: unknown, more: object = {}) => ({ custom_id, params: { ...params, ...more } });

async function read(batches: Anthropic['messages']['batches'], id: string) {
  const lines: Anthropic.Messages.MessageBatchIndividualResponse[] = [];
  for await (const line of await batches.results(id)) lines.push(line);
  return lines;
}

describe('the batches of the model server', () => {
  it('count what is in progress, and then how it ended', async () => {
    const { batches, clock } = await start({ batchMs: 60_000 });
    const requests = [
      { custom_id: 'good', params },
      { custom_id: 'bad', params: { ...params, temperature: 0.5 } },
    ];
    const made = await batches.create({ requests });
    expect(made).toMatchObject({
      type: 'message_batch',
      processing_status: 'in_progress',
      request_counts: { processing: 2, succeeded: 0 },
      results_url: null,
      ended_at: null,
      created_at: '2026-11-23T09:00:00.000Z',
      expires_at: '2026-11-24T09:00:00.000Z',
    });
    clock.now += 59_999;
    expect((await batches.retrieve(made.id)).processing_status).toBe('in_progress');
    clock.now += 1;
    expect(await batches.retrieve(made.id)).toMatchObject({
      processing_status: 'ended',
      request_counts: { processing: 0, succeeded: 1, errored: 1 },
      ended_at: '2026-11-23T09:01:00.000Z',
    });
    const lines = await read(batches, made.id);
    // In another order than they were asked in.
    expect(lines.map(({ custom_id, result }) => [custom_id, result.type])).toEqual([
      ['bad', 'errored'],
      ['good', 'succeeded'],
    ]);
    expect(JSON.stringify(lines)).toContain('temperature: this model does not take sampling parameters');
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an empty list', { requests: [] }],
    ['a name with other characters', { requests: [one('a:b')] }],
    ['a name that is too long', { requests: [one('x'.repeat(65))] }],
    ['an empty name', { requests: [one('')] }],
    ['the same name twice', { requests: [one('a'), one('a')] }],
    ['no parameters', { requests: [{ custom_id: 'a' }] }],
    ['a field it does not know', { requests: [{ ...one('a'), priority: 1 }] }],
  ])('refuse %s at once', async (_name, body) => {
    const { post, server } = await start();
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { type: 'error', error: { type: 'invalid_request_error' } },
    });
    expect(server.refusals()).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['a stream', { stream: true }],
    ['no tokens', { max_tokens: 0 }],
    ['no messages', { messages: [] }],
  ])('give an error as the result of a request with %s', async (_name, more) => {
    const { post, batches } = await start();
    const made = await post({ requests: [one('a', more)] });
    const [line] = await read(batches, made.body.id);
    expect(line?.result.type).toBe('errored');
  });

  it('take what elsewhere has to be streamed', async () => {
    const { batches } = await start();
    const made = await batches.create({
      requests: [{ custom_id: 'a', params: { ...params, max_tokens: 64_000 } }],
    });
    const [line] = await read(batches, made.id);
    expect(line?.result.type).toBe('succeeded');
  });

  it('ask the model once for each request, however often the batch is looked at', async () => {
    const { batches, server } = await start();
    const made = await batches.create({ requests: [{ custom_id: 'a', params }] });
    await Promise.all([batches.retrieve(made.id), batches.retrieve(made.id)]);
    await batches.results(made.id);
    expect(server.requests()).toHaveLength(1);
  });

  it('know no results of one that is in progress, and no other batch', async () => {
    const { server, batches } = await start({ batchMs: 60_000 });
    const made = await batches.create({ requests: [{ custom_id: 'a', params }] });
    const headers = { 'x-api-key': 'local', 'anthropic-version': '2026-10-21' };
    const get = async (path: string) =>
      (await fetch(`${server.url}/v1/messages/batches/${path}`, { headers })).status;
    expect(await get(`${made.id}/results`)).toBe(404);
    expect(await get('msgbatch_x')).toBe(404);
    expect(await get('msgbatch_x/results')).toBe(404);
  });
});
