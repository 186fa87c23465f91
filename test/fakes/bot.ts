import { createWorkshop } from '../../src/adapters/workshop/workshop.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { type ModelServer, type ModelServerOptions, startModelServer } from '../../src/dev/model/server.ts';
import type { SlackStandIn, SlackStandInOptions } from '../../src/dev/slack/stand-in.ts';
import {
  startTeamsStandIn,
  type TeamsStandIn,
  type TeamsStandInOptions,
} from '../../src/dev/teams/stand-in.ts';
import { createAppServices, createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { testRedisUrl } from './redis.ts';
import { unpaced } from './with-platform.ts';

/** Model failures are tried again at once, so that no test waits. */
const RETRY = { delaysMs: [10, 10, 10], mostWaitMs: 2_000 };

export type Bot = {
  slack: SlackStandIn;
  /** Only where it was asked for. */
  teams: TeamsStandIn;
  model: ModelServer;
  env: Record<string, string>;
  startApp(): Promise<RunningApp & { close(): Promise<void> }>;
  startWorkers(): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
};

export type BotOptions = {
  brain: ModelServerOptions['brain'];
  mode?: 'socket' | 'http';
  slack?: Omit<SlackStandInOptions, 'app'>;
  /** Teams as well, without credentials, as on a developer's machine. */
  teams?: Omit<TeamsStandInOptions, 'bot' | 'botUrl'>;
  /** How many of each are started at once; 0 leaves that to the test. */
  apps?: number;
  workers?: number;
  agentsDir?: string;
  /** Keeps the pace of production, for a stand-in with Slack's limits. */
  paced?: boolean;
  /** Instead of the one that all bots of a test file share. */
  workshop?: Workshop;
};

let shared: Workshop | undefined;

/** Its threads take a second to start, so all bots of a test file have the same ones; idle ones end by themselves. */
function sharedWorkshop(): Workshop {
  shared ??= createWorkshop();
  return shared;
}

/** The real app and real workers, on a real Redis, between the strict stand-ins of Slack and of the model. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const mode = options.mode ?? 'socket';
  const model = await startModelServer({ brain: options.brain });
  const slack = await startLocalSlack({ limits: 'off', ...options.slack });
  const releases: (() => Promise<void>)[] = [slack.close, model.close];
  const teams = options.teams && (await startLocalTeams(options.teams));
  if (teams) releases.push(teams.close);
  const env: Record<string, string> = {
    PORT: '0',
    HOST: '127.0.0.1',
    REDIS_URL: await testRedisUrl(),
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_APP.botToken,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: LOCAL_APP.appToken }
      : { SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret }),
    ANTHROPIC_API_KEY: 'test-key',
    ANTHROPIC_BASE_URL: model.url,
    LOG_LEVEL: 'silent',
    ...(teams ? ANONYMOUS : {}),
    ...(options.agentsDir === undefined ? {} : { AGENTS_DIR: options.agentsDir }),
  };

  const bot: Omit<Bot, 'teams'> = {
    slack,
    model,
    env,
    async startApp() {
      const services = await createAppServices(parseConfig(env, 'app'));
      const app = await startApp(services);
      teams?.setBotUrl(`http://127.0.0.1:${app.port}/api/messages`);
      if (mode === 'http') slack.setRequestUrl(`http://127.0.0.1:${app.port}/slack/events`);
      return closable(releases, app, async () => {
        await app.close();
        await services.close();
      });
    },
    async startWorkers() {
      const config = parseConfig(env, 'worker');
      const workshop = options.workshop ?? sharedWorkshop();
      const services = await createWorkerServices(config, { modelRetry: RETRY, workshop });
      const workers = await startWorkers(options.paced ? services : unpaced(services));
      return closable(releases, workers, async () => {
        await workers.close();
        await services.close();
      });
    },
    async close() {
      for (const release of releases.splice(0).reverse()) await release();
    },
  };
  for (let i = 0; i < (options.workers ?? 1); i++) await bot.startWorkers();
  for (let i = 0; i < (options.apps ?? 1); i++) await bot.startApp();
  // Not for who copies a bot: one without Teams has none.
  return Object.defineProperty(bot as Bot, 'teams', {
    get() {
      if (!teams) throw new Error('Teams was not asked for.');
      return teams;
    },
  });
}

const ANONYMOUS = { TEAMS_ANONYMOUS: 'true', SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };

function startLocalTeams(options: Omit<TeamsStandInOptions, 'bot'>): Promise<TeamsStandIn> {
  const timing = { resends: [], ...options.timing };
  return startTeamsStandIn({ limits: 'off', ...options, timing, bot: { anonymous: true } });
}

/** Closed once, by the test or at its end. */
function closable<T>(releases: (() => Promise<void>)[], value: T, close: () => Promise<void>) {
  let closing: Promise<void> | undefined;
  const once = () => {
    closing ??= close();
    return closing;
  };
  releases.push(once);
  return { ...value, close: once };
}
