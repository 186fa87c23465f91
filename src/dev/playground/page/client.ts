import { CONTROL_PATH } from '../../slack/control.ts';
import { isRecord, type Json, toText } from './json.ts';

/** An answer of the workspace; a failure is a value with words that can be shown. */
export type Answer = { ok: true; body: Json } | { ok: false; error: string };

/** A command waits for the app's acknowledgement and its retries, nothing takes longer. */
const TIMEOUT_MS = 30_000;

export type Client = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
};

export function createClient(): Client {
  return {
    get: (path) => call(path, {}),
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

async function call(path: string, init: RequestInit): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${CONTROL_PATH}/${path}`, { ...init, signal });
    const body: unknown = await response.json();
    if (!isRecord(body)) return { ok: false, error: `unexpected answer (HTTP ${response.status})` };
    if (!response.ok || body.ok === false) {
      return { ok: false, error: toText(body.error) || `HTTP ${response.status}` };
    }
    return { ok: true, body };
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    return { ok: false, error: isTimeout ? 'no answer in time' : 'the local workspace does not answer' };
  }
}
