import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Fault,
  SessionStatus,
  TrafficEntry,
  WorldEvent,
  WorldFile,
  WorldMessage,
  WorldView,
} from './control.ts';
import { appState, channelMessages, sessionStatuses, viewsOf } from './control-api.ts';
import { DEFAULT_WORLD } from './default-world.ts';
import { type Ack, deliver, type Outgoing } from './delivery.ts';
import { createFaults } from './faults.ts';
import { forgetBefore } from './forget.ts';
import { verifyRequestUrl } from './http-delivery.ts';
import { createIds } from './ids.ts';
import { requireUser, requireWorkspace } from './lookup.ts';
import { parseManifest } from './manifest.ts';
import { createPeople, type People } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import { createStandInServer } from './server.ts';
import { SlackError } from './slack-error.ts';
import { createSocketMode } from './socket-mode.ts';
import type { AppSeed, Stage, Timing } from './stage.ts';
import { createTraffic } from './traffic.ts';
import { createTriggers } from './triggers.ts';
import { createWorkspace, toWorldFile, toWorldMessage, type Workspace, type WorldSeed } from './world.ts';

export type { AppSeed } from './stage.ts';
export type { WorldSeed } from './world.ts';

export type SlackStandInOptions = {
  app: AppSeed;
  /** 0, the default, takes a free one. */
  port?: number;
  world?: WorldSeed;
  /** HTTP mode: where events, commands and interactions are posted. */
  requestUrl?: string;
  /** Rate limits as Slack's, or none. */
  limits?: 'off' | 'slack';
  timing?: Partial<Timing>;
  now?: () => number;
  log?: (line: string) => void;
  /** Shown at the top of the page. */
  notice?: string;
  /** Serves what is none of the stand-in's own paths; false: 404. */
  page?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

export type SlackStandIn = People & {
  url: string;
  /** What the app's `SLACK_API_URL` is. */
  apiUrl: string;
  close(): Promise<void>;
  setRequestUrl(url: string | undefined): void;
  /** Whether the request URL answers Slack's challenge. */
  verifyRequestUrl(): Promise<boolean>;
  /** All messages of a channel, oldest first; with `thread` its root and replies. */
  messages(where: { channel: string; thread?: string; team?: string }): WorldMessage[];
  /** What only this person sees. */
  ephemerals(of: { user: string; team?: string }): WorldMessage[];
  files(of?: {
    team?: string;
  }): (WorldFile & { data: Buffer; shares: { channel: string; ts: string; thread_ts?: string }[] })[];
  viewStack(user: string, team?: string): WorldView[];
  home(user: string, team?: string): WorldView | undefined;
  statuses(team?: string): SessionStatus[];
  /** Calls of the app and deliveries to it, the last 1,000. */
  traffic(afterN?: number): TrafficEntry[];
  /** Calls of the app that are not carried out, or not answered, yet. */
  openCalls(): number;
  faults: { set(faults: Fault[]): void; clear(): void };
  /**
   * Sends the latest event of this name (`app_mention`, `message`, `message/message_changed`) once more, as Slack does
   * when an acknowledgement got lost on its way. Throws `event_not_found`.
   */
  redeliver(name: string): Promise<Ack>;
  /** Sends the app any payload, also one that Slack does not send today. */
  deliver(outgoing: Outgoing): Promise<Ack>;
  setOld(isOld: boolean): void;
  /** Drops what was said and uploaded before that instant (epoch milliseconds), and tells nobody. */
  forgetBefore(at: number): void;
  sockets: {
    connections(): number;
    disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  };
  onEvent(listener: (event: WorldEvent, team: string) => void): () => void;
};

const TIMING: Timing = { ackTimeoutMs: 3_000, retryDelaysMs: [50, 60_000, 300_000], fileProcessingMs: 150 };

/** Starts a Slack workspace on this machine that is as strict as the real one. Listens on 127.0.0.1 only. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const now = options.now ?? Date.now;
  const listeners = new Set<(event: WorldEvent, team: string) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const closing = new AbortController();
  const workspaces = new Map<string, Workspace>();
  for (const seed of (options.world ?? DEFAULT_WORLD).workspaces) {
    workspaces.set(seed.id, createWorkspace(seed, options.app, now()));
  }
  const primary = [...workspaces.values()][0];
  if (!primary) throw new Error('The world needs a workspace.');

  const emit = (workspace: Workspace, event: WorldEvent) => {
    for (const listener of listeners) listener(event, workspace.id);
  };
  const tellAppChanged = () => {
    for (const workspace of workspaces.values()) {
      emit(workspace, { kind: 'app', app: appState(stage, workspace) });
    }
  };
  const timing = { ...TIMING, ...options.timing };
  const stage: Stage = {
    app: options.app,
    manifest: parseManifest(options.app.manifest),
    timing,
    workspaces,
    primary,
    ids: createIds(now),
    now,
    url: '',
    requestUrl: options.requestUrl,
    isOld: false,
    notice: options.notice,
    faults: createFaults(),
    limits: createRateLimits(now, options.limits !== 'off'),
    traffic: createTraffic((entry) => {
      for (const workspace of workspaces.values()) emit(workspace, { kind: 'traffic', entry });
    }),
    triggers: createTriggers(now),
    sockets: createSocketMode({
      appId: options.app.id,
      now,
      url: () => stage.url,
      ackTimeoutMs: timing.ackTimeoutMs,
      onChange: tellAppChanged,
    }),
    responseUrls: createResponseUrls(now, () => stage.url),
    sentEvents: [],
    emit,
    closing: closing.signal,
    later(ms, run) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      if (closing.signal.aborted) clearTimeout(timer);
      timer.unref();
      timers.add(timer);
    },
    log: options.log ?? (() => {}),
  };
  const people = createPeople(stage);
  const server = createStandInServer(stage, people, {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...(options.page ? { page: options.page } : {}),
  });
  await new Promise<void>((resolve, reject) => {
    server.http.once('error', reject);
    server.http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.http.address();
  stage.url = `http://127.0.0.1:${isAddress(address) ? address.port : 0}`;

  return {
    ...people,
    url: stage.url,
    apiUrl: `${stage.url}/api/`,
    async close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
      stage.sockets.close();
      await server.close();
    },
    setRequestUrl(url) {
      stage.requestUrl = url;
      tellAppChanged();
    },
    verifyRequestUrl: async () => stage.requestUrl !== undefined && verifyRequestUrl(stage, stage.requestUrl),
    messages({ channel, thread, team }) {
      const all = channelMessages(requireWorkspace(stage, team), channel);
      return thread === undefined
        ? all
        : all.filter((message) => message.ts === thread || message.thread_ts === thread);
    },
    ephemerals({ user, team }) {
      const workspace = requireWorkspace(stage, team);
      const id = requireUser(workspace, user);
      return workspace.ephemerals.filter((message) => message.ephemeralFor === id).map(toWorldMessage);
    },
    files: ({ team } = {}) =>
      [...requireWorkspace(stage, team).files.values()]
        .filter((file) => file.state !== 'awaiting-bytes')
        .map((file) => ({ ...toWorldFile(file), data: file.data, shares: file.shares })),
    viewStack(user, team) {
      const workspace = requireWorkspace(stage, team);
      return viewsOf(workspace, requireUser(workspace, user)).stack;
    },
    home(user, team) {
      const workspace = requireWorkspace(stage, team);
      return viewsOf(workspace, requireUser(workspace, user)).home ?? undefined;
    },
    statuses: (team) => sessionStatuses(stage, requireWorkspace(stage, team)),
    traffic: (afterN) => stage.traffic.entries(afterN),
    openCalls: () => stage.traffic.open(),
    faults: { set: (faults) => stage.faults.set(faults), clear: () => stage.faults.clear() },
    redeliver(name) {
      const outgoing = stage.sentEvents.findLast((event) => event.name === name);
      if (!outgoing) throw new SlackError('event_not_found');
      return deliver(stage, outgoing, { number: 1, reason: 'http_timeout' });
    },
    deliver: (outgoing) => deliver(stage, outgoing),
    setOld(isOld) {
      stage.isOld = isOld;
    },
    forgetBefore(at) {
      for (const workspace of workspaces.values()) forgetBefore(workspace, at);
    },
    sockets: {
      connections: () => stage.sockets.connections(),
      disconnect: (reason) => stage.sockets.disconnect(reason),
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
