import { LOCAL_APP, startLocalSlack } from '../../src/dev/local-slack.ts';
import { type ModelServer, startModelServer } from '../../src/dev/model/server.ts';
import type { Brain } from '../../src/dev/model/wire.ts';
import type { SlackStandIn, SlackStandInOptions } from '../../src/dev/slack/stand-in.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../src/dev/teams/stand-in.ts';
import { type BotProcess, startAppProcess, startProcess, startWorkerProcess } from '../fakes/processes.ts';
import { createCountingBrain } from './conversation-brain.ts';
import { type DurableRedis, startDurableRedis } from './durable-redis.ts';
import { type Room, slackRoom, teamsRoom } from './room.ts';
import { watchThreads } from './watch.ts';

/** One person and as many channels as asked for, the bot in each: Slack's pace is per channel. */
const WORKSPACE = 'T0CHAOS';
export const PERSON = 'U0PERSON';

export const channelName = (i: number): string => `c${i}`;

export type StageOptions = {
  channels: number;
  /** Further people, `person0` and so on: each has their own forms. */
  people?: number;
  /** Instead of the counting brain of `conversation-brain.ts`. */
  brain?: Brain;
  slack?: Omit<SlackStandInOptions, 'app' | 'world'>;
  /** Where the conversations take place. */
  platform?: Platform;
  /** How many requests to the model are kept to look at; left out: all. */
  keepRequests?: number;
  /** A server that is there already; it is not closed then. */
  redis?: DurableRedis;
  database?: number;
  env?: Record<string, string>;
};

export type Platform = 'slack' | 'teams';

export type Stage = {
  /** The platform on which the conversations take place. */
  room: Room;
  slack: SlackStandIn;
  model: ModelServer;
  redis: DurableRedis;
  /** What every process of the product is started with. */
  env: Record<string, string>;
  /** How often the model was called for each brief. */
  calls: ReadonlyMap<string, number>;
  threads: ReturnType<typeof watchThreads>;
  startApp(env?: Record<string, string>): Promise<BotProcess & { url: string }>;
  startWorker(env?: Record<string, string>): Promise<BotProcess>;
  /** A worker of the tests' own; it prints `workers are up` when it takes jobs. */
  startScript(path: string, args: string[], env?: Record<string, string>): BotProcess;
  close(): Promise<void>;
};

/** Slack and the model as strict stand-ins in this process, a real Redis, and real processes of the product. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const counting = createCountingBrain();
  const model = await startModelServer({
    brain: options.brain ?? counting.brain,
    ...(options.keepRequests === undefined ? {} : { keep: options.keepRequests }),
  });
  const slack = await startLocalSlack({
    limits: 'off',
    timing: { retryDelaysMs: [1_000, 3_000, 9_000] },
    ...options.slack,
    world: { workspaces: [worldOf(options.channels, options.people ?? 0)] },
  });
  const teams = options.platform === 'teams' ? await startTeams(options.channels) : undefined;
  const room = teams ? teamsRoom(teams, PERSON_HANDLE) : slackRoom(slack, PERSON);
  const redis = options.redis ?? (await startDurableRedis());
  const started: BotProcess[] = [];
  const env: Record<string, string> = {
    HOST: '127.0.0.1',
    REDIS_URL: `${redis.url}/${options.database ?? 0}`,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: LOCAL_APP.botToken,
    SLACK_SIGNING_SECRET: LOCAL_APP.signingSecret,
    ANTHROPIC_API_KEY: 'chaos',
    ANTHROPIC_BASE_URL: model.url,
    LOG_LEVEL: 'warn',
    ...(teams ? ANONYMOUS : {}),
    ...options.env,
  };
  const remember = <T extends BotProcess>(one: T): T => {
    started.push(one);
    return one;
  };
  return {
    room,
    slack,
    model,
    redis,
    env,
    calls: counting.calls,
    threads: watchThreads(room),
    startApp: async (own) => remember(await startAppProcess({ ...env, ...own })),
    startWorker: async (own) => remember(await startWorkerProcess({ ...env, ...own })),
    startScript: (path, args, own) => remember(startProcess(path, args, { ...env, ...own })),
    async close() {
      for (const one of started) one.child.kill('SIGKILL');
      await Promise.all(started.map((one) => one.ended));
      await slack.close();
      await teams?.close();
      await model.close();
      if (!options.redis) await redis.close();
    },
  };
}

/** Without credentials, as on a developer's machine: what is signed is the links to files. */
const ANONYMOUS = { TEAMS_ANONYMOUS: 'true', SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
const PERSON_HANDLE = 'person';

function startTeams(channels: number): Promise<TeamsStandIn> {
  const tenant = {
    id: '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c0c',
    domain: 'chaos.example',
    people: [{ handle: PERSON_HANDLE, name: 'A person' }],
    teams: [
      {
        name: 'Chaos',
        members: [PERSON_HANDLE],
        channels: Array.from({ length: channels }, (_, i) => ({
          name: channelName(i),
          id: `19:C0CHAOS${i}@thread.tacv2`,
        })),
      },
    ],
  };
  return startTeamsStandIn({ limits: 'off', bot: { anonymous: true }, world: { tenants: [tenant] } });
}

export const personName = (i: number): string => `person${i}`;
export const personId = (i: number): string => `U0PERSON${i}`;

function worldOf(channels: number, people: number) {
  const more = Array.from({ length: people }, (_, i) => ({
    id: personId(i),
    name: personName(i),
    realName: `Person ${i}`,
  }));
  return {
    id: WORKSPACE,
    name: 'Chaos',
    users: [{ id: PERSON, name: 'person', realName: 'A person' }, ...more],
    channels: Array.from({ length: channels }, (_, i) => ({
      id: `C0CHAOS${i}`,
      name: channelName(i),
      members: [PERSON, ...more.map((person) => person.id), 'bot'],
    })),
  };
}
