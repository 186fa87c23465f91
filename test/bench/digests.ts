import { setTimeout as wait } from 'node:timers/promises';
import { closeRedis, createPatientRedis } from '../../src/adapters/redis/connection.ts';
import { createThreadStore } from '../../src/adapters/redis/thread-store.ts';
import { WINDOW_MS } from '../../src/core/digest/plan-digests.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { startModelServer } from '../../src/dev/model/server.ts';
import { startDevRedis } from '../../src/dev/redis.ts';
import type { WorldSeed } from '../../src/dev/slack/world.ts';
import { aWeek } from '../fakes/a-week.ts';
import { startAppProcess, startWorkerProcess } from '../fakes/processes.ts';
import { quantile } from './load.ts';

const TEAM = 'T0BENCH';
const PLACE = { platform: 'slack' as const, workspaceId: TEAM, direct: false };
const ASK_EVERY_MS = 3_000;
const WORDS_MS = 2_000;
/** Time for the first look at every schedule, before the slot that they share. */
const LEAD_MS = Number(process.env.BENCH_LEAD_MS ?? 90_000);

/** Workspaces of thousands of channels are the worst of what is known. */
const CHANNELS = Number(process.env.BENCH_CHANNELS ?? 5_000);

/**
 * A workspace whose digests all fall on one minute, on one worker, against Slack's own limits; meanwhile people ask for
 * designs. When the last digest was posted, and how soon those requests were begun.
 */
export async function digests(): Promise<void> {
  const redis = await startDevRedis({ appendOnly: true });
  const channels = Array.from({ length: CHANNELS }, (_, i) => `C0BENCH${i}`);
  const asked = new Map<string, number>();
  const begun: number[] = [];
  const model = await startModelServer({
    brain: async (request) => {
      const number = /request number (\d+)/.exec(JSON.stringify(request.messages))?.[1];
      const at = number === undefined ? undefined : asked.get(number);
      if (at !== undefined) begun.push(performance.now() - at);
      // A small model takes its time for a paragraph.
      if (number === undefined) await wait(WORDS_MS);
      return textReply('Designs, answers and decisions were made here.');
    },
  });
  const slack = await startLocalSlack({ world: worldOf(channels) });
  const env = {
    HOST: '127.0.0.1',
    REDIS_URL: redis.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_APP.botToken,
    SLACK_APP_TOKEN: LOCAL_APP.appToken,
    ANTHROPIC_API_KEY: 'bench',
    ANTHROPIC_BASE_URL: model.url,
    LOG_LEVEL: 'error',
  };
  const own = createPatientRedis(redis.url);
  const store = createThreadStore(own);
  const slotAt = Math.ceil((Date.now() + LEAD_MS) / 60_000) * 60_000;
  for (const channelId of channels) await aWeek(store, { ...PLACE, channelId }, slotAt);

  const app = await startAppProcess(env);
  const worker = await startWorkerProcess(env);
  const posted: number[] = [];
  let pictures = 0;
  const doubled = new Set<string>();
  const seen = new Set<string>();
  slack.onEvent((event) => {
    if (event.kind !== 'message' || event.message.user !== LOCAL_APP.botUserId) return;
    const words = JSON.stringify(event.message);
    if (!words.includes('Architecture digest') || event.message.thread_ts !== undefined) return;
    const { channel } = event.message;
    if (seen.has(channel)) doubled.add(channel);
    seen.add(channel);
    posted.push(Date.now() - slotAt);
    if (words.includes('slack_file')) pictures += 1;
  });

  await until(() => Date.now() >= slotAt);
  let number = 0;
  const timer = setInterval(() => {
    number += 1;
    asked.set(String(number), performance.now());
    slack.say({
      user: 'ada',
      channel: 'questions',
      text: `@Architect @backend how would you do request number ${number}?`,
    });
  }, ASK_EVERY_MS);
  await until(() => (seen.size >= CHANNELS && number >= 10) || Date.now() > slotAt + 1.5 * WINDOW_MS);
  clearInterval(timer);
  await until(() => begun.length >= number || Date.now() > slotAt + 1.6 * WINDOW_MS);

  const took = posted.toSorted((a, b) => a - b);
  const waited = begun.toSorted((a, b) => a - b);
  const seconds = (ms: number | undefined) => ((ms ?? Number.NaN) / 1_000).toFixed(1);
  const lines = [
    `digests: ${CHANNELS} due at once, one worker, ${redis.name}, window ${WINDOW_MS / 60_000} min`,
    `posted ${seen.size}, twice ${doubled.size}, with a picture ${pictures}`,
    `from the slot to the post: p50 ${seconds(quantile(took, 0.5))} s, p99 ${seconds(quantile(took, 0.99))} s, last ${seconds(took.at(-1))} s`,
    `design requests meanwhile: ${number}, begun ${begun.length}; from the words to the model p50 ${quantile(waited, 0.5).toFixed(0)} ms, p99 ${quantile(waited, 0.99).toFixed(0)} ms, slowest ${(waited.at(-1) ?? Number.NaN).toFixed(0)} ms`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  const isBroken =
    seen.size < CHANNELS || doubled.size > 0 || (took.at(-1) ?? 0) > WINDOW_MS || begun.length < number;
  if (isBroken) process.exitCode = 1;

  await worker.stop();
  await app.stop();
  await closeRedis(own);
  await model.close();
  await slack.close();
  await redis.close();
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(50);
}

function worldOf(channels: readonly string[]): WorldSeed {
  const ada = { id: 'U0ADA', name: 'ada', realName: 'Ada Moreno' };
  const members = [ada.id, 'bot'];
  return {
    workspaces: [
      {
        id: TEAM,
        name: 'Bench',
        users: [ada],
        channels: [
          { id: 'C0QUESTIONS', name: 'questions', members },
          ...channels.map((id) => ({ id, name: id.toLowerCase(), members })),
        ],
      },
    ],
  };
}
