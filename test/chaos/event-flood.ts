import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { readAll } from './balancer.ts';
import { lookInto } from './redis-state.ts';
import { requestFor } from './run.ts';
import { openStage, PERSON, type Stage } from './stage.ts';

export type FloodOptions = {
  events: number;
  workers: number;
  /** Mentions that are not answered yet, at most. */
  atOnce: number;
};

export type FloodFigures = {
  /** Of mentions, and how many of those were acknowledged. */
  deliveries: number;
  acknowledged: number;
  threads: number;
  receipts: number;
  answers: number;
  modelCalls: number;
  /** Mentions that are not there exactly once. */
  problems: string[];
  answeredMs: number[];
  tookMs: number;
};

const PATIENCE_MS = 120_000;
/** More than enough for the pace of each, and few enough to be looked through. */
const CHANNELS = 1_000;

type Shown = { messages: number; answers: number };

/**
 * Each mention reaches the app four times: Slack sends it as `message` and as `app_mention`, and here each of the two
 * goes to both apps at once, to the second as a repetition. What the bot itself says is not sent back to it: that is
 * another experiment's.
 */
export async function eventFlood(options: FloodOptions): Promise<FloodFigures> {
  const { events, workers, atOnce } = options;
  let modelCalls = 0;
  const brain = () => {
    modelCalls += 1;
    return textReply('The answer.');
  };
  // However slow the machine is: what is counted is what comes of a mention that was taken at last.
  const timing = { ackTimeoutMs: 30_000, retryDelaysMs: Array.from({ length: 60 }, () => 1_000) };
  const stage = await openStage({
    channels: Math.min(events, CHANNELS),
    brain,
    slack: { timing },
    keepRequests: 0,
  });
  stage.threads.close();
  const apps = await Promise.all([stage.startApp(), stage.startApp()]);
  await Promise.all(Array.from({ length: workers }, () => stage.startWorker()));
  const doubler = await startDoubler(apps.map((app) => app.url));
  stage.slack.setRequestUrl(`${doubler.url}/slack/events`);
  const watched = watchAnswers(stage);
  const inside = await lookInto(stage.env.REDIS_URL ?? '');
  const started = performance.now();
  try {
    const roots: string[] = [];
    for (let i = 0; i < events; i++) {
      const channel = `C0CHAOS${i % CHANNELS}`;
      roots.push(stage.slack.say({ user: PERSON, channel, text: requestFor(`plain-${i}`) }).ts);
      if (i % 10 === 9) {
        const enough = () => watched.answered() > i - atOnce;
        await until(enough, `an answer to all but ${atOnce} of ${i} mentions`, PATIENCE_MS);
      }
    }
    await until(() => watched.answered() >= events, 'an answer to each', PATIENCE_MS).catch(() => {});
    await until(async () => (await inside.openJobs()) === 0, 'the queues to be empty', PATIENCE_MS);
    const shown = roots.map((root) => watched.of(root));
    return {
      deliveries: doubler.deliveries(),
      acknowledged: doubler.acknowledged(),
      threads: (await inside.threads()).length,
      receipts: shown.reduce((sum, one) => sum + one.messages, 0) + watched.elsewhere(roots),
      answers: shown.reduce((sum, one) => sum + one.answers, 0),
      modelCalls,
      problems: shown.flatMap(({ messages, answers }, i) =>
        messages === 1 && answers === 1 ? [] : [`plain-${i}: ${messages} messages, ${answers} answers`],
      ),
      answeredMs: doubler.answeredMs,
      tookMs: performance.now() - started,
    };
  } finally {
    inside.close();
    await doubler.close();
    await stage.close();
  }
}

/** Of each thread, how many messages of the bot are there, and how many answers: nothing else is kept here. */
function watchAnswers(stage: Stage) {
  const threads = new Map<string, Shown>();
  const answered = new Set<string>();
  stage.slack.onEvent((event) => {
    if (event.kind !== 'message' && event.kind !== 'message_changed') return;
    const { message } = event;
    if (message.user !== LOCAL_APP.botUserId) return;
    const root = message.thread_ts ?? message.ts;
    const shown = threads.get(root) ?? { messages: 0, answers: 0 };
    threads.set(root, shown);
    if (event.kind === 'message') shown.messages += 1;
    if (answered.has(message.ts) || !shows(message, 'The answer.')) return;
    answered.add(message.ts);
    shown.answers += 1;
  });
  return {
    of: (root: string): Shown => threads.get(root) ?? { messages: 0, answers: 0 },
    answered: () => answered.size,
    /** Messages in threads that nobody asked for. */
    elsewhere(roots: readonly string[]): number {
      const known = new Set(roots);
      return [...threads].reduce((sum, [root, shown]) => sum + (known.has(root) ? 0 : shown.messages), 0);
    },
  };
}

/** Hands each event that people caused to all apps at once, to all but the first as a repetition. */
async function startDoubler(urls: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const answeredMs: number[] = [];
  let deliveries = 0;
  let acknowledged = 0;

  function send(url: string, path: string, headers: NodeJS.Dict<string | string[]>, body: Buffer) {
    const sentAt = performance.now();
    deliveries += 1;
    return new Promise<number>((resolve) => {
      const outgoing = request(`${url}${path}`, { method: 'POST', headers, agent }, (answer) => {
        answer.resume();
        answer.once('end', () => {
          answeredMs.push(performance.now() - sentAt);
          if (answer.statusCode === 200) acknowledged += 1;
          resolve(answer.statusCode ?? 502);
        });
      });
      outgoing.once('error', () => resolve(502));
      outgoing.end(body);
    });
  }

  const server = createServer(async (incoming, response) => {
    const body = await readAll(incoming);
    const { event } = JSON.parse(body.toString()) as { event: { user?: string; subtype?: string } };
    if (event.user !== PERSON || event.subtype !== undefined) return void response.writeHead(200).end();
    const repeated = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    const statuses = await Promise.all(
      urls.map((url, i) => {
        const headers = { ...incoming.headers, host: new URL(url).host, ...(i > 0 ? repeated : {}) };
        return send(url, incoming.url ?? '/', headers, body);
      }),
    );
    response.writeHead(statuses.find((status) => status !== 200) ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries: () => deliveries,
    acknowledged: () => acknowledged,
    answeredMs,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
