import { z } from 'zod';
import type { Fault } from './faults.ts';
import { invalidRequest, type Refusal } from './refusal.ts';
import { errorBody } from './respond.ts';
import { newId } from './sse.ts';
import { checkMessagesRequest } from './validate.ts';
import type { ModelRequest } from './wire.ts';

type Json = Record<string, unknown>;

export type BatchesOptions = {
  /** Milliseconds that a batch takes; 0: it has ended when it is asked about first. */
  takesMs: () => number;
  now: () => number;
  /** A message as the API gives it. A throw is that request's error. */
  answer: (request: ModelRequest, body: unknown) => Promise<Json>;
};

export type BatchesAnswer =
  | { kind: 'json'; body: Json }
  /** JSON, one a line. */
  | { kind: 'lines'; text: string }
  | { kind: 'refused'; refusal: Refusal };

export type Batches = {
  /** `origin`: under which the server was called. */
  handle(method: string, path: string, body: unknown, origin: string): Promise<BatchesAnswer>;
};

const dayMs = 86_400_000;
/** Results can be had for so long after the batch was made. */
const archivedAfterMs = 29 * dayMs;
const mostRequests = 100_000;

const createSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      custom_id: z
        .string()
        .regex(/^[a-zA-Z0-9_-]{1,64}$/, 'String should match pattern ^[a-zA-Z0-9_-]{1,64}$'),
      params: z.record(z.string(), z.unknown()),
    }),
  ),
});

type Line = { custom_id: string; result: { type: 'succeeded' | 'errored' | 'expired' } & Json };
type Batch = {
  id: string;
  origin: string;
  createdAt: number;
  dueAt: number;
  requests: z.infer<typeof createSchema>['requests'];
  lines?: Promise<Line[]>;
};

/** The Message Batches API: what can be refused at once is, the rest of a request's mistakes are its result. */
export function createBatches(options: BatchesOptions): Batches {
  const batches = new Map<string, Batch>();
  return {
    async handle(method, path, body, origin) {
      const [, id, results] = /^\/v1\/messages\/batches(?:\/([^/]+)(\/results)?)?$/.exec(path) ?? [];
      if (method === 'POST' && path === '/v1/messages/batches') return create(body, origin);
      const batch = method === 'GET' && id !== undefined ? batches.get(id) : undefined;
      if (!batch) return refused(notFound(path));
      const lines = await linesOf(batch, options);
      if (results === undefined) return { kind: 'json', body: describe(batch, lines, options.now()) };
      return lines && !isArchived(batch, options.now()) ? toJsonLines(lines) : refused(notFound(path));
    },
  };

  function create(body: unknown, origin: string): BatchesAnswer {
    const parsed = createSchema.safeParse(body);
    if (!parsed.success) return refused(invalidRequest(shapeProblem(parsed.error)));
    const { requests } = parsed.data;
    const problem = listProblem(requests);
    if (problem !== undefined) return refused(invalidRequest(problem));
    const createdAt = options.now();
    const batch = {
      id: newId('msgbatch'),
      origin,
      createdAt,
      dueAt: createdAt + options.takesMs(),
      requests,
    };
    batches.set(batch.id, batch);
    return { kind: 'json', body: describe(batch, undefined, createdAt) };
  }
}

function refused(refusal: Refusal): BatchesAnswer {
  return { kind: 'refused', refusal };
}

/** In another order than they were asked in: the API promises none. */
function toJsonLines(lines: readonly Line[]): BatchesAnswer {
  return {
    kind: 'lines',
    text: lines
      .map((line) => `${JSON.stringify(line)}\n`)
      .reverse()
      .join(''),
  };
}

/** Undefined while it is in progress. */
function linesOf(batch: Batch, options: BatchesOptions): Promise<Line[]> | undefined {
  const now = options.now();
  const expiresAt = batch.createdAt + dayMs;
  if (now < Math.min(batch.dueAt, expiresAt)) return undefined;
  batch.lines ??= Promise.all(
    batch.requests.map(async ({ custom_id, params }): Promise<Line> => {
      if (batch.dueAt > expiresAt) return { custom_id, result: { type: 'expired' } };
      return { custom_id, result: await answerOne(params, options) };
    }),
  );
  return batch.lines;
}

async function answerOne(params: Json, { answer }: BatchesOptions): Promise<Line['result']> {
  if (params.stream === true) return errored(invalidRequest('stream: not supported in a batch'));
  // What has to be streamed elsewhere need not be here.
  const checked = checkMessagesRequest({ ...params, stream: true });
  if (checked.kind === 'refused') return errored(checked.refusal);
  try {
    const { stream: _, ...request } = checked.request;
    return { type: 'succeeded', message: await answer(request, params) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'Internal server error';
    return errored({ status: 500, type: 'api_error', message });
  }
}

function errored({ type, message }: Refusal): Line['result'] {
  return { type: 'errored', error: errorBody(type, message, newId('req')) };
}

function describe(batch: Batch, lines: readonly Line[] | undefined, now: number): Json {
  const count = (type: Line['result']['type']) =>
    lines?.filter(({ result }) => result.type === type).length ?? 0;
  const { id, origin, createdAt, dueAt, requests } = batch;
  const archived = isArchived(batch, now);
  const endedAt = Math.min(dueAt, createdAt + dayMs);
  return {
    id,
    type: 'message_batch',
    processing_status: lines ? 'ended' : 'in_progress',
    request_counts: {
      processing: lines ? 0 : requests.length,
      succeeded: count('succeeded'),
      errored: count('errored'),
      canceled: 0,
      expired: count('expired'),
    },
    created_at: new Date(createdAt).toISOString(),
    expires_at: new Date(createdAt + dayMs).toISOString(),
    ended_at: lines ? new Date(endedAt).toISOString() : null,
    archived_at: archived ? new Date(createdAt + archivedAfterMs).toISOString() : null,
    cancel_initiated_at: null,
    results_url: lines && !archived ? `${origin}/v1/messages/batches/${id}/results` : null,
  };
}

function isArchived({ createdAt }: Batch, now: number): boolean {
  return now >= createdAt + archivedAfterMs;
}

function listProblem(requests: Batch['requests']): string | undefined {
  if (requests.length === 0) return 'requests: List should have at least 1 item after validation, not 0';
  if (requests.length > mostRequests) return `requests: List should have at most ${mostRequests} items`;
  const ids = new Set(requests.map(({ custom_id }) => custom_id));
  return ids.size < requests.length ? 'requests: custom_id must be unique within a batch' : undefined;
}

function shapeProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path === '' ? 'body' : path}: ${issue?.message ?? 'Invalid request'}`;
}

function notFound(path: string): Refusal {
  return { status: 404, type: 'not_found_error', message: `Not found: ${path.slice(0, 200)}` };
}

/** Faults that strike a whole call; those inside an answer have no place in a batch. */
export function strikesCall(
  fault: Fault | undefined,
): fault is Extract<Fault, { kind: 'status' | 'cut' | 'hang' }> {
  return fault?.kind === 'status' || fault?.kind === 'cut' || fault?.kind === 'hang';
}
