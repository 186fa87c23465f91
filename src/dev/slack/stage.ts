import type { WorldEvent } from './control.ts';
import type { Outgoing } from './delivery.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode.ts';
import type { Traffic } from './traffic.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './world.ts';

export type AppSeed = {
  id: string;
  name: string;
  botUserId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** The parsed manifest of the app. */
  manifest: unknown;
  /** Checked by `oauth.v2.access` where given. */
  clientId?: string;
  clientSecret?: string;
};

export type Timing = {
  /** How long the app may take to acknowledge. */
  ackTimeoutMs: number;
  /** When an event that was not acknowledged is sent again. */
  retryDelaysMs: number[];
  /** How long a file that was completed takes until it can be used. */
  fileProcessingMs: number;
};

/** What all parts of the stand-in share. */
export type Stage = {
  app: AppSeed;
  manifest: Manifest;
  timing: Timing;
  workspaces: Map<string, Workspace>;
  primary: Workspace;
  ids: Ids;
  now(): number;
  url: string;
  /** HTTP mode: where events are posted; without it they go over Socket Mode. */
  requestUrl: string | undefined;
  isOld: boolean;
  notice: string | undefined;
  faults: Faults;
  limits: RateLimits;
  traffic: Traffic;
  triggers: Triggers;
  sockets: SocketMode;
  responseUrls: ResponseUrls;
  /** The latest events, for sending one again. */
  sentEvents: Outgoing[];
  emit(workspace: Workspace, event: WorldEvent): void;
  /** Aborted when the stand-in closes. */
  closing: AbortSignal;
  /** Runs later, unless the stand-in closes first. */
  later(ms: number, run: () => void): void;
  log(line: string): void;
};
