import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Agent, agentSchema } from '../../core/agents/agent.ts';
import type { Place } from '../../core/chat/message.ts';
import { attendAt, hasWork, isNotable } from '../../core/thread/state.ts';
import type { Change, Progress, Saved, ThreadStore, Versioned } from '../../core/thread/store.ts';
import { isUnreadable, unreadableThread } from '../../core/thread/unreadable.ts';
import { readOutcome, readState, readTurn } from '../../core/thread/upgrade.ts';
import { guard, guardWrite } from './connection.ts';
import { DEED_SCRIPT } from './deed-script.ts';
import { channelOf, channelOfPlace, keys, rootedThreadId } from './keys.ts';
import { RETENTION, type Retention } from './retention.ts';
import { type DeedRedis, runDeed } from './run-deed.ts';
import { SAVE_SCRIPT } from './save-script.ts';
import { followServerClock, toServerTime } from './server-clock.ts';

/** A channel is put on the list of the sweep this often at most, and stays there for longer than its threads are kept. */
const NOTE_EVERY_MS = 3_600_000;
const MOST_NOTED = 10_000;

type ScriptedRedis = DeedRedis & { architectSave(...args: (string | number)[]): Promise<Saved> };

/** A server that answered so fast, so short a time ago, is taken to do so again. */
const PROMPT_MS = 250;
const PROMPT_FOR_MS = 500;

export function createThreadStore(redis: Redis, own: Partial<Retention> = {}): ThreadStore {
  const retention = { ...RETENTION, ...own };
  const noteEveryMs = Math.min(NOTE_EVERY_MS, retention.threadMs);
  const channelsMs = retention.threadMs + noteEveryMs;
  redis.defineCommand('architectSave', { lua: SAVE_SCRIPT });
  redis.defineCommand('architectDeed', { lua: DEED_SCRIPT });
  const scripted = redis as ScriptedRedis;
  const clock = followServerClock(redis);
  const nextToken = createTokens();
  const lastNoted = new Map<string, number>();

  let promptAt = Number.NEGATIVE_INFINITY;
  async function timed<T>(asked: Promise<T>): Promise<T> {
    const askedAt = performance.now();
    const answer = await asked;
    if (performance.now() - askedAt < PROMPT_MS) promptAt = performance.now();
    return answer;
  }

  async function load(threadId: string): Promise<Versioned | undefined> {
    return toVersioned(await guard(redis.get(keys.thread(threadId))));
  }

  return {
    load,

    async awake() {
      if (performance.now() - promptAt > PROMPT_FOR_MS) await timed(guard(redis.ping()));
    },

    async find(place, rootId) {
      const derived = rootedThreadId(place, rootId);
      const [alias, value] = await guard(
        redis.mget(keys.root(channelOf(derived), rootId), keys.thread(derived)),
      );
      return alias ? load(alias) : toVersioned(value ?? null);
    },

    async save(change) {
      // Before the change, so that no crash in between hides a channel from the sweep; a superset does no harm.
      const channel = channelOf(change.state.id);
      const isKnown = isNoted(channel);
      const [saved] = await timed(
        guardWrite(redis, () => {
          const save = runSave(scripted, change, retention, clock, nextToken);
          return Promise.all([save, ...(isKnown ? [] : note(channel)), ...renew(change)]);
        }),
      );
      if (!isKnown) lastNoted.set(channel, Date.now());
      return saved;
    },

    once: (place, deed) =>
      guardWrite(redis, () => runDeed(scripted, channelOfPlace(place), deed, retention, clock, nextToken)),

    async seen(place, deedKeys) {
      const channel = channelOfPlace(place);
      return (await guard(redis.exists(deedKeys.map((key) => keys.seen(channel, key))))) > 0;
    },

    async transcript(threadId) {
      const turns = await guard(redis.lrange(keys.transcript(threadId), 0, -1));
      return turns.map(readTurn);
    },

    async outcome(threadId, turn) {
      const outcome = await guard(redis.hget(keys.outcomes(threadId), String(turn)));
      return outcome === null ? undefined : readOutcome(outcome);
    },

    progress: {
      async read(threadId) {
        const value = await guard(redis.get(keys.progress(threadId)));
        return readJson(progressSchema, value) as Progress | undefined;
      },
      async write(threadId, value) {
        const ttl = retention.progressMs;
        await guard(redis.set(keys.progress(threadId), JSON.stringify(value), 'PX', ttl));
      },
    },

    async active() {
      const channels = await guard(redis.zrange(keys.channels, '0', '-1'));
      const threads = await Promise.all(
        channels.map((channel) => orNone(redis.smembers(keys.active(channel)))),
      );
      await guard(redis.zremrangebyscore(keys.channels, 0, Date.now() - channelsMs));
      return threads.flat();
    },

    async due(now) {
      const channels = await guard(redis.zrange(keys.channels, '0', '-1'));
      const threads = await Promise.all(
        channels.map((channel) => orNone(redis.zrangebyscore(keys.due(channel), 0, now))),
      );
      return threads.flat();
    },

    async abandon(threadId) {
      const channel = channelOf(threadId);
      const lists = [
        redis.srem(keys.active(channel), threadId),
        redis.zrem(keys.due(channel), threadId),
        redis.srem(keys.uninvited(channel), threadId),
      ];
      await guard(Promise.all(lists));
    },

    index: {
      uninvited: (place: Place) => guard(redis.smembers(keys.uninvited(channelOfPlace(place)))),
      latest: async (place: Place) =>
        (await guard(redis.get(keys.latest(channelOfPlace(place))))) ?? undefined,
      notable: (place: Place, since: number, most: number) => {
        const key = keys.notable(channelOfPlace(place));
        return guard(redis.zrevrangebyscore(key, '+inf', since, 'LIMIT', 0, most));
      },
      async ended(place: Place, since: number) {
        const members = await guard(
          redis.zrangebyscore(keys.ended(channelOfPlace(place)), `(${since}`, '+inf'),
        );
        return members.flatMap(readEnded);
      },
    },

    agents: {
      async keep(agent) {
        await guard(redis.set(keys.agent(agent.hash), JSON.stringify(agent), 'PX', retention.threadMs));
      },
      async read(hash) {
        const value = await guard(redis.getex(keys.agent(hash), 'PX', retention.threadMs));
        return readJson(agentSchema, value) as Agent | undefined;
      },
    },
  };

  function isNoted(channel: string): boolean {
    if (lastNoted.size > MOST_NOTED) lastNoted.clear();
    return Date.now() - (lastNoted.get(channel) ?? 0) < noteEveryMs;
  }

  function note(channel: string): Promise<unknown>[] {
    return [redis.zadd(keys.channels, String(Date.now()), channel), redis.pexpire(keys.channels, channelsMs)];
  }

  /** What is kept beside a thread has to last as long as people come back to it, also when nothing is added there. */
  function renew({ state, version, seen = [] }: Change): Promise<unknown>[] {
    if (version === 0 || seen.length === 0) return [];
    const beside = [keys.transcript(state.id), keys.outcomes(state.id), keys.ledger(state.id)];
    return beside.map((key) => redis.pexpire(key, retention.threadMs));
  }
}

