import type { Redis } from 'ioredis';
import type { PersonInbound } from './core/chat/inbound.ts';

/**
 * With `appendfsync everysec` a server whose disk is slow answers up to two seconds before it writes, so what it said
 * shortly before it died may be lost with it.
 */
const LOST_MS = 5_000;
const MOST_KEPT = 5_000;

/** A server that has just come back may refuse at first, or be gone again. */
const TRIES = 5;
const TRY_AGAIN_MS = 1_000;

export type Replay = {
  /** Something was kept, and acknowledged. */
  add(inbound: PersonInbound): void;
  close(): void;
};

/**
 * Does once more, in its order, what was kept in the last moments before Redis went away, as soon as it is back: a deed
 * that is still known there changes nothing.
 */
export function createReplay(deps: {
  redis: Pick<Redis, 'on' | 'off'>;
  again(inbound: PersonInbound): Promise<unknown>;
  /** Ends early, without an error, when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  onFailure(error: unknown): void;
}): Replay {
  const { redis, again, sleep, onFailure } = deps;
  const closing = new AbortController();
  let recent: { inbound: PersonInbound; at: number }[] = [];
  let lostAt: number | undefined;
  let work = Promise.resolve();

  const onClose = () => {
    lostAt ??= performance.now();
  };
  const onReady = () => {
    if (lostAt === undefined) return;
    const since = lostAt - LOST_MS;
    lostAt = undefined;
    const deeds = recent.filter(({ at }) => at >= since);
    recent = [];
    work = work.then(() => doAgain(deeds.map(({ inbound }) => inbound)));
  };
  redis.on('close', onClose);
  redis.on('ready', onReady);

  /** One after the other: what follows an earlier one needs what that has made. */
  async function doAgain(deeds: readonly PersonInbound[]): Promise<void> {
    for (const deed of deeds) {
      for (let tries = 1; tries <= TRIES && !closing.signal.aborted; tries++) {
        try {
          await again(deed);
          break;
        } catch (error) {
          if (tries === TRIES) onFailure(error);
          else await sleep(TRY_AGAIN_MS * tries, closing.signal);
        }
      }
    }
  }

  return {
    add(inbound) {
      const at = performance.now();
      if (lostAt === undefined) recent = recent.filter((one) => at - one.at < LOST_MS);
      recent.push({ inbound, at });
      if (recent.length > MOST_KEPT) recent.shift();
    },
    close() {
      closing.abort();
      redis.off('close', onClose);
      redis.off('ready', onReady);
    },
  };
}
