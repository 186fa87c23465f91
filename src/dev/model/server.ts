import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { applyFault } from './apply-fault.ts';
import { createBatches, strikesCall } from './batches.ts';
import { createFaults, type Fault, type Faults, faultError } from './faults.ts';
import { sendModels } from './models.ts';
import { createPromptCache } from './prompt-cache.ts';
import { invalidRequest, type Refusal } from './refusal.ts';
import { errorBody, pause, readJson, sendError, sendJson, writeEvent } from './respond.ts';
import { type Answer, buildAnswer, newId, type SseEvent } from './sse.ts';
import { checkCountTokensRequest, checkMessagesRequest } from './validate.ts';
import type { Brain, ModelRequest, Reply } from './wire.ts';

/** The API takes 256 MB. */
const MOST_BATCH_BYTES = 256 * 1024 * 1024;

export type ModelServerOptions = {
  brain: Brain;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Pause between the pieces of a stream, in milliseconds; 0 in tests. */
  latency?: number;
  /** False lets requests through that the real API would refuse for their content; their shape is always checked. */
  validate?: boolean;
  /** The id that answers bear; without it the one that was asked for. */
  modelId?: string;
  /** Called with each request for a message that came through, before it is answered. */
  onRequest?: (request: ModelRequest) => void;
  /** How many of the newest requests are kept; left out: all. */
  keep?: number;
  /** How long a batch takes; 0, the default: it has ended when it is asked about first. */
  batchMs?: number;
  /** The clock of the prompt cache and of batches, in milliseconds. */
  now?: () => number;
};

export type RefusedRequest = { body: unknown; refusal: Refusal };

export type ModelServer = {
  url: string;
  /** Requests for messages that were taken and are kept, oldest first, those that met a fault included. */
  requests: () => readonly ModelRequest[];
  refusals: () => readonly RefusedRequest[];
  /** How many callers went away in the middle of an answer. */
  aborted: () => number;
  faults: Faults;
  close: () => Promise<void>;
};

