import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createFaults } from '../slack/faults.ts';
import type { Json } from '../slack/json.ts';
import { createTraffic } from '../slack/traffic.ts';
import { CONNECTOR_PATH } from './connector.ts';
import type {
  FaultControl,
  TrafficEntry,
  WorldConversation,
  WorldEvent,
  WorldFile,
  WorldMessage,
  WorldPerson,
} from './control.ts';
import { type Authority, authorityOf, type Credentials, createCredentials } from './credentials.ts';
import { DEFAULT_WORLD } from './default-world.ts';
import { type Ack, deliver, renewed } from './delivery.ts';
import { createIds } from './ids.ts';
import { requireConversationOf, requirePerson } from './lookup.ts';
import { showMessage } from './messages.ts';
import { createPeople, type People } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import { createTeamsServer } from './server.ts';
import { createSigner } from './signing.ts';
import type { BotSeed, Stage, Timing } from './stage.ts';
import { NotPossible } from './teams-error.ts';
import { createTokens } from './tokens.ts';
import { createUploads } from './uploads.ts';
import { createWorld, toWorldConversation, type WorldSeed } from './world.ts';

export type TeamsStandInOptions = {
  /** What is left out is made up; the id is a new one, as botbuilder keeps tokens by it for all of a process. */
  bot?: Partial<BotSeed>;
  /** 0, the default, takes a free one. */
  port?: number;
  world?: WorldSeed;
  /** The bot's messaging endpoint. */
  botUrl?: string;
  /** Rate limits as those of Teams, or none. */
  limits?: 'off' | 'teams';
  timing?: Partial<Timing>;
  now?: () => number;
  log?: (line: string) => void;
};

export type TeamsStandIn = People & {
  url: string;
  /** The connector's address, as activities bear it. */
  serviceUrl: string;
  bot: BotSeed;
  /** For `new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId, ...authority }, credentials)`. */
  authority: Authority;
  credentials: Credentials;
  close(): Promise<void>;
  setBotUrl(url: string | undefined): void;
  person(name: string): WorldPerson;
  /** By name or id, as that person finds it; their own chat with the bot when left out. */
  conversation(where: { user: string; in?: string }): WorldConversation;
  /** Messages as that person sees them, oldest first, deleted ones left out; with `thread` only those of it. */
  messages(where: { user: string; in?: string; thread?: string }): WorldMessage[];
  files(): WorldFile[];
  /** Calls of the bot and activities to it, the last 1,000. */
  traffic(afterN?: number): TrafficEntry[];
  /** Calls of the bot that are not carried out, or not answered, yet. */
  openCalls(): number;
  faults: FaultControl;
  /** Sends the latest activity of this type, or invoke of this name, once more, as Teams does when it takes it for lost. */
  redeliver(name: string, id: 'same' | 'new'): Promise<Ack>;
  /** Sends the bot any activity once; `authorization` replaces the right header, an empty one leaves it out. */
  deliver(activity: Json, authorization?: string): Promise<Ack>;
  /** A bearer token by the connector's key; `claims` replaces some of the right ones. */
  sign(claims?: Json): string;
  /** The tokens that the bot was given are no longer taken. */
  expireTokens(): void;
  onEvent(listener: (event: WorldEvent) => void): () => void;
};

const TIMING: Timing = {
  turnTimeoutMs: 15_000,
  resends: [
    { afterMs: 0, id: 'same' },
    { afterMs: 30_000, id: 'new' },
    { afterMs: 0, id: 'same' },
  ],
  streamMs: 120_000,
};

/** Starts a Teams on this machine that is as strict as the real one. Listens on 127.0.0.1 only. */
export async function startTeamsStandIn(options: TeamsStandInOptions = {}): Promise<TeamsStandIn> {
  const now = options.now ?? Date.now;
  const listeners = new Set<(event: WorldEvent) => void>();
  const closing = new AbortController();
  // One for each activity under way, and none that stays.
  setMaxListeners(0, closing.signal);
  const bot: BotSeed = { appId: randomUUID(), password: randomUUID(), name: 'Architect', ...options.bot };
  const emit = (event: WorldEvent) => {
    for (const listener of listeners) listener(event);
  };
  const stage: Stage = {
    bot,
    timing: { ...TIMING, ...options.timing },
    world: createWorld(options.world ?? DEFAULT_WORLD),
    ids: createIds(now),
    now,
    url: '',
    serviceUrl: '',
    botUrl: options.botUrl,
    faults: createFaults(),
    limits: createRateLimits(now, options.limits !== 'off'),
    traffic: createTraffic((entry) => emit({ kind: 'traffic', entry })),
    signer: await createSigner(() => ({ aud: bot.appId, serviceurl: stage.serviceUrl })),
    tokens: createTokens(bot),
    uploads: createUploads(() => stage.url),
    sent: [],
    emit,
    closing: closing.signal,
    log: options.log ?? (() => {}),
  };
  const server = createTeamsServer(stage);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  stage.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  stage.serviceUrl = `${stage.url}${CONNECTOR_PATH}/`;
  const authority = authorityOf(stage.url);

  const find = (where: { user: string; in?: string }) => {
    const person = requirePerson(stage, where.user);
    return { person, conversation: requireConversationOf(stage, person, where.in) };
  };

  return {
    ...createPeople(stage),
    url: stage.url,
    serviceUrl: stage.serviceUrl,
    bot,
    authority,
    credentials: createCredentials(bot, `${authority.ToChannelFromBotLoginUrl}/oauth2/v2.0/token`),
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    setBotUrl(url) {
      stage.botUrl = url;
    },
    person: (name) => requirePerson(stage, name),
    conversation: (where) => toWorldConversation(find(where).conversation),
    messages(where) {
      const { person, conversation } = find(where);
      return conversation.messages
        .filter((message) => !message.isDeleted && (where.thread ?? message.rootId) === message.rootId)
        .map((message) => showMessage(stage, conversation, message, person.id));
    },
    files: () => stage.uploads.list(),
    traffic: (afterN) => stage.traffic.entries(afterN),
    openCalls: () => stage.traffic.open(),
    faults: { set: (faults) => stage.faults.set(faults), clear: () => stage.faults.clear() },
    redeliver(name, id) {
      const outgoing = stage.sent.findLast((entry) => entry.name === name);
      if (!outgoing) throw new NotPossible(`No ${name} was sent yet.`);
      return deliver(stage, id === 'new' ? renewed(stage, outgoing) : outgoing);
    },
    deliver: (activity, authorization) =>
      deliver(stage, { name: String(activity.name ?? activity.type), activity }, authorization),
    sign: (claims) => stage.signer.sign(claims),
    expireTokens: () => stage.tokens.expire(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
