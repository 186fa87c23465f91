import type { Redis } from 'ioredis';

export type RedisSafety = {
  /** Keys may be thrown away when memory runs short: then nothing that was kept is safe. */
  evicts: boolean;
  /** Without an append-only file a crash of the server loses what was kept since its last snapshot. */
  hasAppendOnlyFile: boolean;
};

/** How safe what is kept there is, once the server answers. */
export async function readSafety(redis: Redis): Promise<RedisSafety> {
  if (redis.status !== 'ready') await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')]);
  return {
    evicts: !/^maxmemory_policy:noeviction\s*$/m.test(memory),
    hasAppendOnlyFile: /^aof_enabled:1\s*$/m.test(persistence),
  };
}
