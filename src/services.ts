import type { Redis } from 'ioredis';
import { createAnthropicBatches } from './adapters/anthropic/batches.ts';
import { createAnthropicModel } from './adapters/anthropic/model.ts';
import { type ClosableJobs, createJobs } from './adapters/bullmq/jobs.ts';
import { createAgentCatalog } from './adapters/files/agent-catalog.ts';
import { createChannelSettings } from './adapters/redis/channel-settings.ts';
import { closeRedis, createFailFastRedis, createPatientRedis } from './adapters/redis/connection.ts';
import { createDecisionLog } from './adapters/redis/decision-log.ts';
import { createDigestStore } from './adapters/redis/digest-store.ts';
import { createFailedRuns } from './adapters/redis/failed-runs.ts';
import { createLedger } from './adapters/redis/ledger.ts';
import { createSharedPace } from './adapters/redis/pace.ts';
import { RETENTION, type Retention } from './adapters/redis/retention.ts';
import { createSlackWords } from './adapters/redis/slack-words.ts';
import { createTeamsConversations } from './adapters/redis/teams-conversations.ts';
import { createTeamsFiles } from './adapters/redis/teams-files.ts';
import { createTeamsSent } from './adapters/redis/teams-sent.ts';
import { createTeamsStreams } from './adapters/redis/teams-streams.ts';
import { createThreadStore } from './adapters/redis/thread-store.ts';
import { createChannels } from './adapters/slack/channels.ts';
import { createSlackChat } from './adapters/slack/chat.ts';
import type { KeptWords } from './adapters/slack/offer.ts';
import { createPacing } from './adapters/slack/pacing.ts';
import { createSingleWorkspace, type Workspaces } from './adapters/slack/workspaces.ts';
import { createTeamsChat, type TeamsChat } from './adapters/teams/chat.ts';
import type { Conversations } from './adapters/teams/conversations.ts';
import type { KeptFiles } from './adapters/teams/file-source.ts';
import { createFileMessages, type FileMessages } from './adapters/teams/files.ts';
import { linkToMessage } from './adapters/teams/message-link.ts';
import { createTeamsPacing } from './adapters/teams/pacing.ts';
import { createWorkshop } from './adapters/workshop/workshop.ts';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import type { AgentCatalog } from './core/agents/catalog.ts';
import { createGuide } from './core/agents/guide.ts';
import type { Chat } from './core/chat/chat.ts';
import type { Address, Place } from './core/chat/message.ts';
import type { DecisionLog } from './core/decisions/decision-log.ts';
import { createLocalPace } from './core/delivery/local-pace.ts';
import type { Pace } from './core/delivery/pace.ts';
import type { Workshop } from './core/design/workshop.ts';
import type { DigestPlan, DigestStore } from './core/digest/digest-store.ts';
import type { NarrationBatches } from './core/digest/narration-batches.ts';
import { AppError } from './core/errors.ts';
import type { ChannelSettings } from './core/thread/channel-settings.ts';
import type { Guide } from './core/thread/decision.ts';
import type { Ledger, ThreadStore } from './core/thread/store.ts';
import { MODEL_RETRY, type RetryPolicy } from './core/turn/call-model.ts';
import type { FailedRuns } from './core/turn/failed-runs.ts';
import type { Model } from './core/turn/model.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createSignedLinks, type SignedLinks } from './signed-links.ts';
import { sleep } from './sleep.ts';

/** What the product needs of a platform beside its `Chat`. */
export type Platform = {
  chat: Chat;
  /** Whether there is room to show the progress of a thread; the room is taken. */
  mayShowProgress(place: Place, threadId: string): Promise<boolean>;
  /** Whether there is room for the picture of a digest, which says nothing that its words don't; the room is taken. */
  mayShowChart(place: Place): Promise<boolean>;
  /** Progress is shown anew so often at least. */
  refreshMs: number;
  /** Where people find a message of a thread; undefined where that can't be told. Never throws. */
  linkTo(address: Address, messageId: string): Promise<string | undefined>;
  /** False where the platform says that the bot can't post there. Throws where that can't be told. */
  isMember(place: Place): Promise<boolean>;
};

/** Nobody should look at the same picture for ten seconds; the elapsed time at least moves on. */
const SLACK_REFRESH_MS = 8_000;
/** That somebody pressed the Stop of a client shows in the answer to what is streamed next. */
const TEAMS_REFRESH_MS = 3_000;

export type SlackServices = Platform & { workspaces: Workspaces; words: KeptWords };

export type TeamsServices = Platform & {
  chat: TeamsChat;
  conversations: Conversations;
  links: SignedLinks;
  files: FileMessages;
  kept: KeptFiles;
};

type Common = {
  config: Config;
  log: Log;
  metrics: Metrics;
  redis: Redis;
  store: ThreadStore;
  jobs: ClosableJobs;
  settings: ChannelSettings;
  catalog: AgentCatalog;
  decisions: DecisionLog;
  digests: DigestStore & DigestPlan;
  slack?: SlackServices;
  teams?: TeamsServices;
  failedRuns: FailedRuns;
  /** Releases everything in reverse order. */
  close(): Promise<void>;
};

/** What the app needs: its connection to Redis fails fast, since somebody waits for the answer. */
export type AppServices = Common & {
  guide: () => Guide;
  /** Makes the files anew that somebody takes by a link. */
  workshop: Workshop;
};

