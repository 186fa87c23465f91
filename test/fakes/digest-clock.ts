import type { Redis } from 'ioredis';
import { channelOfPlace, digestIdOf, keys } from '../../src/adapters/redis/keys.ts';
import type { Place } from '../../src/core/chat/message.ts';
import type { DigestSetting } from '../../src/core/digest/digest-store.ts';
import type { Period, Schedule } from '../../src/core/digest/schedule.ts';
import { until } from './until.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Nobody can turn the clock of the whole product, so what people set is moved: its slot was this minute, or `agoMs` ago,
 * and it was set an hour before that.
 */
export async function makeDue(redis: Redis, place: Place, period: Period, agoMs = 0): Promise<number> {
  const channel = channelOfPlace(place);
  const field = `digest-${period}`;
  const kept = await until(() => redis.hget(keys.settings(channel), field), `a ${period} digest to be set`);
  const setting: DigestSetting = JSON.parse(kept);
  const slotAt = Math.floor((Date.now() - agoMs) / MINUTE_MS) * MINUTE_MS;
  const moved = { ...setting, schedule: scheduleAt(slotAt, period), setAt: slotAt - HOUR_MS };
  await redis.hset(keys.settings(channel), field, JSON.stringify(moved));
  await redis.zadd(keys.digestsDue, Date.now(), digestIdOf(channel, period));
  return slotAt;
}

/** Resolves when the next look at it is at its next slot, and not one that minds a lost job. */
export async function untilDone(redis: Redis, place: Place, period: Period): Promise<void> {
  const id = digestIdOf(channelOfPlace(place), period);
  const isDone = async () => Number(await redis.zscore(keys.digestsDue, id)) > Date.now() + HOUR_MS;
  await until(isDone, `the ${period} digest to be dealt with`);
}

function scheduleAt(at: number, period: Period): Schedule {
  const date = new Date(at);
  const time = { hour: date.getUTCHours(), minute: date.getUTCMinutes(), zone: 'UTC' };
  switch (period) {
    case 'daily':
      return { period, ...time };
    case 'weekly':
      return { period, weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(), ...time };
    case 'monthly':
      return { period, day: date.getUTCDate(), ...time };
    default:
      return period satisfies never;
  }
}
