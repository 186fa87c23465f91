import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import { AppError } from '../../core/errors.ts';
import { LimitedClient } from './client.ts';
import { toSlackError } from './errors.ts';
import type { Pacing } from './pacing.ts';
import type { Self } from './parse.ts';

/** A Slack call that takes longer has an unknown outcome. */
export const CALL_TIMEOUT_MS = 10_000;

/** Who the bot is has to be known before a person can be answered, which has to happen within 2 s. */
const IDENTIFY_TIMEOUT_MS = 1_200;

/** `url`: where its people open it. */
export type Workspace = Self & { client: WebClient; botId: string; token: string; url?: string };

/** The bot's membership in each workspace, by its id. */
export type Workspaces = {
  /** Rejects for a workspace that the bot is not installed in. */
  get(teamId: string): Promise<Workspace>;
};

/**
 * Options of every client: retries are ours to decide, since a repeated post is a second message, and a limit on one
 * method must not hold up the others.
 */
export function clientOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    logger: SILENT,
  };
}

/** Every failure is thrown as well, and is logged where it is handled; the client's own lines could hold payloads. */
const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** One workspace, by the token of the configuration; which one it is, Slack tells at the first call. */
export function createSingleWorkspace(
  token: string,
  apiUrl: string | undefined,
  pacing: Pick<Pacing, 'admit' | 'refused'>,
): Workspaces {
  const quick = new WebClient(token, { ...clientOptions(apiUrl), timeout: IDENTIFY_TIMEOUT_MS });
  let known: Promise<Workspace> | undefined;

  async function identify(): Promise<Workspace> {
    try {
      const { team_id, user_id, bot_id, url } = await quick.auth.test();
      if (!team_id || !user_id) throw new AppError('slack-credentials', { retry: 'never' });
      const client = new LimitedClient(token, clientOptions(apiUrl), team_id, pacing);
      const address = url === undefined ? {} : { url };
      return { teamId: team_id, botUserId: user_id, botId: bot_id ?? '', client, token, ...address };
    } catch (error) {
      known = undefined;
      throw toSlackError(error);
    }
  }

  return {
    async get(teamId) {
      known ??= identify();
      const workspace = await known;
      if (workspace.teamId !== teamId) throw new AppError('not-installed', { retry: 'never' });
      return workspace;
    },
  };
}