/** What the workers need: their connection waits for Redis, since the work is kept already. */
export type WorkerServices = Common & {
  ledger: Ledger;
  workshop: Workshop;
  model: Model;
  batches: NarrationBatches;
  modelRetry: RetryPolicy;
  /** The platform that a thread, by its id, lives on; undefined where that is not configured any more. */
  platformOf(threadId: string): Platform | undefined;
};

type Release = () => Promise<void> | void;

/** The one place that chooses implementations. Nothing is opened before it is called. */
export async function createAppServices(
  config: Config,
  overrides: { retention?: Retention } = {},
): Promise<AppServices> {
  const common = await createCommon(config, createFailFastRedis(config.redisUrl), overrides);
  const guide = createGuide(common.catalog);
  // Its index takes a tenth of a second and more, for which nobody who asks first should have to wait.
  guide();
  const workshop = createOwnWorkshop(common);
  return { ...common, guide, workshop, close: () => closeBoth(workshop, common) };
}

export async function createWorkerServices(
  config: Config,
  overrides: { modelRetry?: RetryPolicy; metrics?: Metrics; workshop?: Workshop; retention?: Retention } = {},
): Promise<WorkerServices> {
  if (!config.model) throw new AppError('no-model', { retry: 'never' });
  const common = await createCommon(config, createPatientRedis(config.redisUrl), overrides);
  const { retention = RETENTION } = overrides;
  const own = createOwnWorkshop(common);
  return {
    ...common,
    workshop: overrides.workshop ?? own,
    close: () => closeBoth(own, common),
    ledger: createLedger(common.redis, retention.threadMs),
    model: createAnthropicModel({ ...config.model, aliases: config.aliases }),
    batches: createAnthropicBatches({ ...config.model, aliases: config.aliases }),
    modelRetry: overrides.modelRetry ?? MODEL_RETRY,
    platformOf: (threadId) => common[threadId.startsWith('teams:') ? 'teams' : 'slack'],
  };
}

/** Nothing runs in it before something is asked of it. */
function createOwnWorkshop({ log }: Common) {
  return createWorkshop({ onProblem: (problem) => log.warn(problem, 'a picture could not be drawn') });
}

async function closeBoth(workshop: { close(): Promise<void> }, common: Common): Promise<void> {
  await workshop.close();
  await common.close();
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
    const pace = createSharedPace(redis, createLocalPace(Date.now));
    const slack = createSlack(config, redis, pace, onRefused);
    const teams = createTeams(config, redis, pace, onRefused, retention);
    return {
      config,
      log,
      metrics,
      redis,
      store: createThreadStore(redis, retention),
      jobs,
      settings: createChannelSettings(redis, retention.teamMs),
      catalog,
      decisions: createDecisionLog(redis, retention.teamMs),
      digests: createDigestStore(redis, retention.teamMs),
      ...(slack ? { slack } : {}),
      ...(teams ? { teams } : {}),
      failedRuns: createFailedRuns(redis, retention.threadMs),
      close: () => release(releases),
    };
  } catch (error) {
    await release(releases);
    throw error;
  }
}

type OnRefused = (method: string) => void;

function createSlack(
  { slack }: Config,
  redis: Redis,
  pace: Pace,
  onRefused: OnRefused,
): SlackServices | undefined {
  if (!slack) return undefined;
  const pacing = createPacing(pace, sleep, onRefused);
  const workspaces = createSingleWorkspace(slack.botToken, slack.apiUrl, pacing);
  const { mayShowProgress, mayShowChart } = pacing;
  const words = createSlackWords(redis);
  return {
    workspaces,
    words,
    chat: createSlackChat(workspaces, pacing, { words }),
    mayShowProgress,
    mayShowChart,
    refreshMs: SLACK_REFRESH_MS,
    ...createChannels(workspaces),
  };
}

function createTeams(
  { teams, publicUrl }: Config,
  redis: Redis,
  pace: Pace,
  onRefused: OnRefused,
  retention: Retention,
): TeamsServices | undefined {
  if (!teams) return undefined;
  const { bot, serviceUrls, secret } = teams;
  const conversations = createTeamsConversations(redis, retention.teamMs);
  const pacing = createTeamsPacing(pace, sleep, (kind) => onRefused(`teams.${kind}`));
  const links = createSignedLinks(secret, Date.now);
  const kept = createTeamsFiles(redis);
  const files = createFileMessages({
    links,
    kept,
    now: Date.now,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  const sent = createTeamsSent(redis);
  const streams = createTeamsStreams(redis);
  const chat = createTeamsChat({
    bot,
    serviceUrls,
    conversations,
    pacing,
    sent,
    streams,
    files,
    now: Date.now,
  });
  const { mayShowProgress } = pacing;
  return {
    chat,
    mayShowProgress,
    // Inside of the message, it costs no call.
    mayShowChart: async () => true,
    refreshMs: TEAMS_REFRESH_MS,
    linkTo: async (address, messageId) => linkToMessage(address, messageId),
    // Nothing is heard from where it is not.
    isMember: async () => true,
    conversations,
    links,
    files,
    kept,
  };
}

async function release(releases: Release[]): Promise<void> {
  for (const run of releases.splice(0).reverse()) await run();
}
