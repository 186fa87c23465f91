import { Redis } from 'ioredis';
import { QUEUE_PREFIX } from '../../src/adapters/bullmq/queues.ts';

export type KeyKinds = {
  /** How many keys there are of each kind. */
  counts: ReadonlyMap<string, number>;
  /** Kinds of which some key has no time to live. */
  eternal: ReadonlySet<string>;
};

/** Looks at every key of a database. */
export async function readKeyKinds(url: string): Promise<KeyKinds> {
  const redis = new Redis(url);
  try {
    const counts = new Map<string, number>();
    const eternal = new Set<string>();
    for await (const keys of redis.scanStream({ count: 1_000 }) as AsyncIterable<string[]>) {
      const lives = await Promise.all(keys.map((key) => redis.pttl(key)));
      for (const [i, key] of keys.entries()) {
        // Gone since it was listed.
        if (lives[i] === -2) continue;
        const kind = kindOf(key);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (lives[i] === -1) eternal.add(kind);
      }
    }
    return { counts, eternal };
  } finally {
    redis.disconnect();
  }
}

/** `architect:{channel}:thread:id` is a `thread`; of the queue's keys those of single jobs and threads are one kind each. */
function kindOf(key: string): string {
  if (!key.startsWith(QUEUE_PREFIX)) return /^architect:(?:\{[^}]*\}:)?([^:]+)/.exec(key)?.[1] ?? key;
  const [queue = '', name = '', id] = key.slice(QUEUE_PREFIX.length + 1).split(':');
  return /^\d+$/.test(name) || id !== undefined
    ? `${queue} queue: ${/^\d/.test(name) ? 'job' : name}:*`
    : `${queue} queue: ${name}`;
}
