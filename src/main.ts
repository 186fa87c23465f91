import { startWorkers } from '../workers/index.ts';
import { startApp } from './app.ts';
import { loadEnvironment, parseConfig } from './config.ts';
import { runProgram } from './lifecycle.ts';
import { requireSafeRedis } from './redis-guard.ts';
import { createAppServices, createWorkerServices } from './services.ts';

/** `npm start`: app and workers in one process; `npm run app`: the app alone. */
await runProgram(async () => {
  const isAppAlone = process.argv[2] === 'app';
  const config = parseConfig(loadEnvironment(), isAppAlone ? 'app' : 'start');
  const services = await createAppServices(config);
  await requireSafeRedis(services);
  const app = await startApp(services);
  if (isAppAlone) {
    return async () => {
      await app.close();
      await services.close();
    };
  }

  const workerServices = await createWorkerServices(config, { metrics: services.metrics });
  const workers = await startWorkers(workerServices);
  return async () => {
    await Promise.all([app.close(), workers.close()]);
    await services.close();
    await workerServices.close();
  };
});
