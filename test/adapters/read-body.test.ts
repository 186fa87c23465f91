import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createBodyReader } from '../../src/adapters/read-body.ts';
import { until } from '../fakes/until.ts';

const MB = 1024 * 1024;
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Answers with what became of each body; while it is held back, no request is done. */
async function start(mostHeldBytes?: number) {
  const withBody = createBodyReader(mostHeldBytes);
  const open: (() => void)[] = [];
  let isHeldBack = false;
  server = createServer((req, res) => {
    withBody(req, async (body) => {
      if (isHeldBack && body.kind === 'whole') await new Promise<void>((resolve) => open.push(resolve));
      res.end(body.kind === 'whole' ? String(body.raw.length) : body.kind);
    }).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send = (bytes: number, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: Buffer.alloc(bytes),
      ...(signal ? { signal } : {}),
    }).then((response) => response.text());
  return {
    send,
    open,
    holdBack(holds: boolean) {
      isHeldBack = holds;
      for (const resolve of open.splice(0)) resolve();
    },
  };
}

describe('a body', () => {
  it('is read whole, or refused where it is too long', async () => {
    const { send } = await start();
    expect(await send(MB)).toBe(String(MB));
    expect(await send(3 * MB)).toBe('too-long');
    expect(await send(0)).toBe('0');
  });

  it('is refused while others take all the room, and taken once they are done', async () => {
    const { send, open, holdBack } = await start(3 * MB);
    holdBack(true);
    const first = [send(MB), send(MB)];
    await until(() => open.length === 2, 'both to be read');
    expect(await send(2 * MB)).toBe('too-many');
    holdBack(false);
    expect(await Promise.all(first)).toEqual([String(MB), String(MB)]);
    expect(await send(2 * MB)).toBe(String(2 * MB));
  });

  it('gives its room back when its sender hangs up half-way', async () => {
    const { send } = await start(2 * MB);
    for (let i = 0; i < 20; i++) {
      const hangUp = new AbortController();
      const sent = send(1.5 * MB, hangUp.signal).catch(() => 'hung up');
      setImmediate(() => hangUp.abort());
      await sent;
    }
    await until(async () => (await send(1.5 * MB)) === String(1.5 * MB), 'room for another one');
  });
});
