import { LogLevel, WebClient } from '@slack/web-api';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { BOT_TOKEN } from './setup.ts';

/** A client that tries once. */
export function clientOf(slack: SlackStandIn, token = BOT_TOKEN): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  });
}

const LEVEL = LogLevel.ERROR;

export const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LEVEL,
  setName() {},
};
