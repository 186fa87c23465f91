import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export type HttpAnswer = { status: number; retryAfter: string | undefined; body: string };

export type HttpCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** Given up after so long; the connection is kept a while for an answer that comes late. */
  timeoutMs: number;
  onLate?: (answer: HttpAnswer) => void;
};

/** `isReached` false: no connection stood, so nothing was sent. True: nobody knows what became of the call. */
export class NoAnswer extends Error {
  readonly isReached: boolean;

  constructor(isReached: boolean, cause?: unknown) {
    super('no answer', cause === undefined ? undefined : { cause });
    this.isReached = isReached;
  }
}

const CONNECT_WITHIN_MS = 10_000;
const LATE_AFTER_MS = 120_000;
const MOST_BYTES = 1_000_000;

/** A connection that is kept may be closed by the other end while it is written to: then nobody knows what arrived. */
const agents = {
  'http:': new HttpAgent({ keepAlive: false }),
  'https:': new HttpsAgent({ keepAlive: false }),
};

/** One request over a connection of its own. Redirects are not followed: the token is for that address alone. */
export function httpCall({ method, url, headers, body, timeoutMs, onLate }: HttpCall): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const isTls = url.protocol === 'https:';
    let isReached = false;
    let isGivenUp = false;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = (isTls ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...headers, ...length },
      agent: agents[isTls ? 'https:' : 'http:'],
    });

    const giveUp = (cause?: unknown) => reject(new NoAnswer(isReached, cause));
    const connecting = setTimeout(() => !isReached && request.destroy(), CONNECT_WITHIN_MS);
    const waiting = setTimeout(() => {
      isGivenUp = true;
      if (!onLate) request.destroy();
      request.socket?.unref();
      giveUp();
    }, timeoutMs);
    const late = setTimeout(() => request.destroy(), timeoutMs + LATE_AFTER_MS).unref();
    request.once('close', () => {
      for (const timer of [connecting, waiting, late]) clearTimeout(timer);
      giveUp();
    });
    request.once('error', giveUp);
    request.once('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        isReached = true;
        clearTimeout(connecting);
      });
    });
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_BYTES) request.destroy();
        else parts.push(part);
      });
      response.once('error', giveUp);
      response.once('end', () => {
        const answer = {
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(parts).toString('utf8'),
        };
        if (isGivenUp) onLate?.(answer);
        else resolve(answer);
      });
    });
    request.end(body);
  });
}
