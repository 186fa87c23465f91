import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../slack/json.ts';
import type { Fault } from './control.ts';
import type { Stage } from './stage.ts';
import { statusOf, TeamsError } from './teams-error.ts';

export type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** One request of the bot, under the name that faults and the traffic log know it by. */
export type CallOfBot = { name: string; request: unknown; response: ServerResponse; isSecret?: boolean };

/**
 * Carries out what the bot asked for and answers it, unless a fault is due. A call that is carried out late is carried
 * out even when the bot has hung up by then, as a request that waits inside Teams.
 */
export async function answerCall(
  stage: Stage,
  { name, request, response, isSecret = false }: CallOfBot,
  run: () => Answer,
): Promise<void> {
  const startedAt = Date.now();
  const fault = stage.faults.take(name);
  const release = stage.traffic.hold();
  try {
    if (fault?.do === 'delay_before') await wait(fault.ms, undefined, { signal: stage.closing });
    const answer = (fault && refuse(fault)) ?? carryOut(run);
    if (fault?.do === 'delay') await wait(fault.ms, undefined, { signal: stage.closing });
    const isLost = fault?.do === 'drop_before' || fault?.do === 'drop_after';
    stage.traffic.add({
      at: stage.now(),
      direction: 'from-app',
      name,
      ok: answer.status < 300 && !isLost,
      outcome: isLost ? 'dropped' : String(answer.status),
      ms: Date.now() - startedAt,
      request,
      response: isSecret ? null : (answer.body ?? null),
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

function carryOut(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof TeamsError) return toAnswer(error);
    throw error;
  }
}

function toAnswer(error: TeamsError): Answer {
  const { retryAfterSeconds } = error;
  return {
    status: error.status,
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
    body: error.toBody(),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer, fault?: Fault['kind']): void {
  if (fault?.do === 'garbage') {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>upstream connect error</html>');
  } else if (body === undefined) {
    response.writeHead(status, headers).end();
  } else {
    const type = { 'content-type': 'application/json; charset=utf-8' };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
  }
}

/** The answer of a fault that keeps the call from being processed at all. */
function refuse(fault: Fault['kind']): Answer | undefined {
  switch (fault.do) {
    case 'error':
      return errorAnswer(statusOf(fault.error), fault.error);
    case 'status':
      return errorAnswer(fault.status, 'ServiceError');
    case 'rate_limit':
      return toAnswer(new TeamsError('Throttled', 'Too many requests.', fault.retryAfterSeconds));
    case 'drop_before':
      return errorAnswer(500, 'dropped');
    default:
      return undefined;
  }
}

function errorAnswer(status: number, code: string): Answer {
  const body: Json = { error: { code, message: 'A fault of the stand-in.' } };
  return { status, body };
}
