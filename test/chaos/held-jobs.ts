import { Redis } from 'ioredis';
import { z } from 'zod';
import { QUEUE_PREFIX } from '../../src/adapters/bullmq/queues.ts';
import type { JobKind } from '../../src/core/thread/jobs.ts';

const KINDS: readonly JobKind[] = ['design', 'deliver'];
const dataSchema = z.object({ threadId: z.string() });

/** A job that a worker process had locked when it was looked at. */
export type HeldJob = { kind: JobKind; jobId: string; threadId: string; pid: number };

export type JobWatch = {
  /** The jobs that processes marked by `mark-worker.mjs` hold now. */
  held(): Promise<HeldJob[]>;
  /** Resolves with the time (epoch milliseconds) at which any worker takes the job again. */
  takenAgain(job: HeldJob): Promise<number>;
  close(): void;
};

/** Looks at the queue from outside: who holds which job, and when a job is taken. */
export async function watchJobs(url: string): Promise<JobWatch> {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const reader = redis.duplicate();
  redis.on('error', () => {});
  reader.on('error', () => {});
  const keyOf = (kind: JobKind, ...parts: string[]) => [QUEUE_PREFIX, kind, ...parts].join(':');
  const streams = KINDS.map((kind) => keyOf(kind, 'events'));
  const waiting = new Map<string, (at: number) => void>();
  const last = streams.map(() => '$');
  let isClosed = false;

  async function follow(): Promise<void> {
    // '$' would miss what comes between two reads, so each stream is read on from its newest entry.
    for (const [i, stream] of streams.entries()) {
      const [newest] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1);
      last[i] = newest?.[0] ?? '0';
    }
    while (!isClosed) {
      const read = await reader.xread('COUNT', 1_000, 'BLOCK', 1_000, 'STREAMS', ...streams, ...last);
      for (const [stream, entries] of read ?? []) {
        for (const [id, fields] of entries) {
          last[streams.indexOf(stream)] = id;
          const entry = toRecord(fields);
          if (entry.event !== 'active') continue;
          const taken = waiting.get(`${stream} ${entry.jobId}`);
          if (!taken) continue;
          waiting.delete(`${stream} ${entry.jobId}`);
          taken(Number(id.split('-')[0]));
        }
      }
    }
  }
  follow().catch((error: unknown) => {
    if (!isClosed) throw error;
  });

  return {
    async held() {
      const found: HeldJob[] = [];
      for (const kind of KINDS) {
        const ids = await redis.lrange(keyOf(kind, 'active'), 0, -1);
        if (ids.length === 0) continue;
        const locks = await redis.mget(ids.map((id) => keyOf(kind, id, 'lock')));
        const data = await Promise.all(ids.map((id) => redis.hget(keyOf(kind, id), 'data')));
        for (const [i, jobId] of ids.entries()) {
          const lock = locks[i];
          const text = data[i];
          if (!lock || !text) continue;
          const { threadId } = dataSchema.parse(JSON.parse(text));
          found.push({ kind, jobId, threadId, pid: Number.parseInt(lock.slice(0, 8), 16) });
        }
      }
      return found;
    },
    takenAgain: ({ kind, jobId }) =>
      new Promise((resolve) => waiting.set(`${keyOf(kind, 'events')} ${jobId}`, resolve)),
    close() {
      isClosed = true;
      redis.disconnect();
      reader.disconnect();
    },
  };
}

function toRecord(fields: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < fields.length; i += 2) record[fields[i] ?? ''] = fields[i + 1] ?? '';
  return record;
}
