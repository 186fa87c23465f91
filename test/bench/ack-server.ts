import { App } from '@slack/bolt';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createAppServices } from '../../src/services.ts';

/** One variant of the acknowledging server, in a process of its own; prints its port. */
const variant = process.argv[2];
const env = process.env;
const secret = env.SLACK_SIGNING_SECRET ?? '';

if (variant === 'architect') {
  const services = await createAppServices(parseConfig(env, 'app'));
  const app = await startApp(services);
  process.stdout.write(`${app.port}\n`);
} else {
  const app = new App({
    signingSecret: secret,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
  });
  const queue =
    variant === 'bolt-enqueue'
      ? new Queue('bench', { connection: new Redis(env.REDIS_URL ?? '', { maxRetriesPerRequest: null }) })
      : undefined;
  app.command('/architect', async ({ ack, command }) => {
    await queue?.add('ask', { text: command.text, user: command.user_id, channel: command.channel_id });
    await ack();
  });
  const server = await app.start(0);
  const address = 'address' in server ? server.address() : null;
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
}
process.on('SIGTERM', () => process.exit(0));
