import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before a worker process: the ids it makes begin with its process id. The token of a job's lock begins with such
 * an id, so whoever reads the lock knows which process had the job.
 */
const { randomUUID } = crypto;
const pid = process.pid.toString(16).padStart(8, '0');
crypto.randomUUID = (options) => pid + randomUUID(options).slice(8);
syncBuiltinESMExports();
