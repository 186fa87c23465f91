import { Redis } from 'ioredis';
import { AppError } from '../../core/errors.ts';

/** How long a request may wait for Redis before its sender is told that it can't be taken. */
const COMMAND_TIMEOUT_MS = 1_700;

/**
 * For what a person waits for: fails at once while Redis is away, and never keeps a command for later, so that what
 * was refused can't happen afterwards.
 */
export function createFailFastRedis(url: string): Redis {
  return quiet(
    new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: COMMAND_TIMEOUT_MS,
      retryStrategy: backoff,
    }),
  );
}

/** For work that nobody waits for by the second: waits until Redis is back. */
export function createPatientRedis(url: string): Redis {
  return quiet(new Redis(url, { maxRetriesPerRequest: null, retryStrategy: backoff }));
}

function backoff(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 2_000);
}

/** Connection errors reach whoever has a command open; without a listener ioredis would print them as well. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => {});
  return redis;
}

/** Ends a connection, politely while it is up. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => redis.disconnect());
  else redis.disconnect();
}

export async function guard<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (cause) {
    throw new AppError('redis-unavailable', { retry: 'backoff', cause });
  }
}
