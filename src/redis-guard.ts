import { type RedisSafety, readSafety } from './adapters/redis/check.ts';
import { ConfigError, EXIT_CONFIG } from './config-error.ts';
import { describeError } from './log.ts';
import type { AppServices, WorkerServices } from './services.ts';

/** A server that is there answers well within this; one that is not is waited for, and checked when it comes. */
const ANSWER_WITHIN_MS = 1_500;

/** Refuses a Redis that evicts keys, and warns about one without an append-only file. */
export async function requireSafeRedis({ redis, log }: AppServices | WorkerServices): Promise<void> {
  const checked = readSafety(redis).then((safety) => {
    if (!safety.hasAppendOnlyFile && !safety.evicts) {
      log.warn(
        {},
        'Redis has no append-only file: a crash of it loses what it has not saved (appendonly yes)',
      );
    }
    return safety;
  });
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, ANSWER_WITHIN_MS, undefined).unref();
  });
  let safety: RedisSafety | undefined;
  try {
    safety = await Promise.race([checked, late]);
  } catch (error) {
    log.warn(describeError(error), 'Redis could not be checked');
    return;
  }
  if (safety?.evicts) throw evicting();
  if (safety) return;
  log.warn({}, 'Redis does not answer yet; it is waited for');
  checked
    .then(({ evicts }) => {
      if (!evicts) return;
      process.stderr.write(`${evicting().message}\n`);
      process.exit(EXIT_CONFIG);
    })
    .catch((error) => log.warn(describeError(error), 'Redis could not be checked'));
}

function evicting(): ConfigError {
  return new ConfigError(
    'REDIS_URL',
    'names a Redis that evicts keys',
    'set its maxmemory-policy to noeviction',
  );
}
