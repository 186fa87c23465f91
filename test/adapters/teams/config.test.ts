import { describe, expect, it } from 'vitest';
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
