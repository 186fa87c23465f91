import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ErrorType, invalidRequest, type Refusal } from './refusal.ts';
import type { SseEvent } from './sse.ts';

/** The API takes 32 MB. */
const maxBodyBytes = 32 * 1024 * 1024;

export async function readJson(
  req: IncomingMessage,
  mostBytes = maxBodyBytes,
): Promise<{ value: unknown } | { refusal: Refusal }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= mostBytes) chunks.push(bytes);
  }
  if (size > mostBytes) {
    return {
      refusal: { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' },
    };
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { refusal: invalidRequest('The request body is not valid JSON') };
  }
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

export function sendError(
  res: ServerResponse,
  id: string,
  status: number,
  type: ErrorType,
  message: string,
  errorCode?: string,
): void {
  sendJson(res, status, errorBody(type, message, id, errorCode));
}

export function errorBody(
  type: ErrorType,
  message: string,
  id: string,
  errorCode?: string,
): Record<string, unknown> {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: 'error', error: { type, message, ...details }, request_id: id };
}

export function writeEvent(res: ServerResponse, { event, data }: SseEvent): void {
  res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Ends early, without an error, when the caller goes away. */
export function pause(ms: number, gone: AbortSignal): Promise<void> {
  if (ms <= 0 || gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    gone.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      gone.removeEventListener('abort', done);
      resolve();
    }
  });
}
