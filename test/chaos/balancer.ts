import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = {
  /** What Slack's request URL is made of. */
  url: string;
  setTargets(urls: string[]): void;
  /** Requests that no app took: each is a 502 for Slack. */
  failed(): number;
  close(): Promise<void>;
};

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/** Spreads requests over the apps in turn; a connection that is refused goes to the next one. */
export async function startBalancer(targets: string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  let urls = targets;
  let turn = 0;
  let failed = 0;

  async function forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const first = turn++;
    for (let i = 0; i < urls.length; i++) {
      const url = urls[(first + i) % urls.length] ?? '';
      const answer = await send(agent, url, incoming, body);
      if (answer === 'refused') continue;
      if (answer === 'broken') break;
      const { 'content-type': type } = answer.headers;
      response.writeHead(answer.status, type === undefined ? {} : { 'content-type': type }).end(answer.body);
      return;
    }
    failed += 1;
    response.writeHead(502).end();
  }

  const server = createServer((incoming, response) => {
    forward(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setTargets(next) {
      urls = next;
    },
    failed: () => failed,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `refused`: surely not processed, so that another app may have it. `broken`: nobody knows. */
function send(
  agent: Agent,
  url: string,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer | 'refused' | 'broken'> {
  return new Promise((resolve) => {
    const given = { ...headers, host: new URL(url).host, connection: 'keep-alive' };
    const outgoing = request(`${url}${path}`, { method, headers: given, agent }, (answer) => {
      readAll(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: text }),
        () => resolve('broken'),
      );
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      // A connection that was kept alive may have been closed while it was idle, as at the end of an app.
      const isIdle = outgoing.reusedSocket && error.code === 'ECONNRESET';
      resolve(isIdle || error.code === 'ECONNREFUSED' ? 'refused' : 'broken');
    });
    outgoing.end(body);
  });
}

export async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
