import type { Redis } from 'ioredis';
import type { Accepted, DecisionLog, DecisionRecord } from '../../core/decisions/decision-log.ts';
import { plainTitle, plainTitles } from '../../core/decisions/same-titles.ts';
import { guard } from './connection.ts';
import { ACCEPT_SCRIPT, RESERVE_SCRIPT } from './decision-scripts.ts';
import { channelOfPlace, keys } from './keys.ts';
import { RETENTION } from './retention.ts';

type ScriptedRedis = Redis & {
  architectReserve(...args: (string | number)[]): Promise<number[]>;
  architectAccept(...args: (string | number)[]): Promise<string>;
};

/** Decisions outlive the threads they come from by far: they are the team's record. */
export function createDecisionLog(redis: Redis, ttlMs = RETENTION.teamMs): DecisionLog {
  redis.defineCommand('architectReserve', { lua: RESERVE_SCRIPT, numberOfKeys: 2 });
  redis.defineCommand('architectAccept', { lua: ACCEPT_SCRIPT, numberOfKeys: 2 });
  const scripted = redis as ScriptedRedis;

  return {
    async reserve(place, threadId, turn, titles) {
      if (titles.length === 0) return [];
      const channel = channelOfPlace(place);
      const drafts = plainTitles(titles).flatMap((plain, i) => [plain, titles[i] ?? '']);
      return guard(
        scripted.architectReserve(
          keys.decisions(channel),
          keys.decisionIndex(channel),
          ttlMs,
          threadId,
          turn,
          ...drafts,
        ),
      );
    },

    async accept(place, { key, threadId, turn, number, replaces, title, option, byId, at }) {
      const channel = channelOfPlace(place);
      const accepted = await guard(
        scripted.architectAccept(
          keys.decisions(channel),
          keys.decisionIndex(channel),
          key,
          threadId,
          turn,
          plainTitle(title),
          title,
          option,
          byId,
          at,
          number ?? '',
          replaces ?? '',
          ttlMs,
        ),
      );
      return JSON.parse(accepted) as Accepted;
    },

    async list(place) {
      const channel = channelOfPlace(place);
      const [records] = await guard(
        Promise.all([
          redis.hvals(keys.decisions(channel)),
          redis.pexpire(keys.decisions(channel), ttlMs),
          redis.pexpire(keys.decisionIndex(channel), ttlMs),
        ]),
      );
      return records
        .map((record) => JSON.parse(record) as DecisionRecord)
        .sort((a, b) => a.number - b.number);
    },
  };
}
