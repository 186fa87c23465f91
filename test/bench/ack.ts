import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { startDevRedis } from '../../src/dev/redis.ts';
import { closedLoop, commandsAt, type Latencies, median } from './load.ts';

const VARIANTS = ['bolt', 'bolt-enqueue', 'architect'] as const;
type Variant = (typeof VARIANTS)[number];
type Server = { child: ChildProcess; port: number };

const ROUNDS = 5;
const ROUND_MS = 4_000;
const WARMUP_MS = 2_000;
const OPEN_RATE = 100;
const OPEN_MS = 10_000;

/**
 * How many slash commands are acknowledged: by a bare Bolt app, by one that puts a job into a queue first, and by this
 * app, which keeps the request and queues its work first. The variants take turns, so that a noisy machine hits all.
 */
export async function ack(): Promise<void> {
  const redis = await startDevRedis({ appendOnly: true });
  const slack = await startLocalSlack({ limits: 'off' });
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    HOST: '127.0.0.1',
    REDIS_URL: redis.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_APP.botToken,
    SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret,
    LOG_LEVEL: 'error',
  };
  const servers = new Map<Variant, Server>();
  try {
    for (const variant of VARIANTS) servers.set(variant, await startServer(variant, env));
    const closed = await measure(servers, ROUNDS, (port) =>
      closedLoop(port, LOCAL_APP.signingSecret, ROUND_MS),
    );
    const open = await measure(servers, 1, (port) =>
      commandsAt(port, LOCAL_APP.signingSecret, OPEN_RATE, OPEN_MS),
    );
    print(redis.name, closed, open);
  } finally {
    for (const { child } of servers.values()) child.kill('SIGTERM');
    await slack.close();
    await redis.close();
  }
}

async function startServer(variant: Variant, env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/ack-server.ts', variant], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: Number(line.toString().trim()) };
}

type Results = Map<Variant, Latencies[]>;

async function measure(
  servers: Map<Variant, Server>,
  rounds: number,
  run: (port: number) => Promise<Latencies>,
): Promise<Results> {
  const results: Results = new Map(VARIANTS.map((variant) => [variant, []]));
  for (const { port } of servers.values()) await closedLoop(port, LOCAL_APP.signingSecret, WARMUP_MS);
  for (let round = 0; round < rounds; round++) {
    for (const [variant, { port }] of servers) results.get(variant)?.push(await run(port));
  }
  return results;
}

function print(redisName: string, closed: Results, open: Results): void {
  const of = (results: Results, variant: Variant, key: keyof Latencies) =>
    median((results.get(variant) ?? []).map((r) => r[key]));
  const base = of(closed, 'bolt', 'perSecond');
  const enqueue = of(closed, 'bolt-enqueue', 'perSecond');
  process.stdout.write(
    `\nack: signed slash commands, ${redisName} with an append-only file, median of ${ROUNDS}\n`,
  );
  process.stdout.write('| variant | acks/s | of Bolt | of Bolt + enqueue | p50 ms | p99 ms | ');
  process.stdout.write(
    `at ${OPEN_RATE}/s: p50 ms | p99 ms | failed |\n|---|---|---|---|---|---|---|---|---|\n`,
  );
  for (const variant of VARIANTS) {
    const rate = of(closed, variant, 'perSecond');
    const failed = [...(closed.get(variant) ?? []), ...(open.get(variant) ?? [])].reduce(
      (sum, r) => sum + r.failed,
      0,
    );
    const cells = [
      variant,
      rate.toFixed(0),
      (rate / base).toFixed(2),
      (rate / enqueue).toFixed(2),
      of(closed, variant, 'p50').toFixed(1),
      of(closed, variant, 'p99').toFixed(1),
      of(open, variant, 'p50').toFixed(1),
      of(open, variant, 'p99').toFixed(1),
      failed,
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
