import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { parseTeamsConfig, type TeamsConfig } from './config-teams.ts';
import type { LogLevel } from './log.ts';

/** Which part of the program asks: not every part needs everything. */
export type Role = 'start' | 'app' | 'worker';

export type SlackConfig = {
  botToken: string;
  apiUrl?: string;
  /** Set: Socket Mode. */
  appToken?: string;
  /** Set: requests over HTTP are served. */
  signingSecret?: string;
};

export type Config = {
  port: number;
  host: string;
  /** Where people reach the app; absent: the address that a platform's own request named. */
  publicUrl?: string;
  redisUrl: string;
  /** At least one of the two. */
  slack?: SlackConfig;
  teams?: TeamsConfig & {
    /** What signs the links that it hands out. */
    secret: string;
  };
  /** Absent in the app, which calls no model. */
  model?: { apiKey: string; baseUrl?: string };
  aliases: { haiku: string; sonnet: string; opus: string };
  agentsDir: string;
  workerConcurrency: number;
  logLevel: LogLevel;
};

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Adds what `.env` in the working directory says to the environment, which wins. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** For what needs nothing but Redis. */
export function parseRedisUrl(env: NodeJS.ProcessEnv): string {
  return parseRedis(env.REDIS_URL || 'redis://127.0.0.1:6379');
}

/** Reads and checks the environment once; throws a `ConfigError` at the first thing that is wrong. */
export function parseConfig(env: NodeJS.ProcessEnv, role: Role): Config {
  const get = (name: string) => (env[name] === undefined || env[name] === '' ? undefined : env[name]);
  const teams = parseTeamsConfig(get);
  const slack = hasSlack(get) || !teams ? parseSlackConfig(get, role) : undefined;
  const publicUrl = parsePublicUrl(get);
  const model = parseModel(get, role);
  return {
    port: parseNumber(get, 'PORT', 3000, 0, 65_535),
    host: parseHost(get),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    redisUrl: parseRedisUrl(env),
    ...(slack ? { slack } : {}),
    ...(teams ? { teams: { ...teams, secret: parseSecret(get, role, teams) } } : {}),
    ...(model ? { model } : {}),
    aliases: {
      haiku: get('MODEL_HAIKU') ?? 'claude-haiku-5-5',
      sonnet: get('MODEL_SONNET') ?? 'claude-sonnet-5-5',
      opus: get('MODEL_OPUS') ?? 'claude-opus-5-5',
    },
    agentsDir: get('AGENTS_DIR') ?? './agents',
    workerConcurrency: parseNumber(get, 'WORKER_CONCURRENCY', 50, 1, 1_000),
    logLevel: parseLevel(get('LOG_LEVEL') ?? 'info'),
  };
}

type Get = (name: string) => string | undefined;

const SLACK_NAMES = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID'];

const hasSlack = (get: Get): boolean => SLACK_NAMES.some((name) => get(name) !== undefined);

