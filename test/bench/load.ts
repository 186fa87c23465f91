import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const CONNECTIONS = 50;

export type Latencies = { perSecond: number; p50: number; p99: number; failed: number };

/** A signed slash command, each one a deed of its own. */
function command(secret: string): { body: string; headers: Record<string, string> } {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: 'T0LIGHTHOUSE',
    team_domain: 'lighthouse',
    channel_id: 'C0ARCHITECTURE',
    channel_name: 'architecture',
    user_id: 'U0ADA',
    user_name: 'ada',
    command: '/architect',
    text: 'design a food delivery platform for one city with three hundred restaurants',
    api_app_id: 'A0ARCHITECT',
    is_enterprise_install: 'false',
    trigger_id: randomUUID(),
  }).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

function send(agent: Agent, port: number, secret: string): Promise<boolean> {
  const { body, headers } = command(secret);
  return new Promise((resolve) => {
    const outgoing = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/slack/events', headers },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200));
      },
    );
    outgoing.once('error', () => resolve(false));
    outgoing.end(body);
  });
}

/** As many as it takes, over 50 connections that are kept alive. */
export async function closedLoop(port: number, secret: string, forMs: number): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + forMs;
  const took: number[] = [];
  let failed = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        if (await send(agent, port, secret)) took.push(performance.now() - at);
        else failed += 1;
      }
    }),
  );
  agent.destroy();
  return summarise(took, failed, performance.now() - started);
}

/** Slash commands at a fixed rate. */
export async function commandsAt(
  port: number,
  secret: string,
  rate: number,
  forMs: number,
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    return await openLoop(() => send(agent, port, secret), rate, forMs);
  } finally {
    agent.destroy();
  }
}

/** A fixed rate, each measured from when it was due, so that a slow answer does not hide the next. */
export async function openLoop(
  send: (i: number) => Promise<boolean>,
  rate: number,
  forMs: number,
): Promise<Latencies> {
  const took: number[] = [];
  let failed = 0;
  const open: Promise<void>[] = [];
  const started = performance.now();
  const count = Math.floor((rate * forMs) / 1000);
  for (let i = 0; i < count; i++) {
    const due = started + (i * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    open.push(
      send(i).then((ok) => {
        if (ok) took.push(performance.now() - due);
        else failed += 1;
      }),
    );
  }
  await Promise.all(open);
  return summarise(took, failed, performance.now() - started);
}

export function summarise(took: number[], failed: number, spanMs: number): Latencies {
  const sorted = took.toSorted((a, b) => a - b);
  return {
    perSecond: took.length / (spanMs / 1000),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    failed,
  };
}

export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
