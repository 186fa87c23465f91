import { createHash } from 'node:crypto';
import Anthropic from '@anthropic-ai/sdk';
import type { MessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/messages';
import type { BatchedRequest, NarrationBatches } from '../../core/digest/narration-batches.ts';
import { UnknownOutcome } from '../../core/errors.ts';
import { withTimeLimit } from '../../core/time-limit.ts';
import type { ModelReply } from '../../core/turn/model.ts';
import { type AnthropicOptions, createClient } from './client.ts';
import { toModelError } from './errors.ts';
import { toReply } from './reply.ts';
import { toParams } from './request.ts';

/** A paragraph takes a hundred; the rest is for thinking before it. */
const MAX_TOKENS = 8_000;

/** For a whole call with its body: the results of thousands are a few megabytes. */
const MOST_MS = 60_000;

/** Results are one file for the whole batch, which is asked about once for each of its requests. */
const MOST_BATCHES = 4;

type Results = ReadonlyMap<string, ModelReply>;

/** The Message Batches API: half the price, for what is known long before it is due. */
export function createAnthropicBatches(options: AnthropicOptions): NarrationBatches {
  const client = createClient(options);
  const ended = new Map<string, Results>();
  const reading = new Map<string, Promise<Results | 'pending' | 'gone'>>();

  /** Of those that ask at once, one reads. */
  function read(batchId: string): Promise<Results | 'pending' | 'gone'> {
    const under = reading.get(batchId) ?? fetchResults(client, batchId);
    reading.set(batchId, under);
    return under.finally(() => reading.delete(batchId));
  }

  return {
    submit: (requests, signal) => submit(client, requests, options.aliases, signal),
    async result(batchId, customId) {
      const results = ended.get(batchId) ?? (await read(batchId));
      if (results === 'pending' || results === 'gone') return results;
      ended.delete(batchId);
      ended.set(batchId, results);
      const [oldest] = ended.keys();
      if (ended.size > MOST_BATCHES && oldest !== undefined) ended.delete(oldest);
      return results.get(toWireId(customId)) ?? 'gone';
    },
  };
}

async function submit(
  client: Anthropic,
  requests: readonly BatchedRequest[],
  aliases: Record<string, string>,
  signal: AbortSignal,
): Promise<string> {
  const limit = withTimeLimit(signal, MOST_MS);
  const wire = requests.map(({ customId, request }) => ({
    custom_id: toWireId(customId),
    params: toParams(request, aliases, MAX_TOKENS),
  }));
  try {
    return (await client.messages.batches.create({ requests: wire }, { signal: limit })).id;
  } catch (error) {
    const { code, retry } = toModelError(error, limit.aborted);
    const isAnswered = error instanceof Anthropic.APIError && (error.status ?? 500) < 500;
    if (retry !== 'never' && !isAnswered) throw new UnknownOutcome(code, error);
    throw toModelError(error, limit.aborted);
  }
}

async function fetchResults(client: Anthropic, batchId: string): Promise<Results | 'pending' | 'gone'> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    const batch = await client.messages.batches.retrieve(batchId, {}, { signal });
    if (batch.processing_status !== 'ended') return 'pending';
    // After 29 days the results are archived, and only the batch is left.
    if (batch.results_url === null) return 'gone';
    const replies = new Map<string, ModelReply>();
    for await (const line of await client.messages.batches.results(batchId, {}, { signal })) {
      const reply = toSucceeded(line);
      if (reply) replies.set(line.custom_id, reply);
    }
    return replies;
  } catch (error) {
    if (error instanceof Anthropic.NotFoundError) return 'gone';
    throw toModelError(error, signal.aborted);
  }
}

/** Undefined for one that failed, was cancelled, or expired after a day: it is not tried again by anybody. */
function toSucceeded({ result }: MessageBatchIndividualResponse): ModelReply | undefined {
  return result.type === 'succeeded' ? toReply(result.message, result.message.model) : undefined;
}

/** The API takes 64 letters, digits, `-` and `_`. */
function toWireId(customId: string): string {
  return createHash('sha256').update(customId).digest('base64url');
}