function parseSlackConfig(get: Get, role: Role): SlackConfig {
  const botToken = get('SLACK_BOT_TOKEN');
  const appToken = get('SLACK_APP_TOKEN');
  const signingSecret = get('SLACK_SIGNING_SECRET');
  if (botToken === undefined) {
    if (get('SLACK_CLIENT_ID') !== undefined) {
      throw new ConfigError(
        'SLACK_BOT_TOKEN',
        'is missing',
        'installing into many workspaces is not available yet, so set the xoxb- token of one',
      );
    }
    throw new ConfigError(
      'SLACK_BOT_TOKEN',
      'is missing',
      'set the xoxb- token of the installed Slack app, or MicrosoftAppId for Teams',
    );
  }
  if (!botToken.startsWith('xoxb-')) {
    throw new ConfigError('SLACK_BOT_TOKEN', 'is no bot token', 'it begins with xoxb-');
  }
  if (appToken !== undefined && !appToken.startsWith('xapp-')) {
    throw new ConfigError(
      'SLACK_APP_TOKEN',
      'is no app-level token',
      'it begins with xapp- and has connections:write',
    );
  }
  if (role !== 'worker' && appToken === undefined && signingSecret === undefined) {
    throw new ConfigError(
      'SLACK_SIGNING_SECRET',
      'is missing',
      'set it for HTTP, or SLACK_APP_TOKEN for Socket Mode',
    );
  }
  const apiUrl = get('SLACK_API_URL');
  if (apiUrl !== undefined) requireUrl('SLACK_API_URL', apiUrl, ['http:', 'https:']);
  return {
    botToken,
    ...(appToken === undefined ? {} : { appToken }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  };
}

function parseModel(get: Get, role: Role): Config['model'] {
  const apiKey = get('ANTHROPIC_API_KEY');
  const baseUrl = get('ANTHROPIC_BASE_URL');
  if (apiKey === undefined) {
    if (role === 'app') return undefined;
    throw new ConfigError('ANTHROPIC_API_KEY', 'is missing', 'set the key that the model is called with');
  }
  if (baseUrl !== undefined) requireUrl('ANTHROPIC_BASE_URL', baseUrl, ['http:', 'https:']);
  return { apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

/** Without an app id anybody could speak as Teams, so such a program listens to this machine alone. */
function parseHost(get: Get): string {
  const isAnonymous = get('TEAMS_ANONYMOUS') === 'true';
  const host = get('HOST') ?? (isAnonymous ? '127.0.0.1' : '0.0.0.0');
  if (isAnonymous && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new ConfigError('HOST', 'is not loopback', 'with TEAMS_ANONYMOUS=true it has to be 127.0.0.1');
  }
  return host;
}

function parsePublicUrl(get: Get): string | undefined {
  const url = get('PUBLIC_URL');
  if (url !== undefined) requireUrl('PUBLIC_URL', url, ['http:', 'https:']);
  return url;
}

const SECRET_BYTES = 32;

/** Several processes have to agree on it; one alone that nobody reaches from outside may make its own. */
function parseSecret(get: Get, role: Role, teams: TeamsConfig): string {
  const given = get('SECRET_KEY');
  if (given !== undefined) {
    const isRight = /^[\w+/-]+={0,2}$/.test(given) && Buffer.from(given, 'base64').length === SECRET_BYTES;
    if (isRight) return given;
    throw new ConfigError('SECRET_KEY', 'is no key that can be used', '32 bytes in base64');
  }
  const derived = get('SLACK_STATE_SECRET') ?? get('MicrosoftAppPassword');
  if (derived !== undefined) return derived;
  if (role === 'start' && teams.serviceUrls === 'loopback')
    return randomBytes(SECRET_BYTES).toString('base64');
  throw new ConfigError(
    'SECRET_KEY',
    'is missing',
    'set 32 random bytes in base64, the same for all processes',
  );
}

function parseRedis(url: string): string {
  if (url.includes(',')) {
    throw new ConfigError(
      'REDIS_URL',
      'names several hosts',
      'a cluster is not available yet, so name one host',
    );
  }
  requireUrl('REDIS_URL', url, ['redis:', 'rediss:']);
  return url;
}

function requireUrl(variable: string, value: string, protocols: readonly string[]): void {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !protocols.includes(url.protocol)) {
    const forms = protocols.map((p) => `${p}//host`).join(' or ');
    throw new ConfigError(variable, 'is no address that can be used', `write it as ${forms}`);
  }
}

export function parseNumber(
  get: Get,
  variable: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const parsed = z.coerce
    .number()
    .int()
    .min(least)
    .max(most)
    .safeParse(get(variable) ?? fallback);
  if (parsed.success) return parsed.data;
  throw new ConfigError(variable, 'is no number that can be used', `a whole number from ${least} to ${most}`);
}

function parseLevel(level: string): LogLevel {
  const known = LEVELS.find((l) => l === level);
  if (known) return known;
  throw new ConfigError('LOG_LEVEL', 'is not known', `one of ${LEVELS.join(', ')}`);
}
