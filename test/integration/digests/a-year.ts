import type { Redis } from 'ioredis';
import { DateTime } from 'luxon';
import { createDecisionLog } from '../../../src/adapters/redis/decision-log.ts';
import { createDigestStore } from '../../../src/adapters/redis/digest-store.ts';
import { keys } from '../../../src/adapters/redis/keys.ts';
import { createLedger } from '../../../src/adapters/redis/ledger.ts';
import { RETENTION } from '../../../src/adapters/redis/retention.ts';
import { createThreadStore } from '../../../src/adapters/redis/thread-store.ts';
import { deliverThread } from '../../../src/core/delivery/deliver.ts';
import type { Digest } from '../../../src/core/digest/digest.ts';
import { planDigests } from '../../../src/core/digest/plan-digests.ts';
import { runDigest } from '../../../src/core/digest/run-digest.ts';
import type { Schedule } from '../../../src/core/digest/schedule.ts';
import { createFakeFailedRuns } from '../../fakes/failed-runs.ts';
import { createBoard } from './board.ts';
import { createCrashes } from './crashes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Year = {
  redis: Redis;
  schedules: Record<string, Schedule>;
  from: number;
  until: number;
  random: () => number;
  /** How likely a process is killed at any call. */
  killChance: number;
  /** How likely nothing runs for hours or days, each time that something is due. */
  downChance: number;
};

export type SlotEnd = 'posted' | 'caught up' | 'covered' | 'reported';

/** What became of each slot, by its channel: every mention of it that people could see. */
export type Lived = {
  ends: Map<string, { slotAt: number; end: SlotEnd; lateMs: number }[]>;
  killed: Map<string, number>;
  runs: number;
};

/**
 * Lives through a time with two processes that plan, make and post digests, on a real store: they work at once, do the same
 * digest twice, are killed anywhere and begin anew; now and then both are away. The clock jumps from one look to the next.
 */
export async function liveThrough(year: Year): Promise<Lived> {
  const { redis, schedules, from, until, random } = year;
  let now = from;
  const clock = () => now;
  const threads = createThreadStore(redis);
  const digestStore = createDigestStore(redis);
  const ledgerRows = createLedger(redis, RETENTION.threadMs);
  const decisions = createDecisionLog(redis);
  const board = createBoard(clock);
  const crashes = createCrashes(random, year.killChance);
  for (const [channelId, schedule] of Object.entries(schedules)) {
    const place = { platform: 'slack' as const, workspaceId: 'T1', channelId, direct: false };
    const setting = { place, schedule, ownerId: 'U1', heartbeat: true, without: [], setAt: from };
    await threads.once(place, {
      keys: [`set-${channelId}`],
      settings: { digests: { [schedule.period]: setting } },
    });
  }

  const queued = new Set<string>();
  const delivering = new Set<string>();
  let runs = 0;

  function createProcess() {
    const process = crashes.createProcess();
    const jobs = process.around('jobs', {
      enqueue: async (kind: string, id: string) => void queued.add(`${kind} ${id}`),
      cancel: async () => {},
    });
    const digests = process.around('digests', digestStore);
    const store = process.around('store', threads);
    const chat = process.around('chat', board.chat);
    const workshop = {
      draw: async () => [],
      readSources: async () => ({ problems: [], operations: [] }),
      drawChart: async () => undefined,
    };
    const digest = {
      digests,
      store,
      jobs,
      chat,
      decisions,
      workshop,
      sources: [],
      linkTo: async () => undefined,
      pause: async () => {},
      ledger: process.around('ledger', ledgerRows),
      isHeld: async () => true,
      narrate: async () => undefined,
      now: clock,
      onProblem: (_: string, error: unknown) => {
        throw error;
      },
    };
    const delivery = {
      chat,
      store,
      jobs,
      digests,
      ledger: process.around('ledger', ledgerRows),
      failedRuns: createFakeFailedRuns(),
      workshop,
      decisions,
      isHeld: async () => true,
      sleep: async () => {},
      now: clock,
      agents: () => [],
      mayShowProgress: async () => false,
      mayShowChart: async () => false,
      onGivenUp: (_: string, error: unknown) => {
        throw error;
      },
    };

    async function work(job: string): Promise<void> {
      const [kind, id = ''] = job.split(' ');
      runs += 1;
      if (kind === 'digest') await runDigest(digest, id, new AbortController().signal);
      else await deliverThread(delivery, id, new AbortController().signal);
    }

    async function workAll(): Promise<void> {
      await planDigests({ digests, jobs: { enqueue: jobs.enqueue } }, now);
      for (const job of [...queued]) {
        // A thread is delivered by one process at a time; a digest may be dealt with by two.
        const isDelivery = job.startsWith('deliver');
        if (isDelivery && delivering.has(job)) continue;
        if (isDelivery) delivering.add(job);
        try {
          await work(job);
          queued.delete(job);
        } finally {
          if (isDelivery) delivering.delete(job);
        }
      }
    }

    /** Until it is killed, or nothing is left to do. */
    return () =>
      workAll().catch((error) => {
        if (!process.isDead()) throw error;
      });
  }

  while (now < until) {
    const [, next] = await redis.zrange(keys.digestsDue, '0', '0', 'WITHSCORES');
    now = Math.max(now, Number(next ?? until)) + Math.floor(random() * 20_000);
    if (random() < year.downChance) now += Math.floor(random() ** 3 * 96 * HOUR_MS);
    if (now >= until) break;
    do {
      await Promise.all([createProcess()(), createProcess()()]);
      // As the sweep does with threads whose job was lost.
      for (const id of await threads.active()) queued.add(`deliver ${id}`);
      // What a call that was given up may still do is looked at a minute later.
      now += 15_000;
    } while (queued.size > 0);
  }
  return { ends: endsOf(board, schedules), killed: crashes.at, runs };
}

/** As people see it: from what was posted, and from what owners were told. */
function endsOf(
  { posted, told }: ReturnType<typeof createBoard>,
  schedules: Record<string, Schedule>,
): Lived['ends'] {
  const ends: Lived['ends'] = new Map();
  const add = (channelId: string, slotAt: number, end: SlotEnd, at: number) => {
    ends.set(channelId, [...(ends.get(channelId) ?? []), { slotAt, end, lateMs: at - slotAt }]);
  };
  for (const { channelId, key, reply } of posted) {
    if (reply.kind !== 'digest') throw new Error(`a ${reply.kind} was posted`);
    const slotAt = Number(/-(\d+)\//.exec(key)?.[1]);
    const { untilAt } = reply.digest;
    add(channelId, slotAt, isLate(reply.digest, slotAt) ? 'caught up' : 'posted', untilAt);
    for (const missed of reply.digest.missed) add(channelId, missed, 'covered', untilAt);
  }
  for (const { channelId, reply, at } of told) {
    const words = reply.kind === 'notice' ? reply.markdown : '';
    const due = /was due on (.*), and could not be posted then/.exec(words)?.[1] ?? '';
    const zone = schedules[channelId]?.zone ?? 'UTC';
    for (const slot of due.split('; ')) {
      add(channelId, DateTime.fromFormat(slot, 'ccc d LLL yyyy, HH:mm', { zone }).toMillis(), 'reported', at);
    }
  }
  return ends;
}

function isLate({ untilAt }: Digest, slotAt: number): boolean {
  return untilAt - slotAt > 15 * MINUTE_MS;
}
