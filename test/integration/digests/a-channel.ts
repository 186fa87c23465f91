import { Redis } from 'ioredis';
import { digestIdOf, keys } from '../../../src/adapters/redis/keys.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import type { Digest, DigestSection } from '../../../src/core/digest/digest.ts';
import { LOCAL_APP } from '../../../src/dev/local-slack.ts';
import { type ScriptedReply, scriptedBrain } from '../../../src/dev/model/scripted.ts';
import type { WorldMessage } from '../../../src/dev/slack/control.ts';
import { type BotOptions, startBot } from '../../fakes/bot.ts';
import { untilDone } from '../../fakes/digest-clock.ts';
import { inThread, shows, visible } from '../../fakes/slack-thread.ts';
import { until } from '../../fakes/until.ts';

export const CHANNEL = 'architecture';
const TEAM = 'T0LIGHTHOUSE';
const CHANNEL_ID = 'C0ARCHITECTURE';
export const PLACE = {
  platform: 'slack',
  workspaceId: TEAM,
  channelId: CHANNEL_ID,
  direct: false,
} as const;
export const CHANNEL_KEY = `slack:${TEAM}:${CHANNEL_ID}`;
const DIGEST = /Architecture digest ·/;

export type Channel = Awaited<ReturnType<typeof openChannel>>;

/** A channel of the local workspace with the bot in it, and what people and the test do there. */
export async function openChannel(options: Omit<BotOptions, 'brain'> = {}) {
  let brain = scriptedBrain();
  // What sums a digest up has no tools; nothing here is about its words.
  const bot = await startBot({
    ...options,
    brain: (request) =>
      (request.tools ?? []).length === 0 ? Promise.reject(new Error('No words.')) : brain(request),
  });
  const { slack } = bot;
  const redis = new Redis(bot.env.REDIS_URL ?? '');
  const store = createThreadStore(redis);
  const isBots = ({ user }: WorldMessage) => user === LOCAL_APP.botUserId;
  const { channel: direct } = slack.openDm({ user: 'ada' });

  const digests = () =>
    slack
      .messages({ channel: CHANNEL })
      .filter((message) => isBots(message) && (message.thread_ts ?? message.ts) === message.ts)
      .filter((message) => shows(message, DIGEST));

  // What a killed worker may have sent is looked for once more after 45 s.
  const untilQuiet = () =>
    until(async () => (await redis.scard(keys.active(CHANNEL_KEY))) === 0, 'an end of all work', 90_000);

  return {
    bot,
    slack,
    redis,
    store,
    digests,
    untilQuiet,
    /** What the model answers from now on, in order. */
    script(...replies: ScriptedReply[]) {
      brain = scriptedBrain(replies);
    },
    /** Somebody asks in the channel; resolves with the thread. */
    ask(words: string, user = 'ada') {
      const { ts } = slack.say({ user, channel: CHANNEL, text: `@Architect ${words}` });
      return { ...inThread(slack, CHANNEL, ts), ts, id: `${CHANNEL_KEY}:${ts}` };
    },
    command: (text: string, user = 'ada') =>
      slack.command({ user, channel: CHANNEL, command: '/architect', text }),
    /** Resolves with the digest of that number, when all of it is there. */
    async digest(number: number): Promise<WorldMessage> {
      const message = await until(() => digests()[number - 1], `digest ${number}`, 30_000);
      await untilQuiet();
      return message;
    },
    /** What a digest that was posted is made of. */
    async contentOf({ ts }: WorldMessage): Promise<Digest> {
      const found = await until(() => store.find(PLACE, ts), 'the thread of the digest');
      const outcome = await store.outcome(found.state.id, 0);
      if (outcome?.kind !== 'digest') throw new Error(`${found.state.id} is no digest.`);
      return outcome.digest;
    },
    /** What only Ada sees, oldest first: here and in her own chat with the bot. */
    told: () => [
      ...slack.messages({ channel: direct }).filter(isBots).map(visible),
      ...slack.ephemerals({ user: 'ada' }).map(visible),
    ],
    toldDirectly: () => slack.messages({ channel: direct }).filter(isBots).map(visible),
    untilDone: (period: 'daily' | 'weekly' | 'monthly') => untilDone(redis, PLACE, period),
    isPlanned: async (period: string) =>
      (await redis.zscore(keys.digestsDue, digestIdOf(CHANNEL_KEY, period))) !== null,
    async close() {
      redis.disconnect();
      await bot.close();
    },
  };
}

/** A thread as it is kept, changed by the test: for what takes days. */
export async function changeKept(
  redis: Redis,
  threadId: string,
  change: (state: Record<string, unknown>) => void,
): Promise<void> {
  const kept = (await redis.get(keys.thread(threadId))) ?? '';
  const from = kept.indexOf('{');
  const state = JSON.parse(kept.slice(from)) as Record<string, unknown>;
  change(state);
  await redis.set(keys.thread(threadId), kept.slice(0, from) + JSON.stringify(state), 'KEEPTTL');
}

/** The titles of each section, by its id. */
export function titlesIn(sections: readonly DigestSection[]): Record<string, string[]> {
  return Object.fromEntries(sections.map(({ id, items }) => [id, items.map(({ title }) => title)]));
}

/** All links that stand in a message, in their order. */
export function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'link' && 'url' in value ? [String(value.url)] : [];
  return [...own, ...Object.values(value).flatMap(linksIn)];
}
