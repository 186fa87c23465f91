import fc from 'fast-check';
import { Redis } from 'ioredis';
import { keys } from '../../src/adapters/redis/keys.ts';
import type { Brain, Reply } from '../../src/dev/model/wire.ts';
import type { Bot } from '../fakes/bot.ts';
import { inThread, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';
import { fuzzedFault, fuzzedReply } from './replies.ts';

const AT_ONCE = 20;
const MOST_SHOWN = 5;
/** A turn makes 24 model calls at most. */
const CALLS_PER_THREAD = 4;

/** Gives one odd reply after the other, whoever asks. */
export function oddBrain(seed: number): Brain {
  const some = fc.sample(fuzzedReply, { numRuns: 500, seed });
  let asked = 0;
  return () => some[asked++ % some.length] as Reply;
}

export type ModelFigures = {
  /** How many threads ended how, in the words of `endOf`. */
  ends: Map<string, number>;
  calls: number;
  /** The first threads in which nobody sees an end, and what they show. */
  stuck: string[];
};

/**
 * Asks that many questions of a bot whose model is `oddBrain`, several at a time, and waits until each has an end: so
 * long that only one that never comes is missed.
 */
export async function askOddly(
  bot: Bot,
  count: number,
  seed: number,
  withinMs: number,
): Promise<ModelFigures> {
  bot.model.faults.push(...fc.sample(fuzzedFault, { numRuns: count * CALLS_PER_THREAD, seed }));
  const redis = new Redis(bot.env.REDIS_URL ?? '');
  const figures: ModelFigures = { ends: new Map(), calls: 0, stuck: [] };
  const numbers = Array.from({ length: count }, (_, i) => i).values();
  const active = keys.active('slack:T0LIGHTHOUSE:C0ARCHITECTURE');
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const i of numbers) {
        const text = `@Architect @backend design the ordering of shop ${i}`;
        const { ts, channel } = bot.slack.say({ user: 'ada', channel: 'architecture', text });
        const id = `slack:T0LIGHTHOUSE:${channel}:${ts}`;
        const thread = inThread(bot.slack, 'architecture', ts);
        const isOver = async () => {
          const [last] = thread.replies();
          return last !== undefined && (await redis.sismember(active, id)) === 0;
        };
        await until(isOver, 'an end', withinMs).catch(() => {});
        const shown = thread.replies().map(visible).join('\n---\n');
        const end = (await isOver()) ? endOf(shown) : 'none';
        figures.ends.set(end, (figures.ends.get(end) ?? 0) + 1);
        if (end === 'none' && figures.stuck.length < MOST_SHOWN) figures.stuck.push(`${id}: ${shown}`);
      }
    }),
  );
  figures.calls = bot.model.requests().length;
  redis.disconnect();
  return figures;
}

/** What a person takes it for; a card that says “working” is no end. */
function endOf(shown: string): string {
  if (/is working on it|so far/.test(shown)) return 'none';
  if (/wrong|declined|too long|broke off|did not fit|could not|refuses|not there/i.test(shown))
    return 'failure';
  if (/Assume the rest|needs? .*answer|Answer in a form/i.test(shown)) return 'question';
  return 'answer or design';
}
