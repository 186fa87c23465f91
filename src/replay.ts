import type { Redis } from 'ioredis';
import type { PersonInbound } from './core/chat/inbound.ts';

/**
 * With `appendfsync everysec` a server whose disk is slow answers up to two seconds before it writes, so what it said
 * shortly before it died may be lost with it.
 */
const LOST_MS = 5_000;
const MOST_KEPT = 5_000;

export type Replay = {
  /** Something was acknowledged. */
  add(inbound: PersonInbound): void;
  close(): void;
};

/**
 * Does once more what was acknowledged in the last moments before Redis went away, as soon as it is back: a deed that
 * is still known there changes nothing.
 */
export function createReplay(
  redis: Pick<Redis, 'on' | 'off'>,
  again: (inbound: PersonInbound) => Promise<unknown>,
): Replay {
  let recent: { inbound: PersonInbound; at: number }[] = [];
  let lostAt: number | undefined;

  const onClose = () => {
    lostAt ??= performance.now();
  };
  const onReady = () => {
    if (lostAt === undefined) return;
    const since = lostAt - LOST_MS;
    lostAt = undefined;
    const deeds = recent.filter(({ at }) => at >= since);
    recent = [];
    // One that can't be done now is kept for the next time.
    for (const deed of deeds) again(deed.inbound).catch(() => recent.push(deed));
  };
  redis.on('close', onClose);
  redis.on('ready', onReady);

  return {
    add(inbound) {
      const at = performance.now();
      if (lostAt === undefined) recent = recent.filter((one) => at - one.at < LOST_MS);
      if (recent.length < MOST_KEPT) recent.push({ inbound, at });
    },
    close() {
      redis.off('close', onClose);
      redis.off('ready', onReady);
    },
  };
}
