import { randomBytes } from 'node:crypto';
import { startWorkers } from '../../workers/index.ts';
import { startApp } from '../app.ts';
import { loadEnvironment, parseConfig, parseNumber } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import { runProgram } from '../lifecycle.ts';
import { requireSafeRedis } from '../redis-guard.ts';
import { createAppServices, createWorkerServices } from '../services.ts';
import { type AgentsPlayground, startAgentsPlayground } from './agents-playground.ts';
import { LOCAL_APP, startLocalSlack } from './local-slack.ts';
import { createOfflineArchitect } from './model/architect/offline-architect.ts';
import { startModelServer } from './model/server.ts';
import { createPlayground } from './playground/serve.ts';
import { type DevRedis, freePort, startDevRedis } from './redis.ts';

/** Milliseconds between two pieces of the offline model's words: fast, but to be watched. */
const LATENCY_MS = 12;
const PORT = 4000;
const OFFLINE_NOTICE =
  'The offline model answers here: a stand-in that knows a catalogue, no AI. Set ANTHROPIC_API_KEY for a real one.';

const withTeams = process.argv.includes('--teams');

/** `npm run demo`: everything that is missing is started on this machine, and stopped again with Ctrl-C. */
await runProgram(async () => {
  const env = loadEnvironment();
  const port = parseNumber((name) => env[name] || undefined, 'PORT', PORT, 0, 65_535);
  const releases: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const release of releases.splice(0).reverse()) await release();
  };
  try {
    const redis = await findRedis(env.REDIS_URL);
    releases.push(redis.close);
    const page = await createPlayground();
    const model = env.ANTHROPIC_API_KEY ? undefined : await startModel();
    if (model) releases.push(model.close);
    const slack = await startLocalSlack({
      port,
      page,
      ...(model ? { notice: OFFLINE_NOTICE } : {}),
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new ConfigError('PORT', 'is in use', 'a port that no other program listens on');
    });
    releases.push(slack.close);

    const config = parseConfig(
      {
        LOG_LEVEL: 'error',
        ...env,
        PORT: '0',
        HOST: '127.0.0.1',
        REDIS_URL: redis.url,
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: LOCAL_APP.botToken,
        SLACK_APP_TOKEN: LOCAL_APP.appToken,
        ...(withTeams ? asLocalTeams(await freePort()) : {}),
        ...(model ? { ANTHROPIC_API_KEY: 'offline', ANTHROPIC_BASE_URL: model.url } : {}),
      },
      'start',
    );
    const workerServices = await createWorkerServices(config);
    releases.push(workerServices.close);
    await requireSafeRedis(workerServices);
    const workers = await startWorkers(workerServices);
    releases.push(workers.close);
    const appServices = await createAppServices(config);
    releases.push(appServices.close);
    const app = await startApp(appServices);
    releases.push(app.close);
    const teams = withTeams
      ? await startAgentsPlayground(`http://127.0.0.1:${app.port}/api/messages`)
      : undefined;
    if (teams) releases.push(teams.close);

    process.stdout.write(`\nArchitect playground: ${slack.url}\n`);
    process.stdout.write('Type /architect design a food delivery platform for one city. Ctrl-C ends it.\n');
    if (teams) void announce(teams);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
});

async function findRedis(url: string | undefined): Promise<DevRedis> {
  if (url) return { url, name: 'REDIS_URL', durable: true, close: async () => {} };
  const redis = await startDevRedis({ appendOnly: true });
  const note = redis.durable ? '' : ' (in memory: it keeps nothing when this ends)';
  process.stdout.write(`Redis: ${redis.name} on ${redis.url}${note}\n`);
  return redis;
}

/** What a `.env` says of a registered bot must not mix with it. */
function asLocalTeams(port: number): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET_KEY: randomBytes(32).toString('base64'),
    TEAMS_ANONYMOUS: 'true',
    TEAMS_TENANTS: '',
    MicrosoftAppId: '',
  };
}

async function announce(teams: AgentsPlayground): Promise<void> {
  process.stdout.write('The Teams playground is fetched with npx …\n');
  const start = await teams.start;
  if (start.kind === 'up') {
    process.stdout.write(`Teams playground: ${start.url} (Microsoft's, for evaluation only)\n`);
  } else if (start.kind === 'failed') {
    process.stdout.write(
      'The Teams playground could not be fetched or did not start; the one above goes on.\n',
    );
  }
}

async function startModel() {
  process.stdout.write(`Model: ${OFFLINE_NOTICE}\n`);
  return startModelServer({
    brain: createOfflineArchitect(),
    latency: LATENCY_MS,
    modelId: 'offline-stand-in',
  });
}
