import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { textReply } from '../../src/dev/model/scripted.ts';
import { startModelServer } from '../../src/dev/model/server.ts';
import { startDevRedis } from '../../src/dev/redis.ts';
import { createAppServices, createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { quantile } from './load.ts';

const COMMANDS = 100;

/** From a slash command to the first message that people see, one at a time, over Socket Mode. */
export async function receipt(): Promise<void> {
  const redis = await startDevRedis({ appendOnly: true });
  const slack = await startLocalSlack({ limits: 'off' });
  const model = await startModelServer({ brain: () => textReply('Done.') });
  const config = parseConfig(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      REDIS_URL: redis.url,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: LOCAL_APP.botToken,
      SLACK_APP_TOKEN: LOCAL_APP.appToken,
      ANTHROPIC_API_KEY: 'bench',
      ANTHROPIC_BASE_URL: model.url,
      LOG_LEVEL: 'error',
    },
    'start',
  );
  const workerServices = await createWorkerServices(config);
  const workers = await startWorkers(workerServices);
  const appServices = await createAppServices(config);
  const app = await startApp(appServices);

  const took: number[] = [];
  for (let i = 0; i < COMMANDS; i++) {
    const words = `how would you publish the events of service number ${i}?`;
    const seen = new Promise<void>((resolve) => {
      const off = slack.onEvent((event) => {
        if (event.kind !== 'message' || event.message.user !== LOCAL_APP.botUserId) return;
        if (!JSON.stringify(event.message).includes(`number ${i}?`)) return;
        off();
        resolve();
      });
    });
    const started = performance.now();
    await slack.command({
      user: 'ada',
      channel: 'architecture',
      command: '/architect',
      text: `@backend ${words}`,
    });
    await seen;
    took.push(performance.now() - started);
  }
  const sorted = took.toSorted((a, b) => a - b);
  process.stdout.write(`\nreceipt: ${COMMANDS} commands, ${redis.name}: from command to visible receipt\n`);
  for (const [name, q] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    process.stdout.write(`${name} ${quantile(sorted, q).toFixed(0)} ms\n`);
  }

  await app.close();
  await workers.close();
  await appServices.close();
  await workerServices.close();
  await model.close();
  await slack.close();
  await redis.close();
}
