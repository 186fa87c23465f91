import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Route = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void;

export type HttpServer = { port: number; close(): Promise<void> };

/** A request that has not arrived whole within this time is dropped. */
const REQUEST_TIMEOUT_MS = 10_000;

/** Serves exact paths, and all below one that ends in a slash; everything else is 404, and a route that throws is 500 without a word of why. */
export async function startHttp(options: {
  port: number;
  host: string;
  routes: Record<string, Route>;
  onError(error: unknown): void;
  /** What is thrown when another program listens there. */
  onBusy(): Error;
}): Promise<HttpServer> {
  const server = createServer(async (req, res) => {
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    const route = routeOf(options.routes, path);
    try {
      if (route) await route(req, res);
      else res.writeHead(404).end();
    } catch (error) {
      options.onError(error);
      if (!res.headersSent) res.writeHead(500);
      res.end();
    }
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? options.onBusy() : error),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        // A connection that is kept alive turns idle when its request is answered.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearInterval(idle);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function routeOf(routes: Record<string, Route>, path: string): Route | undefined {
  if (Object.hasOwn(routes, path)) return routes[path];
  const folder = path.slice(0, path.indexOf('/', 1) + 1);
  return folder !== '' && Object.hasOwn(routes, folder) ? routes[folder] : undefined;
}
