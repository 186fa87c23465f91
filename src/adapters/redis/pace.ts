import type { Redis } from 'ioredis';
import type { Lane, Pace } from '../../core/delivery/pace.ts';
import { keys } from './keys.ts';
import { HELD_SCRIPT, HOLD_SCRIPT, SPARE_SCRIPT, TAKE_SCRIPT } from './pace-scripts.ts';

/** Somebody may be waiting for the call behind it; a server that is slower is not asked again for a while. */
const ANSWER_WITHIN_MS = 500;
const ASK_AGAIN_AFTER_MS = 5_000;

type ScriptedRedis = Redis & {
  architectTake(...args: (string | number)[]): Promise<[waitMs: number, shifted: number, paused: number]>;
  architectSpare(...args: (string | number)[]): Promise<0 | 1>;
  architectHeld(...args: (string | number)[]): Promise<number>;
  architectHold(...args: (string | number)[]): Promise<number>;
};

/**
 * The pace that all processes share. While Redis is slow or away, `alone` decides: Slack may then refuse a call, which
 * is obeyed, and no work waits for Redis. `now` is for tests; without it the server's own clock counts.
 */
export function createSharedPace(redis: Redis, alone: Pace, now?: () => number): Pace {
  redis.defineCommand('architectTake', { numberOfKeys: 1, lua: TAKE_SCRIPT });
  redis.defineCommand('architectSpare', { numberOfKeys: 3, lua: SPARE_SCRIPT });
  redis.defineCommand('architectHeld', { numberOfKeys: 1, lua: HELD_SCRIPT });
  redis.defineCommand('architectHold', { numberOfKeys: 1, lua: HOLD_SCRIPT });
  const scripted = redis as ScriptedRedis;
  const at = () => now?.() ?? '';
  let notBefore = 0;

  async function shared<T>(ask: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    if (redis.status !== 'ready' || performance.now() < notBefore) return otherwise();
    try {
      return await inTime(ask());
    } catch {
      notBefore = performance.now() + ASK_AGAIN_AFTER_MS;
      return otherwise();
    }
  }

  async function putOffSince(key: string, isUrgent: boolean, before: number): Promise<number> {
    const [shifted, paused] = await inTime(redis.hmget(key, 'shifted', 'paused'));
    return Math.max(0, Number(paused ?? 0) + (isUrgent ? 0 : Number(shifted ?? 0)) - before);
  }

  return {
    take: (lane, rate, options) =>
      shared(
        async () => {
          const key = keyOf(lane);
          const { overdraw, mostMs, isEager } = options;
          const given = [at(), rate.everyMs, rate.burst, overdraw, mostMs, isEager ? 1 : 0];
          const [waitMs, shifted, paused] = await scripted.architectTake(key, ...given);
          const isUrgent = overdraw > 0;
          const before = paused + (isUrgent ? 0 : shifted);
          const putOffMs = () =>
            shared(
              () => putOffSince(key, isUrgent, before),
              async () => 0,
            );
          return { waitMs, putOffMs };
        },
        () => alone.take(lane, rate, options),
      ),

    spare: (lane, rate, own, who) =>
      shared(
        async () => {
          const lists = [keyOf(lane, 'asked'), keyOf(lane, 'since')];
          const rates = [rate.everyMs, rate.burst, own.everyMs, own.burst];
          return (await scripted.architectSpare(keyOf(lane), ...lists, at(), ...rates, who)) === 1;
        },
        () => alone.spare(lane, rate, own, who),
      ),

    heldMs: (lane) =>
      shared(
        () => scripted.architectHeld(keyOf(lane), at()),
        () => alone.heldMs(lane),
      ),

    async hold(lane, ms) {
      await alone.hold(lane, ms);
      await shared(
        async () => void (await scripted.architectHold(keyOf(lane), at(), ms)),
        async () => {},
      );
    },
  };
}

function keyOf({ platform, workspaceId, channelId, method }: Lane, list?: 'asked' | 'since'): string {
  const ids = channelId === undefined ? [workspaceId] : [workspaceId, channelId];
  const scope = [platform, ...ids.map(encodeURIComponent)].join(':');
  return keys.pace(scope, list === undefined ? method : `${method}:${list}`);
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
