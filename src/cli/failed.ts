import { createJobs } from '../adapters/bullmq/jobs.ts';
import { closeRedis, createFailFastRedis } from '../adapters/redis/connection.ts';
import { createFailedRuns } from '../adapters/redis/failed-runs.ts';
import { createThreadStore } from '../adapters/redis/thread-store.ts';
import { loadEnvironment, parseRedisUrl } from '../config.ts';
import { ConfigError, EXIT_CONFIG } from '../config-error.ts';
import { dropFailedRun, type FailedRun, listFailedRuns, retryFailedRun } from '../core/turn/failed-runs.ts';
import { formatLines, formatTable } from './failed-table.ts';

const USAGE = 'failed: use `list`, `retry ID` or `drop ID`\n';
/** How long a Redis that is there takes at most to be connected. */
const CONNECT_MS = 2_000;

process.exitCode = await main(process.argv.slice(2));

async function main([word = 'list', id, ...rest]: string[]): Promise<number> {
  const takesId = word === 'retry' || word === 'drop';
  if ((word !== 'list' && !takesId) || takesId !== (id !== undefined) || rest.length > 0) {
    process.stderr.write(USAGE);
    return 64;
  }
  try {
    return await withRedis(parseRedisUrl(loadEnvironment()), async (deps) => {
      if (!takesId) {
        process.stdout.write(format(await listFailedRuns(deps)));
        return 0;
      }
      const isDone = await (word === 'retry' ? retryFailedRun : dropFailedRun)(deps, id ?? '');
      if (!isDone)
        process.stderr.write(`failed: no failed run has the id ${id}; \`list\` shows those there are\n`);
      return isDone ? 0 : 66;
    });
  } catch (error) {
    process.stderr.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? EXIT_CONFIG : 69;
  }
}

async function withRedis<T>(
  url: string,
  run: (deps: Parameters<typeof listFailedRuns>[0]) => Promise<T>,
): Promise<T> {
  const redis = createFailFastRedis(url);
  try {
    await new Promise((resolve, reject) => {
      const late = () => reject(new Error('the Redis of REDIS_URL does not answer'));
      setTimeout(late, CONNECT_MS).unref();
      redis.once('ready', resolve);
    });
    const jobs = createJobs(redis);
    try {
      return await run({
        runs: createFailedRuns(redis),
        store: createThreadStore(redis),
        jobs,
        now: Date.now,
      });
    } finally {
      await jobs.close();
    }
  } finally {
    await closeRedis(redis);
  }
}

function format(runs: FailedRun[]): string {
  const { isTTY, columns } = process.stdout;
  return isTTY ? formatTable(runs, Date.now(), columns) : formatLines(runs, Date.now());
}
