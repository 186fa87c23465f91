import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Agent } from '../../core/agents/agent.ts';
import type { Place } from '../../core/chat/message.ts';
import { hasWork, type ThreadState } from '../../core/thread/state.ts';
import type { Change, Outcome, Progress, Saved, ThreadStore, Versioned } from '../../core/thread/store.ts';
import type { TranscriptTurn } from '../../core/turn/model.ts';
import { guard } from './connection.ts';
import { channelOf, channelOfPlace, keys, rootedThreadId } from './keys.ts';
import { SAVE_SCRIPT } from './save-script.ts';

const DAY_MS = 86_400_000;

/** A channel is put on the list of the sweep this often at most, and stays there for as long as threads are kept. */
const NOTE_EVERY_MS = 3_600_000;
const MOST_NOTED = 10_000;

export type Retention = { threadMs: number; seenMs: number };

/** Slack repeats an event for up to a day, so deeds are known a little longer than that. */
export const RETENTION: Retention = { threadMs: 90 * DAY_MS, seenMs: 25 * 3_600_000 };

type ScriptedRedis = Redis & { architectSave(...args: (string | number)[]): Promise<Saved> };

export function createThreadStore(redis: Redis, retention: Retention = RETENTION): ThreadStore {
  redis.defineCommand('architectSave', { lua: SAVE_SCRIPT });
  const scripted = redis as ScriptedRedis;
  const clock = followServerClock(redis);
  const nextToken = createTokens();
  const lastNoted = new Map<string, number>();

  async function load(threadId: string): Promise<Versioned | undefined> {
    return toVersioned(await guard(redis.get(keys.thread(threadId))));
  }

  return {
    load,

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
      const noted = isNoted(channel) ? undefined : redis.zadd(keys.channels, String(Date.now()), channel);
      const [, saved] = await guard(
        Promise.all([noted, runSave(scripted, change, retention, clock, nextToken)]),
      );
      if (noted) lastNoted.set(channel, Date.now());
      return saved;
    },

    async once(place, deedKeys) {
      const channel = channelOfPlace(place);
      const marks = deedKeys.map((key) =>
        redis.set(keys.seen(channel, key), '1', 'PX', retention.seenMs, 'NX'),
      );
      return (await guard(Promise.all(marks))).every((set) => set === 'OK');
    },

    async transcript(threadId) {
      const turns = await guard(redis.lrange(keys.transcript(threadId), 0, -1));
      return turns.map((turn) => JSON.parse(turn) as TranscriptTurn);
    },

    async outcome(threadId, turn) {
      const outcome = await guard(redis.hget(keys.outcomes(threadId), String(turn)));
      return outcome === null ? undefined : (JSON.parse(outcome) as Outcome);
    },

    progress: {
      async read(threadId) {
        const value = await guard(redis.get(keys.progress(threadId)));
        return value === null ? undefined : (JSON.parse(value) as Progress);
      },
      async write(threadId, value) {
        await guard(redis.set(keys.progress(threadId), JSON.stringify(value), 'PX', DAY_MS));
      },
    },

    async active() {
      const channels = await guard(redis.zrange(keys.channels, '0', '-1'));
      const threads = await guard(
        Promise.all(channels.map((channel) => redis.smembers(keys.active(channel)))),
      );
      await guard(redis.zremrangebyscore(keys.channels, 0, Date.now() - retention.threadMs));
      return threads.flat();
    },

    index: {
      uninvited: (place: Place) => guard(redis.smembers(keys.uninvited(channelOfPlace(place)))),
      latest: async (place: Place) =>
        (await guard(redis.get(keys.latest(channelOfPlace(place))))) ?? undefined,
    },

    agents: {
      async keep(agent) {
        const ttl = retention.threadMs + DAY_MS;
        await guard(redis.set(keys.agent(agent.hash), JSON.stringify(agent), 'PX', ttl));
      },
      async read(hash) {
        const value = await guard(redis.get(keys.agent(hash)));
        return value === null ? undefined : (JSON.parse(value) as Agent);
      },
    },
  };

  function isNoted(channel: string): boolean {
    if (lastNoted.size > MOST_NOTED) lastNoted.clear();
    return Date.now() - (lastNoted.get(channel) ?? 0) < NOTE_EVERY_MS;
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
  const deadline = change.deadlineAt === undefined ? 0 : Math.round(change.deadlineAt + clock());
  return redis.architectSave(
    2 + extras.length + seen.length,
    keys.thread(id),
    keys.active(channel),
    ...extras.map(([, key]) => key),
    ...seen.map((key) => keys.seen(channel, key)),
    version,
    JSON.stringify(state),
    id,
    deadline,
    retention.threadMs,
    retention.seenMs,
    extras.map(([flag]) => flag).join('') + (hasWork(state) ? 'w' : ''),
    nextToken(),
    ...(outcome ? [outcome.turn, JSON.stringify(outcome.value)] : []),
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
  if (place.direct && version === 0) extras.push(['l', keys.latest(channel)]);
  if (outcome) extras.push(['o', keys.outcomes(id)]);
  if (turns.length > 0) extras.push(['t', keys.transcript(id)]);
  return extras;
}

function toVersioned(value: string | null): Versioned | undefined {
  if (value === null) return undefined;
  const version = value.indexOf(' ');
  const token = value.indexOf(' ', version + 1);
  return {
    version: Number(value.slice(0, version)),
    state: JSON.parse(value.slice(token + 1)) as ThreadState,
  };
}

/** How long a measured difference of the clocks is trusted. */
const CLOCK_TRUSTED_MS = 30_000;

/** How far the server's clock is ahead of ours, in milliseconds; measured at each connection and now and then. */
function followServerClock(redis: Redis): () => number {
  let ahead = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  const measure = async () => {
    const before = performance.now();
    measuredAt = before;
    const [seconds, micros] = await redis.time();
    const tookMs = performance.now() - before;
    ahead = Number(seconds) * 1000 + Number(micros) / 1000 - (Date.now() - tookMs / 2);
  };
  const remeasure = () => {
    measure().catch(() => {});
  };
  if (redis.status === 'ready') remeasure();
  redis.on('ready', remeasure);
  return () => {
    if (performance.now() - measuredAt > CLOCK_TRUSTED_MS) remeasure();
    return ahead;
  };
}
