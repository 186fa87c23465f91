import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { parseTeamsConfig } from '../../../src/config-teams.ts';
import { TENANT } from './given.ts';

const parse = (env: Record<string, string>) => parseTeamsConfig((name) => env[name]);

const ID = { MicrosoftAppId: 'app' };
const BOT = { ...ID, MicrosoftAppPassword: 'hush-hush', MicrosoftAppTenantId: TENANT };
const CERTIFICATE = { CertificateThumbprint: 'AB', CertificatePrivateKey: 'one\\ntwo' };

describe('the configuration of Teams', () => {
  it('is off where nothing of it is set', () => {
    expect(parse({})).toBeUndefined();
    expect(parse({ TEAMS_ANONYMOUS: 'false' })).toBeUndefined();
  });

  it.each([
    ['MultiTenant', BOT],
    ['SingleTenant', BOT],
    ['UserAssignedMSI', { ...ID, MicrosoftAppTenantId: TENANT }],
    ['SingleTenant', { ...ID, MicrosoftAppTenantId: TENANT, ...CERTIFICATE }],
  ])('takes a bot of type %s', (type, env) => {
    const config = parse({ ...env, MicrosoftAppType: type });
    expect(config).toMatchObject({ bot: { ...ID, MicrosoftAppType: type }, tenants: [TENANT] });
    expect(config?.serviceUrls).toBe('internet');
  });

  it('reads a key that stands on one line', () => {
    const { bot } = parse({ ...ID, MicrosoftAppTenantId: TENANT, ...CERTIFICATE }) ?? {};
    expect(bot?.CertificatePrivateKey).toBe('one\ntwo');
  });

  it('hears the tenants of the list alone', () => {
    const other = '99999999-2222-4333-8444-55555555555A';
    const { tenants } = parse({ ...BOT, TEAMS_TENANTS: `${other}, ${TENANT}` }) ?? {};
    expect(tenants).toEqual([other.toLowerCase(), TENANT]);
  });

  it('without an app id speaks to this machine alone', () => {
    expect(parse({ TEAMS_ANONYMOUS: 'true' })).toEqual({ bot: {}, tenants: 'any', serviceUrls: 'loopback' });
  });

  it.each([
    ['MicrosoftAppId', { MicrosoftAppPassword: 'hush-hush' }],
    ['MicrosoftAppId', { TEAMS_TENANTS: TENANT }],
    ['MicrosoftAppPassword', { ...ID, MicrosoftAppTenantId: TENANT }],
    ['MicrosoftAppPassword', { ...BOT, MicrosoftAppType: 'UserAssignedMSI' }],
    [
      'MicrosoftAppTenantId',
      { ...ID, MicrosoftAppPassword: 'x', TEAMS_TENANTS: TENANT, MicrosoftAppType: 'SingleTenant' },
    ],
    ['MicrosoftAppTenantId', { ...BOT, MicrosoftAppTenantId: 'example.com' }],
    ['MicrosoftAppType', { ...BOT, MicrosoftAppType: 'Other' }],
    ['CertificatePrivateKey', { ...BOT, CertificateThumbprint: 'AB' }],
    ['CertificateThumbprint', { ...BOT, CertificatePrivateKey: 'x' }],
    ['TEAMS_TENANTS', { ...ID, MicrosoftAppPassword: 'hush-hush' }],
    ['TEAMS_TENANTS', { ...BOT, TEAMS_TENANTS: 'everybody' }],
    ['TEAMS_ANONYMOUS', { TEAMS_ANONYMOUS: 'yes' }],
    ['TEAMS_ANONYMOUS', { ...BOT, TEAMS_ANONYMOUS: 'true' }],
  ])('names %s where it is wrong, and no value', (variable, env) => {
    expect(() => parse(env)).toThrow(new RegExp(`^${variable} `));
    expect(() => parse(env)).not.toThrow(/hush-hush|example\.com|everybody/);
  });
});

describe('the configuration as a whole', () => {
  const MODEL = { ANTHROPIC_API_KEY: 'key' };
  const KEY = Buffer.alloc(32, 1).toString('base64');

  it('does without Slack where there is Teams', () => {
    const config = parseConfig({ ...MODEL, ...BOT, PUBLIC_URL: 'https://bot.example' }, 'start');
    expect(config.slack).toBeUndefined();
    expect(config).toMatchObject({ publicUrl: 'https://bot.example', teams: { secret: 'hush-hush' } });
    expect(parseConfig({ ...MODEL, ...BOT, SECRET_KEY: KEY }, 'start').teams?.secret).toBe(KEY);
  });

  it.each([
    ['neither platform', {}, /SLACK_BOT_TOKEN is missing: .*MicrosoftAppId/],
    ['half of Slack', { ...BOT, SLACK_SIGNING_SECRET: 's' }, /SLACK_BOT_TOKEN is missing/],
    ['a key that is too short', { ...BOT, SECRET_KEY: 'c2hvcnQ=' }, /SECRET_KEY .*32 bytes in base64/],
    ['an address without a protocol', { ...BOT, PUBLIC_URL: 'bot.example' }, /PUBLIC_URL /],
  ])('refuses %s', (_, env, words) => {
    expect(() => parseConfig({ ...MODEL, ...env }, 'start')).toThrow(words);
  });

  it('makes a key of its own for one process on this machine, and asks for one where several have to agree', () => {
    const env = { ...MODEL, TEAMS_ANONYMOUS: 'true' };
    expect(parseConfig(env, 'start').teams?.secret).toHaveLength(44);
    expect(() => parseConfig(env, 'worker')).toThrow(/SECRET_KEY is missing/);
  });
});
