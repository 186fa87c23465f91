import type { Redis } from 'ioredis';
import { z } from 'zod';
import {
  type DigestPlan,
  type DigestProgress,
  type DigestRequest,
  type DigestSetting,
  type DigestStore,
  type PreparedWords,
  preparedSchema,
  progressSchema,
  requestSchema,
  settingSchema,
} from '../../core/digest/digest-store.ts';
import { PERIODS } from '../../core/digest/schedule.ts';
import { digestField } from './channel-settings.ts';
import { guard } from './connection.ts';
import { ADVANCE_SCRIPT, PLAN_SCRIPT } from './digest-scripts.ts';
import { channelOf, channelOfPlace, digestIdOf, keys } from './keys.ts';
import { RETENTION } from './retention.ts';

type ScriptedRedis = Redis & {
  architectPlanDigest(...args: (string | number)[]): Promise<number>;
  architectAdvanceDigest(...args: (string | number)[]): Promise<number>;
};

/** Reads what the thread store has written with the deeds of people, and keeps how far each digest has come. */
export function createDigestStore(redis: Redis, ttlMs = RETENTION.teamMs): DigestStore & DigestPlan {
  redis.defineCommand('architectPlanDigest', { lua: PLAN_SCRIPT, numberOfKeys: 1 });
  redis.defineCommand('architectAdvanceDigest', { lua: ADVANCE_SCRIPT, numberOfKeys: 1 });
  const scripted = redis as ScriptedRedis;

  /** What is used is kept. */
  async function readAll(channel: string, periods: readonly string[]) {
    const [set, progress, paused, prepared] = await guard(
      Promise.all([
        redis.hmget(keys.settings(channel), ...periods.map(digestField)),
        redis.hmget(keys.digests(channel), ...periods),
        redis.hmget(keys.digests(channel), ...periods.map(pausedField)),
        redis.hmget(keys.digests(channel), ...periods.map(preparedField)),
        redis.pexpire(keys.settings(channel), ttlMs),
        redis.pexpire(keys.digests(channel), ttlMs),
      ]),
    );
    return periods.map((_, i) => ({
      set: set[i] ?? null,
      progress: toProgress(progress[i] ?? null, paused[i] ?? null),
      prepared: readJson<PreparedWords>(preparedSchema, prepared[i] ?? null),
    }));
  }

  return {
    async list(place) {
      const kept = await readAll(channelOfPlace(place), PERIODS);
      return kept.flatMap(({ set, progress }, i) => {
        const setting = readSetting(set, PERIODS[i]);
        return setting ? [{ setting, ...progress }] : [];
      });
    },

    async read(id) {
      const period = periodOf(id);
      const [kept] = await readAll(channelOf(id), [period]);
      if (!kept?.set) return undefined;
      if (period === 'now') {
        const request = readJson<DigestRequest>(requestSchema, kept.set);
        return request ? { kind: 'asked', request, ...kept.progress } : { kind: 'unreadable' };
      }
      const setting = readSetting(kept.set, period);
      const { prepared } = kept;
      if (!setting) return { kind: 'unreadable' };
      return { kind: 'scheduled', setting, ...kept.progress, ...(prepared ? { prepared } : {}) };
    },

    async due(now, most) {
      const found = await guard(
        redis.zrangebyscore(keys.digestsDue, '-inf', now, 'WITHSCORES', 'LIMIT', 0, most),
      );
      return found
        .flatMap((id, i) => (i % 2 === 0 ? [{ id, lookAt: Number(found[i + 1]) }] : []))
        .filter(({ id }) => DIGEST_ID.test(id));
    },

    soon: (now, until) => guard(redis.zrangebyscore(keys.digestsDue, `(${now}`, until)),

    async prepare(id, words) {
      const key = keys.digests(channelOf(id));
      await guard(
        Promise.all([
          redis.hset(key, preparedField(periodOf(id)), JSON.stringify(words)),
          redis.pexpire(key, ttlMs),
        ]),
      );
    },

    async look(id) {
      const at = await guard(redis.zscore(keys.digestsDue, id));
      return at === null ? undefined : Number(at);
    },

    async plan({ id, lookAt }, next) {
      await guard(
        Promise.all([
          scripted.architectPlanDigest(keys.digestsDue, id, lookAt, next ?? ''),
          redis.pexpire(keys.digestsDue, ttlMs),
        ]),
      );
    },

    async advance(id, progress) {
      const value = JSON.stringify(progress);
      await guard(
        scripted.architectAdvanceDigest(
          keys.digests(channelOf(id)),
          periodOf(id),
          progress.slotAt,
          value,
          ttlMs,
        ),
      );
    },

    async pause(id, rest) {
      const key = keys.digests(channelOf(id));
      const value = JSON.stringify(rest satisfies z.infer<typeof pausedSchema>);
      await guard(
        Promise.all([redis.hset(key, pausedField(periodOf(id)), value), redis.pexpire(key, ttlMs)]),
      );
    },

    async resume(place, now) {
      const channel = channelOfPlace(place);
      const resting = (await readAll(channel, PERIODS)).flatMap(({ progress: { progress } }, i) =>
        progress?.pausedAt === undefined ? [] : [{ progress, period: PERIODS[i] ?? '' }],
      );
      for (const { period, progress } of resting) {
        const { pausedAt: _, ...goesOn } = progress;
        await guard(
          Promise.all([
            redis.hset(keys.digests(channel), period, JSON.stringify(goesOn)),
            redis.hdel(keys.digests(channel), pausedField(period)),
            redis.zadd(keys.digestsDue, now, digestIdOf(channel, period)),
          ]),
        );
      }
    },

    async settle(place, key) {
      const settled = keys.settled(channelOfPlace(place));
      const now = Date.now();
      await guard(
        Promise.all([
          redis.zadd(settled, now, key),
          redis.zremrangebyscore(settled, '-inf', now - ttlMs),
          redis.pexpire(settled, ttlMs),
        ]),
      );
    },

    settled: (place) => guard(redis.zrange(keys.settled(channelOfPlace(place)), '0', '-1')),
  };
}

/** What is none could not be queued, and nothing that is queued with it would be. */
const DIGEST_ID = /^[a-z]+:[^:]+:[^:]+:[a-z]+$/;

function periodOf(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

function pausedField(period: string): string {
  return `${period}-paused`;
}

function preparedField(period: string): string {
  return `${period}-prepared`;
}

/** What could not be told before a rest is told after it. */
function toProgress(value: string | null, rest: string | null): { progress?: DigestProgress } {
  const progress = readJson<DigestProgress>(progressSchema, value);
  const paused = readJson<z.infer<typeof pausedSchema>>(pausedSchema, rest);
  if (!paused) return progress ? { progress } : {};
  const { untilAt = paused.untilAt } = progress ?? {};
  const slotAt = Math.max(progress?.slotAt ?? 0, paused.slotAt);
  const { pausedAt } = paused;
  return { progress: { slotAt, untilAt: Math.min(untilAt, paused.untilAt), told: [], pausedAt } };
}

const pausedSchema = z.object({ slotAt: z.number(), pausedAt: z.number(), untilAt: z.number() });

/** Under the name of another period it would stand beside the digest of that one. */
function readSetting(set: string | null, period: string | undefined): DigestSetting | undefined {
  const setting = readJson<DigestSetting>(settingSchema, set);
  return setting?.schedule.period === period ? setting : undefined;
}

/** What another version wrote, and this one can't read, is as if it had not been set. */
function readJson<T>(schema: z.ZodType, value: string | null): T | undefined {
  if (value === null || value === '') return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data as T | undefined;
  } catch {
    return undefined;
  }
}
