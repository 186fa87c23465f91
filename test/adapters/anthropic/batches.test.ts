import { afterEach, describe, expect, it } from 'vitest';
import { createAnthropicBatches } from '../../../src/adapters/anthropic/batches.ts';
import { narrationRequest, readNarration } from '../../../src/core/digest/narrate.ts';
import type { BatchedRequest } from '../../../src/core/digest/narration-batches.ts';
import { toAppError, UnknownOutcome } from '../../../src/core/errors.ts';
import type { ModelRequest } from '../../../src/core/turn/model.ts';
import { type Fault, rateLimitFault, spendLimitFault } from '../../../src/dev/model/faults.ts';
import { textReply } from '../../../src/dev/model/scripted.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../../src/dev/model/server.ts';
import { toBlocks } from '../../../src/dev/model/wire.ts';
import { aDigest } from '../../core/digest/digests.ts';

const OPEN = new AbortController().signal;

const servers: ModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const ALIASES = { haiku: 'claude-haiku-5-5' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ask = (text: string): ModelRequest => ({
  model: 'haiku',
  system: ['Repeat it.'],
  tools: [],
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
});

/** Answers with what it was asked, so that a reply says whose it is. */
async function start(options: Partial<ModelServerOptions> = {}) {
  const clock = { now: Date.parse('2026-11-23T09:00:00Z') };
  const server = await startModelServer({
    brain: ({ messages }) => {
      const [block] = toBlocks(messages[0]?.content);
      const text = block?.type === 'text' ? block.text : '';
      if (text === 'fail') throw new Error('It failed.');
      return textReply(`You said: ${text}`);
    },
    now: () => clock.now,
    ...options,
  });
  servers.push(server);
  const connect = () => createAnthropicBatches({ apiKey: 'k', baseUrl: server.url, aliases: ALIASES });
  const requests = (...texts: string[]): BatchedRequest[] =>
    texts.map((text) => ({ customId: `slack:T1:C1/${text}`, request: ask(text) }));
  return { server, clock, connect, batches: connect(), requests };
}

const textOf = (result: Awaited<ReturnType<ReturnType<typeof createAnthropicBatches>['result']>>) =>
  typeof result === 'string' ? result : result.turn.content;

describe('a batch', () => {
  it('is pending until it has ended, and then gives each request its own reply', async () => {
    const { batches, requests, clock, server } = await start({ batchMs: HOUR_MS });
    const id = await batches.submit(requests('one', 'two', 'three'), OPEN);
    expect(await batches.result(id, 'slack:T1:C1/two')).toBe('pending');
    expect(server.requests()).toEqual([]);
    clock.now += HOUR_MS;
    for (const text of ['three', 'one', 'two']) {
      expect(textOf(await batches.result(id, `slack:T1:C1/${text}`))).toEqual([
        { type: 'text', text: `You said: ${text}` },
      ]);
    }
    expect(server.requests().map(({ model }) => model)).toEqual(Array(3).fill('claude-haiku-5-5'));
    expect(server.refusals()).toEqual([]);
  });

  it('is known to a process that did not submit it', async () => {
    const { batches, requests, connect } = await start();
    const id = await batches.submit(requests('one'), OPEN);
    const result = await connect().result(id, 'slack:T1:C1/one');
    expect(result).toMatchObject({ stop: 'end', model: 'claude-haiku-5-5', usage: { cachedTokens: 0 } });
  });

  it('is read once, however many ask at once', async () => {
    const { batches, requests, server } = await start();
    const texts = Array.from({ length: 50 }, (_, i) => `text ${i}`);
    const id = await batches.submit(requests(...texts), OPEN);
    // The batch, once more by the SDK, and its results; a call after those would fail.
    server.faults.push({ kind: 'delay', ms: 0, times: 3 }, { kind: 'status', status: 500, times: 100 });
    const results = await Promise.all(texts.map((text) => batches.result(id, `slack:T1:C1/${text}`)));
    expect(results.map(textOf)).toEqual(texts.map((text) => [{ type: 'text', text: `You said: ${text}` }]));
    expect(textOf(await batches.result(id, 'slack:T1:C1/text 7'))).toHaveLength(1);
  });

  it('answers what a digest asks', async () => {
    const { batches } = await start({ brain: () => textReply('Three designs were handed in.') });
    const id = await batches.submit([{ customId: 'x', request: narrationRequest(aDigest()) }], OPEN);
    const result = await batches.result(id, 'x');
    if (typeof result === 'string') throw new Error(result);
    expect(readNarration(result, aDigest())).toEqual({
      kind: 'words',
      words: 'Three designs were handed in.',
    });
  });
});

describe('a reply is gone', () => {
  it('of a request that failed, while the others have theirs', async () => {
    const { batches, requests } = await start();
    const [bad] = requests('bad');
    if (!bad) throw new Error('no request');
    const empty = { ...bad, request: { ...bad.request, messages: [] } };
    const id = await batches.submit([...requests('one', 'fail'), empty], OPEN);
    expect(await batches.result(id, 'slack:T1:C1/fail')).toBe('gone');
    expect(await batches.result(id, 'slack:T1:C1/bad')).toBe('gone');
    expect(textOf(await batches.result(id, 'slack:T1:C1/one'))).toHaveLength(1);
  });

  it('that nobody asked for', async () => {
    const { batches, requests } = await start();
    const id = await batches.submit(requests('one'), OPEN);
    expect(await batches.result(id, 'another')).toBe('gone');
    expect(await batches.result('msgbatch_unknown', 'slack:T1:C1/one')).toBe('gone');
  });

  it('of a batch that took more than a day', async () => {
    const { batches, requests, clock } = await start({ batchMs: 30 * HOUR_MS });
    const id = await batches.submit(requests('one'), OPEN);
    clock.now += DAY_MS;
    expect(await batches.result(id, 'slack:T1:C1/one')).toBe('gone');
  });

  it('after 29 days', async () => {
    const { batches, requests, clock } = await start();
    const id = await batches.submit(requests('one'), OPEN);
    clock.now += 29 * DAY_MS;
    expect(await batches.result(id, 'slack:T1:C1/one')).toBe('gone');
  });
});

describe('a call that fails', () => {
  it.each<[string, Fault, string, unknown, boolean]>([
    ['a limit with a time', rateLimitFault(7), 'model-rate-limited', { afterMs: 7_000 }, false],
    ['the spending limit', spendLimitFault(), 'model-spend-limit', 'never', false],
    ['a wrong key', { kind: 'status', status: 401 }, 'model-credentials', 'never', false],
    ['overload', { kind: 'status', status: 529 }, 'model-overloaded', 'backoff', true],
    ['a server error', { kind: 'status', status: 500 }, 'model-server', 'backoff', true],
    ['a connection that breaks', { kind: 'cut', afterEvents: 0 }, 'model-connection', 'backoff', true],
  ])('by %s says whether it may have been taken', async (_name, fault, code, retry, mayBeTaken) => {
    const { batches, requests, server } = await start();
    server.faults.push(fault);
    const error = toAppError(await batches.submit(requests('one'), OPEN).catch((e: unknown) => e));
    expect([error.code, error.retry, error instanceof UnknownOutcome]).toEqual([code, retry, mayBeTaken]);
  });

  it('tells nothing of the reply, and the next one has it', async () => {
    const { batches, requests, server } = await start();
    const id = await batches.submit(requests('one'), OPEN);
    server.faults.push({ kind: 'status', status: 500 });
    await expect(batches.result(id, 'slack:T1:C1/one')).rejects.toMatchObject({ code: 'model-server' });
    expect(textOf(await batches.result(id, 'slack:T1:C1/one'))).toHaveLength(1);
  });

  it('is refused where nothing is asked, or the same twice', async () => {
    const { batches, requests, server } = await start();
    for (const some of [[], requests('one', 'one')])
      await expect(batches.submit(some, OPEN)).rejects.toMatchObject({
        code: 'model-bad-request',
        retry: 'never',
      });
    expect(server.refusals()).toHaveLength(2);
  });
});
