import type { Redis } from 'ioredis';
import type { Agent } from '../../core/agents/agent.ts';
import type { Place } from '../../core/chat/message.ts';
import { hasWork, type ThreadState } from '../../core/thread/state.ts';
import type { Change, Outcome, Progress, Saved, ThreadStore, Versioned } from '../../core/thread/store.ts';
import type { TranscriptTurn } from '../../core/turn/model.ts';
import { guard } from './connection.ts';
import { keys, rootedThreadId } from './keys.ts';
import { SAVE_SCRIPT } from './save-script.ts';

const DAY_MS = 86_400_000;

export type Retention = { threadMs: number; seenMs: number };

/** Slack repeats an event for up to a day, so deeds are known a little longer than that. */
export const RETENTION: Retention = { threadMs: 90 * DAY_MS, seenMs: 25 * 3_600_000 };

type ScriptedRedis = Redis & { architectSave(...args: (string | number)[]): Promise<Saved> };

export function createThreadStore(redis: Redis, retention: Retention = RETENTION): ThreadStore {
  redis.defineCommand('architectSave', { lua: SAVE_SCRIPT });
  const scripted = redis as ScriptedRedis;
  const clock = followServerClock(redis);

  async function load(threadId: string): Promise<Versioned | undefined> {
    return toVersioned(await guard(redis.hmget(keys.thread(threadId), 'version', 'state')));
  }

  return {
    load,

    async find(place, rootId) {
      const derived = rootedThreadId(place, rootId);
      const [alias, fields] = await guard(
        Promise.all([
          redis.get(keys.root(place, rootId)),
          redis.hmget(keys.thread(derived), 'version', 'state'),
        ]),
      );
      return alias === null ? toVersioned(fields) : load(alias);
    },

    async save(change) {
      const { state } = change;
      if (hasWork(state)) {
        // Before the change, so that no crash in between hides work from the sweep; a superset does no harm.
        const noted = redis.zadd(keys.active, String(Date.now()), state.id);
        const [, saved] = await guard(Promise.all([noted, runSave(scripted, change, retention, clock)]));
        return saved;
      }
      return guard(runSave(scripted, change, retention, clock));
    },

    async once(place, deedKeys) {
      const marks = deedKeys.map((key) =>
        redis.set(keys.seen(place, key), '1', 'PX', retention.seenMs, 'NX'),
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
      const ids = await guard(redis.zrange(keys.active, '0', '-1'));
      const left: string[] = [];
      for (const id of ids) {
        if (await isActive(id)) left.push(id);
      }
      return left;
    },

    index: {
      uninvited: (place: Place) => guard(redis.smembers(keys.uninvited(place))),
      latest: async (place: Place) => (await guard(redis.get(keys.latest(place)))) ?? undefined,
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

  /** Takes a finished thread off the list, and puts it back if work came in between. */
  async function isActive(id: string): Promise<boolean> {
    const now = await load(id);
    if (now && hasWork(now.state)) return true;
    await guard(redis.zrem(keys.active, id));
    const after = await load(id);
    if (!after || !hasWork(after.state)) return false;
    await guard(redis.zadd(keys.active, String(Date.now()), id));
    return true;
  }
}

function runSave(
  redis: ScriptedRedis,
  change: Change,
  retention: Retention,
  clock: () => number,
): Promise<Saved> {
  const { state } = change;
  const { id, place, rootId } = state;
  const isAliased = rootId !== undefined && rootedThreadId(place, rootId) !== id;
  const deadline = change.deadlineAt === undefined ? 0 : Math.round(change.deadlineAt + clock());
  const seen = (change.seen ?? []).map((key) => keys.seen(place, key));
  return redis.architectSave(
    6 + seen.length,
    keys.thread(id),
    keys.transcript(id),
    keys.outcomes(id),
    keys.root(place, rootId ?? '-'),
    keys.latest(place),
    keys.uninvited(place),
    ...seen,
    change.version,
    JSON.stringify(state),
    id,
    deadline,
    retention.threadMs,
    retention.seenMs,
    state.phase.kind === 'uninvited' ? 1 : 0,
    isAliased ? 1 : 0,
    place.direct && change.version === 0 ? 1 : 0,
    change.outcome ? state.turn : '',
    change.outcome ? JSON.stringify(change.outcome) : '',
    ...(change.turns ?? []).map((turn) => JSON.stringify(turn)),
  );
}

function toVersioned([version, state]: (string | null)[]): Versioned | undefined {
  if (!version || !state) return undefined;
  return { version: Number(version), state: JSON.parse(state) as ThreadState };
}

/** How far the server's clock is ahead of ours, in milliseconds; measured at each connection. */
function followServerClock(redis: Redis): () => number {
  let ahead = 0;
  const measure = async () => {
    const before = Date.now();
    const [seconds, micros] = await redis.time();
    ahead = Number(seconds) * 1000 + Number(micros) / 1000 - (before + Date.now()) / 2;
  };
  const remeasure = () => {
    measure().catch(() => {});
  };
  if (redis.status === 'ready') remeasure();
  redis.on('ready', remeasure);
  return () => ahead;
}
