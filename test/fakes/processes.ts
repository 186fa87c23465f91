import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../../src/dev/redis.ts';
import { until } from './until.ts';

/** A machine that is busy with other tests starts a process slowly. */
const UP_WITHIN_MS = 60_000;

export type BotProcess = {
  child: ChildProcess;
  /** Resolves with the exit status, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Everything it printed. */
  output(): string;
  /** SIGTERM, and until it is gone. */
  stop(): Promise<number | string>;
};

const running = new Set<ChildProcess>();

/** None outlives the program that started it, however that ends. */
function endWithUs(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', endAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.removeListener('exit', endAll);
  });
}

function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** One process of the product, as it is started in production but for npm. */
export function startProcess(script: string, args: string[], env: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
  });
  return {
    child,
    ended,
    output: () => output,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The app alone; resolves when it says that it is ready. */
export async function startAppProcess(env: Record<string, string>): Promise<BotProcess & { url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = startProcess('src/main.ts', ['app'], { ...env, PORT: String(port) });
  await until(
    async () => {
      if (app.child.exitCode !== null) throw new Error(`the app ended:\n${app.output()}`);
      return fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      );
    },
    'the app to be ready',
    UP_WITHIN_MS,
  );
  return { ...app, url };
}

export async function startWorkerProcess(env: Record<string, string>): Promise<BotProcess> {
  const worker = startProcess('workers/main.ts', [], { ...env, LOG_LEVEL: 'info' });
  await until(
    () => {
      if (worker.child.exitCode !== null) throw new Error(`the worker ended:\n${worker.output()}`);
      return worker.output().includes('workers are up');
    },
    'the worker to be up',
    UP_WITHIN_MS,
  );
  return worker;
}