/** A local server that speaks Anthropic's Messages API, as strictly as the real one, and answers with `brain`. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const faults = createFaults();
  const now = options.now ?? Date.now;
  const cache = createPromptCache(now);
  const batches = createBatches({
    takesMs: () => options.batchMs ?? 0,
    now,
    answer: async (request, body) => {
      note(request);
      return build(request, body, await options.brain(request)).message;
    },
  });
  const requests: ModelRequest[] = [];
  const refusals: RefusedRequest[] = [];
  let aborted = 0;

  const server = createServer((req, res) => {
    const id = newId('req');
    res.setHeader('request-id', id);
    handle(req, res, id).catch((error: unknown) => {
      if (res.headersSent) {
        res.destroy();
        return;
      }
      // A brain that throws would throw again.
      res.setHeader('x-should-retry', 'false');
      sendError(res, id, 500, 'api_error', error instanceof Error ? error.message : 'Internal server error');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The model server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    refusals: () => refusals,
    aborted: () => aborted,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function handle(req: IncomingMessage, res: ServerResponse, id: string): Promise<void> {
    const path = new URL(req.url ?? '/', 'http://model').pathname;
    const refusal = checkHead(req);
    if (refusal !== undefined) return sendError(res, id, refusal.status, refusal.type, refusal.message);
    if (req.method === 'GET' && (path === '/v1/models' || path.startsWith('/v1/models/'))) {
      sendModels(res, id, path);
      return;
    }
    if (path.startsWith('/v1/messages/batches')) return handleBatches(req, res, id, path);
    if (req.method !== 'POST' || (path !== '/v1/messages' && path !== '/v1/messages/count_tokens')) {
      return sendError(res, id, 404, 'not_found_error', `Not found: ${req.method} ${path}`);
    }
    const body = await readJson(req);
    if ('refusal' in body) return refuse(res, id, undefined, body.refusal);
    if (path === '/v1/messages/count_tokens') {
      const checked = checkCountTokensRequest(body.value);
      if (checked.kind === 'refused') return refuse(res, id, body.value, checked.refusal);
      return sendJson(res, 200, { input_tokens: cache.plan(checked.request, body.value).totalTokens });
    }
    const checked = checkMessagesRequest(body.value, options.validate ?? true);
    if (checked.kind === 'refused') return refuse(res, id, body.value, checked.refusal);
    await answer(res, id, checked.request, body.value);
  }

  async function answer(
    res: ServerResponse,
    id: string,
    request: ModelRequest,
    body: unknown,
  ): Promise<void> {
    note(request);
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) aborted++;
      gone.abort();
    });
    const fault = faults.take();
    if (fault?.kind === 'status') return sendFault(res, id, fault);
    if (fault?.kind === 'delay') await pause(fault.ms, gone.signal);
    if (fault?.kind === 'hang' && fault.afterEvents === undefined) return;
    if (fault?.kind === 'cut' && fault.afterEvents === 0) {
      res.destroy();
      return;
    }
    const reply = applyFault(await options.brain(request), fault);
    const result = build(request, body, reply);
    if (request.stream === true) return stream(res, id, result.events, fault, gone.signal);
    if (fault?.kind === 'stream-error') {
      const { type, message } = faultError(fault);
      return sendError(res, id, 529, type, message);
    }
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'cut') {
      res.destroy();
      return;
    }
    sendJson(res, 200, result.message);
  }

  function note(request: ModelRequest): void {
    requests.push(request);
    if (requests.length > (options.keep ?? Number.POSITIVE_INFINITY)) requests.shift();
    options.onRequest?.(request);
  }

  function build(request: ModelRequest, body: unknown, reply: Reply): Answer {
    const plan = cache.plan(request, body);
    const result = buildAnswer(reply, options.modelId ?? request.model, request.max_tokens, plan);
    plan.commit();
    return result;
  }

  async function handleBatches(
    req: IncomingMessage,
    res: ServerResponse,
    id: string,
    path: string,
  ): Promise<void> {
    const body = req.method === 'POST' ? await readJson(req, MOST_BATCH_BYTES) : { value: undefined };
    if ('refusal' in body) return refuse(res, id, undefined, body.refusal);
    const fault = faults.take();
    if (fault?.kind === 'status') return sendFault(res, id, fault);
    if (strikesCall(fault)) {
      if (fault.kind === 'cut') res.destroy();
      return;
    }
    const result = await batches.handle(req.method ?? '', path, body.value, `http://${req.headers.host}`);
    switch (result.kind) {
      case 'refused':
        return refuse(res, id, body.value, result.refusal);
      case 'json':
        return sendJson(res, 200, result.body);
      case 'lines':
        res.writeHead(200, { 'content-type': 'application/x-jsonl' });
        res.end(result.text);
        return;
      default:
        return result satisfies never;
    }
  }

  async function stream(
    res: ServerResponse,
    id: string,
    events: readonly SseEvent[],
    fault: Fault | undefined,
    gone: AbortSignal,
  ): Promise<void> {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    for (const [index, event] of events.entries()) {
      if (gone.aborted) return;
      if (fault !== undefined && 'afterEvents' in fault && index === fault.afterEvents) {
        if (fault.kind === 'hang') return;
        if (fault.kind === 'cut') {
          // What was written must reach the caller before the connection goes.
          await pause(10, gone);
          res.destroy();
          return;
        }
        const { type, message } = faultError(fault);
        writeEvent(res, { event: 'error', data: errorBody(type, message, id) });
        res.end();
        return;
      }
      writeEvent(res, event);
      if (event.event === 'content_block_delta') await pause(options.latency ?? 0, gone);
    }
    res.end();
  }

  function refuse(res: ServerResponse, id: string, body: unknown, refusal: Refusal): void {
    refusals.push({ body, refusal });
    sendError(res, id, refusal.status, refusal.type, refusal.message);
  }
}

function sendFault(res: ServerResponse, id: string, fault: Extract<Fault, { kind: 'status' }>): void {
  const { type, message } = faultError(fault);
  for (const [name, value] of Object.entries(fault.headers ?? {})) res.setHeader(name, value);
  sendError(res, id, fault.status, type, message, fault.errorCode);
}

function checkHead(req: IncomingMessage): Refusal | undefined {
  const key = req.headers['x-api-key'];
  const bearer = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if ((typeof key !== 'string' || key.trim() === '') && bearer === undefined) {
    return { status: 401, type: 'authentication_error', message: 'x-api-key header is required' };
  }
  if (req.headers['anthropic-version'] === undefined) {
    return invalidRequest('anthropic-version: header is required');
  }
  return undefined;
}
