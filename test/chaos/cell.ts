import { QUEUE_PREFIX } from '../../src/adapters/bullmq/queues.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Drawing, Picture } from '../../src/core/design/diagram/drawing.ts';
import { NO_SOURCES } from '../../src/core/design/sources/sources.ts';
import type { Workshop } from '../../src/core/design/workshop.ts';
import type { ThreadState } from '../../src/core/thread/state.ts';
import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import type { Fault } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import { createAppServices, createWorkerServices } from '../../src/services.ts';
import { startWorkers } from '../../workers/index.ts';
import { unpaced } from '../fakes/with-platform.ts';
import { OTHER, PERSON } from './full-run.ts';

export type Cell = {
  slack: SlackStandIn;
  /**
   * Whether nothing is left to be done: no thread with work, no job that waits or runs. What is only to be looked at
   * again later is left out for who is in a hurry.
   */
  isIdle(isHasty: boolean): Promise<boolean>;
  close(): Promise<void>;
};

export type CellOptions = { redisUrl: string; modelUrl: string; faults?: Fault[] };

/** The app, a worker and a workspace of one run's own: what a process remembers of Slack must not serve the next one. */
export async function openCell({ redisUrl, modelUrl, faults = [] }: CellOptions): Promise<Cell> {
  const slack = await startLocalSlack({
    limits: 'off',
    timing: { retryDelaysMs: [1_000, 3_000, 9_000], fileProcessingMs: 20 },
    world: { workspaces: [WORLD] },
  });
  slack.faults.set(faults);
  const env = {
    PORT: '0',
    HOST: '127.0.0.1',
    REDIS_URL: redisUrl,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_APP.botToken,
    SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret,
    ANTHROPIC_API_KEY: 'chaos',
    ANTHROPIC_BASE_URL: modelUrl,
    LOG_LEVEL: process.env.CHAOS_LOG ?? 'silent',
  };
  const services = await createWorkerServices(parseConfig(env, 'worker'), { workshop: PIXELS });
  const workers = await startWorkers(unpaced(services));
  const appServices = await createAppServices(parseConfig(env, 'app'));
  const app: RunningApp = await startApp(appServices);
  slack.setRequestUrl(`http://127.0.0.1:${app.port}/slack/events`);
  return {
    slack,
    async isIdle(isHasty) {
      const { redis, store } = services;
      const jobs = await Promise.all(
        QUEUES.flatMap((queue) => [
          redis.llen(`${queue}:wait`),
          redis.llen(`${queue}:active`),
          redis.zcard(`${queue}:delayed`),
        ]),
      );
      if (jobs.some((count) => count > 0)) return false;
      const threads = await Promise.all((await store.active()).map((id) => store.load(id)));
      return threads.every((thread) => !thread || (isHasty && !hasUrgentWork(thread.state)));
    },
    async close() {
      await app.close();
      await appServices.close();
      await workers.close();
      await services.close();
      await slack.close();
    },
  };
}

function hasUrgentWork({ phase, deliveries }: ThreadState): boolean {
  return phase.kind === 'working' || deliveries.length > 0;
}

const QUEUES = ['design', 'deliver'].map((kind) => `${QUEUE_PREFIX}:${kind}`);

const WORLD = {
  id: 'T0CHAOS',
  name: 'Chaos',
  users: [
    { id: PERSON, name: 'person', realName: 'A person' },
    { id: OTHER, name: 'other', realName: 'Another person' },
  ],
  channels: [{ id: 'C0CHAOS', name: 'c0', members: [PERSON, OTHER, 'bot'] }],
};

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** What a picture shows plays no part in how it is delivered. */
const PIXELS: Workshop = {
  readSources: async (design) => ({ ...NO_SOURCES, operations: design.contracts.map(() => []) }),
  draw: async (drawings) => drawings.map(toPixel),
  drawChart: async () => undefined,
};

function toPixel({ name, title }: Drawing): Picture {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  return { name, title, altText: title, width: 1, height: 1, svg, png: PIXEL };
}