function runSave(
  redis: ScriptedRedis,
  change: Change,
  retention: Retention,
  clock: () => number,
  nextToken: () => string,
): Promise<Saved> {
  const { state, version, outcome, turns = [], seen = [] } = change;
  const { id } = state;
  const channel = channelOf(id);
  const extras = extraKeys(change, channel);
  const endedAt = outcome?.value.at;
  return redis.architectSave(
    4 + extras.length + seen.length,
    keys.thread(id),
    keys.active(channel),
    keys.due(channel),
    keys.notable(channel),
    ...extras.map(([, key]) => key),
    ...seen.map((key) => keys.seen(channel, key)),
    version,
    JSON.stringify(state),
    id,
    toServerTime(change.deadlineAt, clock),
    retention.threadMs,
    retention.seenMs,
    extras.map(([flag]) => flag).join('') + (hasWork(state) ? 'w' : '') + (isNotable(state) ? 'n' : ''),
    nextToken(),
    attendAt(state) ?? '',
    Date.now(),
    ...(outcome ? [outcome.turn, JSON.stringify(outcome.value)] : []),
    ...(endedAt === undefined ? [] : [endedAt]),
    ...turns.map((turn) => JSON.stringify(turn)),
  );
}

/** Unlike that of any other change, of this process or another one; a counter is cheaper than chance. */
function createTokens(): () => string {
  const process = randomBytes(9).toString('base64url');
  let count = 0;
  return () => `${process}-${(count++).toString(36)}`;
}

/** What a change touches besides the thread itself, by the script's flags and in its order. */
function extraKeys(
  { state, version, outcome, turns = [] }: Change,
  channel: string,
): [flag: string, key: string][] {
  const { id, place, rootId } = state;
  const extras: [string, string][] = [];
  if (state.phase.kind === 'uninvited') extras.push(['u', keys.uninvited(channel)]);
  else if (version > 0) extras.push(['v', keys.uninvited(channel)]);
  const isAliased = rootId !== undefined && rootedThreadId(place, rootId) !== id;
  if (isAliased) extras.push(['r', keys.root(channel, rootId)]);
  const isAsked = state.digest === undefined;
  if ((place.direct || place.flat) && version === 0 && isAsked) extras.push(['l', keys.latest(channel)]);
  if (outcome) extras.push(['o', keys.outcomes(id)]);
  if (outcome?.value.at !== undefined) extras.push(['e', keys.ended(channel)]);
  if (turns.length > 0) extras.push(['t', keys.transcript(id)]);
  return extras;
}

/** The list of one channel, damaged, must not hide those of the others. */
async function orNone(list: Promise<string[]>): Promise<string[]> {
  try {
    return await guard(list);
  } catch (error) {
    if (isUnreadable(error)) return [];
    throw error;
  }
}

const progressSchema = z.looseObject({
  turn: z.number(),
  startedAt: z.number(),
  steps: z.array(
    z.looseObject({ title: z.string(), status: z.enum(['pending', 'running', 'done', 'failed']) }),
  ),
});

/** For what can be done without: undefined where there is nothing that can be read. */
function readJson<T>(schema: z.ZodType<T>, value: string | null): T | undefined {
  if (value === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

/** A turn and its thread, which has no spaces in its id. */
function readEnded(member: string): { threadId: string; turn: number }[] {
  const [, turn, threadId] = /^(\d+) (\S+)$/.exec(member) ?? [];
  return threadId === undefined ? [] : [{ threadId, turn: Number(turn) }];
}

/** What stands before the state; at first there was no token. */
const HEAD = /^(\d+) (?:[^\s{]+ )?/;

function toVersioned(value: string | null): Versioned | undefined {
  if (value === null) return undefined;
  const [head = '', version] = HEAD.exec(value) ?? [];
  if (version === undefined) throw unreadableThread();
  return { version: Number(version), state: readState(value.slice(head.length)) };
}
