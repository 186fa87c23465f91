import { Redis } from 'ioredis';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { unreadableThread } from '../../core/thread/unreadable.ts';

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

/** A server that comes back is found soon: until then people are refused, and work waits. */
const MOST_BACKOFF_MS = 500;

function backoff(attempt: number): number {
  return Math.min(50 * 2 ** attempt, MOST_BACKOFF_MS);
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
    if (isWrongType(cause)) throw unreadableThread(cause);
    throw new AppError('redis-unavailable', { retry: 'backoff', cause });
  }
}

/**
 * The same for what changes something, and is told to a person: a command whose answer got lost may have been carried
 * out, or may be still. Only one that was never sent, or that the server refused, surely was not.
 */
export async function guardWrite<T>(redis: Redis, write: () => Promise<T>): Promise<T> {
  const isAway = redis.options.enableOfflineQueue === false && redis.status !== 'ready';
  if (isAway) throw new AppError('redis-unavailable', { retry: 'backoff' });
  try {
    return await write();
  } catch (cause) {
    if (isWrongType(cause)) throw unreadableThread(cause);
    if (isRefusal(cause)) throw new AppError('redis-unavailable', { retry: 'backoff', cause });
    throw new UnknownOutcome('redis-unavailable', cause);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

/** Redis's code for a key that holds something else than a command is for; scripts pass it on inside their own. */
function isWrongType(error: unknown): boolean {
  return error instanceof Error && error.message.includes('WRONGTYPE');
}
