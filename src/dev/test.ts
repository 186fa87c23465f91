import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { loadEnvironment } from '../config.ts';
import { installRedis } from './install-redis.ts';
import { findRedisBinary, startDevRedis } from './redis.ts';

/** `npm test`: a Redis of its own, the suite, and nothing left behind. Arguments go to vitest. */
const env = loadEnvironment();
if (!(await findRedisBinary())) await installRedis();
const redis = await startDevRedis({ appendOnly: true });
process.stdout.write(
  `Redis for the tests: ${redis.name}${redis.durable ? '' : ', durability tests are skipped'}\n`,
);

const vitest = join('node_modules', 'vitest', 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...env, TEST_REDIS_URL: redis.url, TEST_REDIS_DURABLE: String(redis.durable) },
});
const forward = (signal: NodeJS.Signals) => child.kill(signal);
process.on('SIGINT', forward);
process.on('SIGTERM', forward);
const status = await new Promise<number>((resolve) => {
  child.once('exit', (code) => resolve(code ?? 1));
});
await redis.close();
process.exitCode = status;
