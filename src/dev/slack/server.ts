import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CONTROL_PATH, type WorldEvent } from './control.ts';
import { answerControl } from './control-api.ts';
import type { People } from './people.ts';
import { answerHook, HOOKS_PATH } from './response-urls.ts';
import { SOCKET_PATH } from './socket-mode.ts';
import type { Stage } from './stage.ts';
import { answerUpload } from './uploads.ts';
import { answerWebApi } from './web-api.ts';

/** More than any call here needs; what is larger is cut off. */
const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** The form that `chat.getPermalink` gives. */
const ARCHIVE = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/;

export type StandInServer = { http: Server; close(): Promise<void> };

type Listener = (event: WorldEvent, team: string) => void;

export function createStandInServer(
  stage: Stage,
  people: People,
  hooks: {
    listen: (listener: Listener) => () => void;
    page?: (request: IncomingMessage, response: ServerResponse) => boolean;
  },
): StandInServer {
  const streams = new WebSocketServer({ noServer: true });
  const http = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      stage.log(`${request.method} ${request.url} failed in the stand-in: ${String(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocal(request)) {
      response.writeHead(403).end('only for this machine');
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname;
    if (path.startsWith('/api/')) {
      const body = await readBody(request);
      await answerWebApi(stage, path.slice('/api/'.length), request, response, body.toString('utf8'));
    } else if (path.startsWith('/upload/')) {
      await answerUpload(stage, path, request, response, await readBody(request));
    } else if (path.startsWith(HOOKS_PATH)) {
      const body = await readBody(request);
      await answerHook(stage, path, response, body.toString('utf8'));
    } else if (path.startsWith(`${CONTROL_PATH}/`)) {
      const body = await readBody(request);
      await answerControl(stage, people, request, response, body.toString('utf8'));
    } else if (ARCHIVE.test(path)) {
      openMessage(url, response);
    } else if (path === '/oauth/v2/authorize') {
      authorize(url, response);
    } else if (!hooks.page?.(request, response)) {
      response.writeHead(404).end();
    }
  }

  /** A permalink leads to its message in the page. */
  function openMessage(url: URL, response: ServerResponse): void {
    const [, channel = '', seconds = '', micros = ''] = ARCHIVE.exec(url.pathname) ?? [];
    const thread = url.searchParams.get('thread_ts');
    const inThread = thread !== null && /^[\d.]+$/.test(thread) ? `/t${thread}` : '';
    response.writeHead(302, { location: `/#/${channel}${inThread}/p${seconds}.${micros}` }).end();
  }

  /** Installing without a question: sends the browser back with a code for the asked workspace. */
  function authorize(url: URL, response: ServerResponse): void {
    const back = url.searchParams.get('redirect_uri');
    const team = url.searchParams.get('team') || stage.primary.id;
    if (!back || !URL.canParse(back)) {
      response.writeHead(400).end('redirect_uri is missing');
      return;
    }
    const target = new URL(back);
    target.searchParams.set('code', `code-${team}`);
    target.searchParams.set('state', url.searchParams.get('state') ?? '');
    response.writeHead(302, { location: target.toString() }).end();
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (isLocal(request) && url.pathname === SOCKET_PATH && stage.sockets.accept(request, socket, head))
      return;
    if (isLocal(request) && url.pathname === `${CONTROL_PATH}/stream`) {
      const team = url.searchParams.get('team') ?? stage.primary.id;
      streams.handleUpgrade(request, socket, head, (client) => {
        const off = hooks.listen((event, of) => {
          if (of === team) client.send(JSON.stringify(event));
        });
        client.on('close', off);
        client.on('error', () => client.terminate());
      });
      return;
    }
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
  });

  return {
    http,
    async close() {
      for (const client of streams.clients) client.terminate();
      streams.close();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Another name in `Host` is a page that had its name resolved to this machine; another `Origin` is a foreign page
 * that posts here from the same browser.
 */
function isLocal(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  return isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.has(new URL(url).hostname);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > MOST_BODY_BYTES) throw new Error('the body is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
