import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './control.ts';
import type { Json } from './json.ts';
import { toText } from './json.ts';
import type { Stage } from './stage.ts';

/** `body` is an envelope of the Web API, or the plain text that other addresses answer with. */
export type Answer = { status: number; headers?: Record<string, string>; body: Json | string };

/** One request of the app, under the name that faults and the traffic log know it by. */
export type CallOfApp = { name: string; request: unknown; response: ServerResponse };

/**
 * Carries out what the app asked for and answers it, unless a fault is due. A call that is carried out late is carried
 * out even when the app has hung up by then, as a request that waits inside Slack.
 */
export async function answerCall(
  stage: Stage,
  { name, request, response }: CallOfApp,
  run: () => Promise<Answer>,
): Promise<void> {
  const startedAt = Date.now();
  const fault = stage.faults.take(name);
  const release = stage.traffic.hold();
  try {
    if (fault?.do === 'delay_before') await wait(fault.ms, undefined, { signal: stage.closing });
    const answer = (fault && refuse(fault)) ?? (await run());
    if (fault?.do === 'delay') await wait(fault.ms, undefined, { signal: stage.closing });
    const isLost = fault?.do === 'drop_before' || fault?.do === 'drop_after';
    stage.traffic.add({
      at: stage.now(),
      direction: 'from-app',
      name,
      ok: isOk(answer) && !isLost,
      outcome: isLost ? 'dropped' : outcome(answer),
      ms: Date.now() - startedAt,
      request,
      response: answer.body,
    });
    if (isLost) response.destroy();
    else send(response, answer, fault);
  } catch (error) {
    if (!stage.closing.aborted) throw error;
    response.destroy();
  } finally {
    release();
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer, fault?: Fault['kind']): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  if (fault?.do === 'garbage') response.end('<html>upstream connect error</html>');
  else response.end(isText ? body : JSON.stringify(body));
}

function isOk({ status, body }: Answer): boolean {
  return status === 200 && (typeof body === 'string' || body.ok === true);
}

function outcome(answer: Answer): string {
  if (answer.status !== 200) return String(answer.status);
  return isOk(answer) ? 'ok' : toText(typeof answer.body === 'string' ? answer.body : answer.body.error);
}

/** The answer of a fault that keeps the call from being processed at all. */
function refuse(fault: Fault['kind']): Answer | undefined {
  switch (fault.do) {
    case 'error':
      return { status: 200, body: { ok: false, error: fault.error } };
    case 'status':
      return { status: fault.status, body: { ok: false, error: 'internal_error' } };
    case 'rate_limit':
      return rateLimited(fault.retryAfterSeconds);
    case 'drop_before':
      return { status: 200, body: { ok: false, error: 'dropped' } };
    default:
      return undefined;
  }
}

export function rateLimited(seconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { ok: false, error: 'ratelimited' },
  };
}
