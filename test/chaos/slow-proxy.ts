import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How late things are, in milliseconds. Whatever is changed is changed by a script, so those are known. */
export type Delays = {
  /** What goes to the server. */
  requestMs?: number;
  /** What comes back. */
  replyMs?: number;
  /** Scripts on their way to the server. */
  changeMs?: number;
  /** What comes back after a script was sent. */
  changedMs?: number;
};

export type SlowProxy = { port: number; slow(delays: Delays): void; close(): Promise<void> };

/** A network in front of a server that can be made slow; bytes stay in order. */
export async function startSlowProxy(serverPort: number): Promise<SlowProxy> {
  let delays: Delays = {};
  const sockets = new Set<Socket>();

  function pass(from: Socket, to: Socket, delayMs: (chunk: Buffer) => number): void {
    const queue: { due: number; run(): void }[] = [];
    const pump = () => {
      for (let first = queue[0]; first; first = queue[0]) {
        const ms = first.due - performance.now();
        if (ms > 0) return void setTimeout(pump, ms);
        queue.shift();
        first.run();
      }
    };
    const later = (delay: number, run: () => void) => {
      const due = Math.max(queue.at(-1)?.due ?? 0, performance.now() + delay);
      queue.push({ due, run });
      if (queue.length === 1) pump();
    };
    from.on('data', (chunk: Buffer) => later(delayMs(chunk), () => to.write(chunk)));
    from.once('close', () => later(0, () => to.destroy()));
    from.on('error', () => {});
  }

  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    let slowUntil = 0;
    pass(client, upstream, (chunk) => {
      const { requestMs = 0, changeMs = 0, changedMs = 0 } = delays;
      if (!/evalsha/i.test(chunk.toString('latin1'))) return requestMs;
      slowUntil = performance.now() + changedMs;
      return Math.max(requestMs, changeMs);
    });
    pass(upstream, client, () => {
      const { replyMs = 0, changedMs = 0 } = delays;
      return performance.now() < slowUntil ? Math.max(replyMs, changedMs) : replyMs;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    slow(next) {
      delays = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
