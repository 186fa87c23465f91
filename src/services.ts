import type { Redis } from 'ioredis';
import { createAnthropicModel } from './adapters/anthropic/model.ts';
import { type ClosableJobs, createJobs } from './adapters/bullmq/jobs.ts';
import { createAgentCatalog } from './adapters/files/agent-catalog.ts';
import { createChannelSettings } from './adapters/redis/channel-settings.ts';
import { closeRedis, createFailFastRedis, createPatientRedis } from './adapters/redis/connection.ts';
import { createDecisionLog } from './adapters/redis/decision-log.ts';
import { createFailedRuns } from './adapters/redis/failed-runs.ts';
import { createLedger } from './adapters/redis/ledger.ts';
import { createSharedPace } from './adapters/redis/pace.ts';
import { RETENTION, type Retention } from './adapters/redis/retention.ts';
import { createThreadStore } from './adapters/redis/thread-store.ts';
import { createSlackChat } from './adapters/slack/chat.ts';
import { createPacing, type Pacing } from './adapters/slack/pacing.ts';
import { createSingleWorkspace, type Workspaces } from './adapters/slack/workspaces.ts';
import { createWorkshop } from './adapters/workshop/workshop.ts';
import { type Config, ConfigError } from './config.ts';
import type { AgentCatalog } from './core/agents/catalog.ts';
import { createGuide } from './core/agents/guide.ts';
import type { Chat } from './core/chat/chat.ts';
import type { DecisionLog } from './core/decisions/decision-log.ts';
import { createLocalPace } from './core/delivery/local-pace.ts';
import type { Workshop } from './core/design/workshop.ts';
import { AppError } from './core/errors.ts';
import type { ChannelSettings } from './core/thread/channel-settings.ts';
import type { Guide } from './core/thread/decision.ts';
import type { Ledger, ThreadStore } from './core/thread/store.ts';
import { MODEL_RETRY, type RetryPolicy } from './core/turn/call-model.ts';
import type { FailedRuns } from './core/turn/failed-runs.ts';
import type { Model } from './core/turn/model.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { sleep } from './sleep.ts';

type Common = {
  config: Config;
  log: Log;
  metrics: Metrics;
  redis: Redis;
  store: ThreadStore;
  jobs: ClosableJobs;
  settings: ChannelSettings;
  catalog: AgentCatalog;
  workspaces: Workspaces;
  slack: Chat;
  pacing: Pacing;
  failedRuns: FailedRuns;
  /** Releases everything in reverse order. */
  close(): Promise<void>;
};

/** What the app needs: its connection to Redis fails fast, since somebody waits for the answer. */
export type AppServices = Common & { guide: () => Guide };

/** What the workers need: their connection waits for Redis, since the work is kept already. */
export type WorkerServices = Common & {
  ledger: Ledger;
  decisions: DecisionLog;
  workshop: Workshop;
  model: Model;
  modelRetry: RetryPolicy;
  chatFor(threadId: string): Chat;
};

type Release = () => Promise<void> | void;

/** The one place that chooses implementations. Nothing is opened before it is called. */
export async function createAppServices(
  config: Config,
  overrides: { retention?: Retention } = {},
): Promise<AppServices> {
  const common = await createCommon(config, createFailFastRedis(config.redisUrl), overrides);
  const guide = createGuide(common.catalog);
  return { ...common, guide };
}

export async function createWorkerServices(
  config: Config,
  overrides: { modelRetry?: RetryPolicy; metrics?: Metrics; workshop?: Workshop; retention?: Retention } = {},
): Promise<WorkerServices> {
  if (!config.model) throw new AppError('no-model', { retry: 'never' });
  const common = await createCommon(config, createPatientRedis(config.redisUrl), overrides);
  const { retention = RETENTION } = overrides;
  const own = createWorkshop({
    onProblem: (problem) => common.log.warn(problem, 'a picture could not be drawn'),
  });
  return {
    ...common,
    workshop: overrides.workshop ?? own,
    decisions: createDecisionLog(common.redis, retention.teamMs),
    async close() {
      await own.close();
      await common.close();
    },
    ledger: createLedger(common.redis, retention.threadMs),
    model: createAnthropicModel({ ...config.model, aliases: config.aliases }),
    modelRetry: overrides.modelRetry ?? MODEL_RETRY,
    chatFor: () => common.slack,
  };
}

async function createCommon(
  config: Config,
  redis: Redis,
  { metrics = createMetrics(), retention = RETENTION }: { metrics?: Metrics; retention?: Retention },
): Promise<Common> {
  const releases: Release[] = [() => closeRedis(redis)];
  const log = createLog(config.logLevel);
  try {
    const catalog = await createAgentCatalog(config.agentsDir, {
      onProblem: (problem) => log.warn({ ...problem }, 'agent file has a problem'),
    }).catch(() => {
      throw new ConfigError(
        'AGENTS_DIR',
        'is no folder that can be read',
        'the path of a folder with agent files',
      );
    });
    releases.push(() => catalog.close());
    const jobs = createJobs(redis);
    releases.push(() => jobs.close());
    const onRefused = (method: string) => metrics.rateLimited.inc({ method });
    const pacing = createPacing(createSharedPace(redis, createLocalPace(Date.now)), sleep, onRefused);
    const workspaces = createSingleWorkspace(config.slack.botToken, config.slack.apiUrl, pacing);
    return {
      config,
      log,
      metrics,
      redis,
      store: createThreadStore(redis, retention),
      jobs,
      settings: createChannelSettings(redis, retention.teamMs),
      catalog,
      workspaces,
      slack: createSlackChat(workspaces, pacing),
      pacing,
      failedRuns: createFailedRuns(redis, retention.threadMs),
      close: () => release(releases),
    };
  } catch (error) {
    await release(releases);
    throw error;
  }
}

async function release(releases: Release[]): Promise<void> {
  for (const run of releases.splice(0).reverse()) await run();
}
