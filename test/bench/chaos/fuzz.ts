import { Redis } from 'ioredis';
import { LOCAL_APP } from '../../../src/dev/local-slack.ts';
import { textReply } from '../../../src/dev/model/scripted.ts';
import { startDevRedis } from '../../../src/dev/redis.ts';
import { inThread, shows } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';
import { watchCrashes } from '../../fuzz/crashes.ts';
import { keepDamaged } from '../../fuzz/damage.ts';
import { sendFuzzed } from '../../fuzz/http.ts';
import { askOddly, oddBrain } from '../../fuzz/model.ts';

export type FuzzOptions = { requests?: number; conversations?: number; threads?: number; seed?: number };

const WITHIN_MS = 600_000;
/** A thousand threads may want something at the same time. */
const ANSWER_WITHIN_MS = 180_000;

/** Odd requests, odd replies of the model, and damaged threads: the same ones for the same seed. */
export async function fuzz(options: FuzzOptions = {}): Promise<void> {
  const crashes = watchCrashes();
  try {
    await fuzzAll(options, crashes.seen);
  } finally {
    // What fails from here on is a failure of this program itself.
    crashes.stop();
  }
}

async function fuzzAll(options: FuzzOptions, crashes: readonly unknown[]): Promise<void> {
  const { requests = 10_000, conversations = 2_000, threads = 1_000, seed = 20261121 } = options;
  const redis = await startDevRedis({ appendOnly: true });
  // Read when the bot's module is loaded.
  process.env.TEST_REDIS_URL = redis.url;
  const { startBot } = await import('../../fakes/bot.ts');
  const figures: [string, string | number][] = [['seed', seed]];

  const answering = { brain: () => textReply('Use an outbox.') };
  /** Resolves when an ordinary question has its answer. */
  async function answersStill(bot: Awaited<ReturnType<typeof startBot>>): Promise<void> {
    const text = '@Architect @backend which outbox?';
    const { ts } = bot.slack.say({ user: 'ada', channel: 'architecture', text });
    const { replies } = inThread(bot.slack, 'architecture', ts);
    const isAnswered = () => replies().some((message) => shows(message, 'Use an outbox.'));
    await until(isAnswered, 'the answer to an ordinary question', ANSWER_WITHIN_MS);
  }

  const web = await startBot({ ...answering, mode: 'http', apps: 0 });
  const { port } = await web.startApp();
  const { answers, faults } = await sendFuzzed(port, LOCAL_APP.signingSecret, requests, seed);
  await answersStill(web);
  await web.close();
  figures.push(['requests', requests]);
  for (const [answer, count] of [...answers].sort()) figures.push([`answered-${answer}`, count]);
  figures.push(['5xx', faults.length]);

  const odd = await startBot({ brain: oddBrain(seed) });
  const { ends, stuck, calls } = await askOddly(odd, conversations, seed, WITHIN_MS);
  await odd.close();
  figures.push(['conversations', conversations], ['model-calls', calls]);
  for (const [end, count] of [...ends].sort()) figures.push([`ended-as-${end.replaceAll(' ', '-')}`, count]);
  figures.push(['without-end', stuck.length]);

  const damaged = await startBot({ ...answering, workers: 0 });
  const client = new Redis(damaged.env.REDIS_URL ?? '');
  const kept = await keepDamaged(damaged.slack, client, threads, seed);
  await damaged.startWorkers();
  for (const { root } of kept) {
    damaged.slack.say({ user: 'bob', channel: 'architecture', thread: root, text: '@Architect go on' });
  }
  await answersStill(damaged);
  client.disconnect();
  await damaged.close();
  figures.push(['damaged-threads', threads], ['crashes', crashes.length]);

  await redis.close();
  process.stdout.write('fuzz: odd requests, odd replies of the model, damaged threads\n');
  for (const [name, value] of figures) process.stdout.write(`  ${name} ${value}\n`);
  for (const { status, request } of faults) {
    process.stdout.write(`  ! ${status} ${request.method} ${String(request.body).slice(0, 500)}\n`);
  }
  for (const one of stuck) process.stdout.write(`  ! no end: ${one.slice(0, 500)}\n`);
  if (faults.length + stuck.length + crashes.length > 0) process.exitCode = 1;
}
