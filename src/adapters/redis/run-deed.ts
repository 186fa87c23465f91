import type { Redis } from 'ioredis';
import type { ChannelChange } from '../../core/thread/channel-settings.ts';
import type { Deed, ThreadStore } from '../../core/thread/store.ts';
import { settingFields } from './channel-settings.ts';
import { digestIdOf, keys } from './keys.ts';
import type { Retention } from './retention.ts';
import { toServerTime } from './server-clock.ts';

type Kept = Awaited<ReturnType<ThreadStore['once']>>;

export type DeedRedis = Redis & { architectDeed(...args: (string | number)[]): Promise<Kept> };

/** Keeps a deed that changes no thread, with what it sets for its channel; its digests are looked at soon. */
export async function runDeed(
  redis: DeedRedis,
  channel: string,
  { keys: deedKeys, deadlineAt, settings = {}, after }: Deed,
  retention: Retention,
  clock: () => number,
  nextToken: () => string,
): Promise<Kept> {
  const follows = after === undefined ? [] : [after];
  const kept = redis.architectDeed(
    2 + follows.length + deedKeys.length,
    keys.settings(channel),
    keys.due(channel),
    ...[...follows, ...deedKeys].map((key) => keys.seen(channel, key)),
    toServerTime(deadlineAt, clock),
    retention.seenMs,
    nextToken(),
    follows.length,
    retention.teamMs,
    ...settingFields(settings),
  );
  const [settled] = await Promise.all([kept, ...lookAtDigests(redis, channel, settings, retention)]);
  return settled;
}

/** Looked at once for nothing where the deed turns out to be no news; one that is not looked at would be silent. */
function lookAtDigests(
  redis: Redis,
  channel: string,
  settings: ChannelChange,
  { teamMs }: Retention,
): Promise<unknown>[] {
  const periods = [...Object.keys(settings.digests ?? {}), ...(settings.digestNow ? ['now'] : [])];
  if (periods.length === 0) return [];
  const at = Date.now();
  const looks = periods.flatMap((period) => [at, digestIdOf(channel, period)]);
  return [redis.zadd(keys.digestsDue, ...looks), redis.pexpire(keys.digestsDue, teamMs)];
}
