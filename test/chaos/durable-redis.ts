import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findRedisBinary, freePort } from '../../src/dev/redis.ts';

/** More than one experiment may use one server, each with a database of its own. */
const DATABASES = 128;

export type DurableRedis = {
  /** Of database 0; append `/<n>` for another one. */
  url: string;
  /** The process that runs now. */
  pid(): number;
  /** Ends it, by SIGKILL unless another signal is named, and resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port with what its append-only file holds; resolves when it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** A real Redis with an append-only file, synced every second, that can be killed and started again. */
export async function startDurableRedis(): Promise<DurableRedis> {
  const found = await findRedisBinary();
  if (found === undefined)
    throw new Error('There is no redis-server here: install the package redis-server.');
  const binary: string = found;
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'architect-chaos-'));
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess;
  const endWithUs = () => child.kill('SIGKILL');

  async function start(): Promise<void> {
    child = spawn(
      binary,
      ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'yes']
        .concat(['--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'])
        .concat(['--databases', String(DATABASES), '--daemonize', 'no']),
      { stdio: 'ignore' },
    );
    const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    redis.on('error', () => {});
    await redis.ping();
    redis.disconnect();
  }

  async function stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    // A paused process takes no signal but this one.
    if (signal === 'SIGKILL') child.kill('SIGCONT');
    await gone;
  }

  await start();
  process.once('exit', endWithUs);
  return {
    url,
    pid: () => child.pid ?? 0,
    start,
    stop,
    async close() {
      process.removeListener('exit', endWithUs);
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
