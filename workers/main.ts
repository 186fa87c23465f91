import { loadEnvironment, parseConfig } from '../src/config.ts';
import { runProgram } from '../src/lifecycle.ts';
import { requireSafeRedis } from '../src/redis-guard.ts';
import { createWorkerServices } from '../src/services.ts';
import { startWorkers } from './index.ts';

/** `npm run worker`: workers alone, as many processes as wanted. */
await runProgram(async () => {
  const config = parseConfig(loadEnvironment(), 'worker');
  const services = await createWorkerServices(config);
  await requireSafeRedis(services);
  const workers = await startWorkers(services);
  return async () => {
    await workers.close();
    await services.close();
  };
});
