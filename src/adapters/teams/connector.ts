import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { isServiceUrl } from './conversations.ts';
import { NoToken, TeamsRefusal } from './errors.ts';
import { type HttpAnswer, type HttpCall, httpCall } from './http-call.ts';

export type ConnectorCall = {
  method: HttpCall['method'];
  serviceUrl: string;
  /** Below the version, its parts escaped. */
  path: string;
  body?: object;
  /** Less than for others, where somebody waits for what can do without. */
  timeoutMs?: number;
  /** Is given what the call brought after all, when that comes after it was given up. */
  onLate?: (value: unknown) => void;
};

/**
 * One attempt of one call: throws what `toTeamsError` reads. It is made by hand, since botbuilder's own client repeats
 * calls, takes parts of messages away, and does not tell whether a call that failed was ever sent.
 */
export type Connector = { call(call: ConnectorCall): Promise<unknown> };

export type ConnectorDeps = {
  /** The `authorization` of a call, if any; `isFresh`: the one that was given is not taken any more. */
  authorize(isFresh: boolean): Promise<string | undefined>;
  serviceUrls: 'internet' | 'loopback';
  /** Teams itself gives up after 15 s in most cases; what is cut off before is of unknown outcome. */
  timeoutMs?: number;
};

export const TIMEOUT_MS = 20_000;
const TOKEN_WITHIN_MS = 10_000;

export function createConnector(deps: ConnectorDeps): Connector {
  const { timeoutMs = TIMEOUT_MS } = deps;

  async function attempt({ onLate, ...call }: ConnectorCall, isFresh: boolean): Promise<HttpAnswer> {
    const authorization = await inTime(deps.authorize(isFresh)).catch((cause: unknown) => {
      throw new NoToken('no token', { cause });
    });
    return httpCall({
      method: call.method,
      url: new URL(`v3/${call.path}`, withSlash(call.serviceUrl)),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: Math.min(timeoutMs, call.timeoutMs ?? timeoutMs),
      ...(onLate ? { onLate: (answer) => isDone(answer) && onLate(parse(answer.body)) } : {}),
    });
  }

  return {
    async call(call) {
      // What is kept may be of another time, or configuration: a token goes nowhere else.
      if (!isServiceUrl(call.serviceUrl, deps.serviceUrls)) {
        throw new AppError('teams-address', { retry: 'never' });
      }
      const first = await attempt(call, false);
      const answer = first.status === 401 ? await attempt(call, true) : first;
      if (!isDone(answer)) throw toRefusal(answer);
      return parse(answer.body);
    },
  };
}

function isDone({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

const refusalSchema = z.object({ error: z.object({ code: z.string().max(100) }) });

function toRefusal({ status, body, retryAfter }: HttpAnswer): TeamsRefusal {
  const code = refusalSchema.safeParse(parse(body)).data?.error.code ?? '';
  const seconds = Number(retryAfter);
  return new TeamsRefusal(status, code, seconds > 0 ? seconds * 1000 : undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no token in time')), TOKEN_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
