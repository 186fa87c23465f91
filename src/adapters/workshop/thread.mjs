import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

/**
 * What a thread of a pool runs: `workerData.file` is loaded before the thread says that it is ready. In a thread the
 * flag `--import tsx` alone loads no TypeScript, and a test runner has no such flag.
 */
register();
const { default: handle } = await import(workerData.file);

/** An empty message only asks whether the thread is there. */
export default (message) => (message === null ? undefined : handle(message.task));
