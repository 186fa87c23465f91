import type { Redis } from 'ioredis';

/** How long a measured difference of the clocks is trusted. */
const CLOCK_TRUSTED_MS = 30_000;

/** How far the server's clock is ahead of ours, in milliseconds; measured at each connection and now and then. */
export function followServerClock(redis: Redis): () => number {
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

/** 0 for never; a time long past stays one. */
export function toServerTime(at: number | undefined, clock: () => number): number {
  return at === undefined ? 0 : Math.max(1, Math.round(at + clock()));
}
