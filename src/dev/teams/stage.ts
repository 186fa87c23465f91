import type { Faults } from '../slack/faults.ts';
import type { Traffic } from '../slack/traffic.ts';
import type { WorldEvent } from './control.ts';
import type { Outgoing } from './delivery.ts';
import type { Ids } from './ids.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Signer } from './signing.ts';
import type { Tokens } from './tokens.ts';
import type { Uploads } from './uploads.ts';
import type { World } from './world.ts';

export type BotSeed = {
  appId: string;
  password: string;
  name: string;
  /** It has no credentials: nothing is signed, and no token is asked for. */
  anonymous?: boolean;
};

export type Timing = {
  /** How long the bot may take for a turn. */
  turnTimeoutMs: number;
  /** How an activity is sent again that was not answered: in turn, each so long after the one before it. */
  resends: { afterMs: number; id: 'same' | 'new' }[];
  /** How long a stream may take as a whole. */
  streamMs: number;
};

/** What all parts of the stand-in share. */
export type Stage = {
  bot: BotSeed;
  timing: Timing;
  world: World;
  ids: Ids;
  now(): number;
  url: string;
  /** The connector's address as activities name it. */
  serviceUrl: string;
  /** Where activities are posted; without it nothing is sent. */
  botUrl: string | undefined;
  faults: Faults;
  limits: RateLimits;
  traffic: Traffic;
  signer: Signer;
  tokens: Tokens;
  uploads: Uploads;
  /** The latest activities, for sending one again. */
  sent: Outgoing[];
  emit(event: WorldEvent): void;
  /** Aborted when the stand-in closes. */
  closing: AbortSignal;
  log(line: string): void;
};

/** How the bot itself is named in activities. */
export function botAccount(stage: Stage): { id: string; name: string } {
  return { id: `28:${stage.bot.appId}`, name: stage.bot.name };
}
