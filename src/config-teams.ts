import { ConfigError } from './config-error.ts';

export type TeamsConfig = {
  /** How the bot is known, in the Bot Framework's own names; empty: it is not, and only this machine is heard. */
  bot: {
    MicrosoftAppId?: string;
    MicrosoftAppPassword?: string;
    MicrosoftAppTenantId?: string;
    MicrosoftAppType?: string;
    CertificateThumbprint?: string;
    CertificatePrivateKey?: string;
  };
  /** In lower case. */
  tenants: readonly string[] | 'any';
  serviceUrls: 'internet' | 'loopback';
};

type Get = (name: string) => string | undefined;

const NAMES = [
  'MicrosoftAppPassword',
  'MicrosoftAppTenantId',
  'MicrosoftAppType',
  'CertificateThumbprint',
  'CertificatePrivateKey',
] as const;

const TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'];

/** Undefined: Teams is off. Throws a `ConfigError` at the first thing that is wrong. */
export function parseTeamsConfig(get: Get): TeamsConfig | undefined {
  const appId = get('MicrosoftAppId');
  const anonymous = get('TEAMS_ANONYMOUS') ?? 'false';
  if (anonymous !== 'true' && anonymous !== 'false') {
    throw new ConfigError('TEAMS_ANONYMOUS', 'is not known', 'true or false');
  }
  if (anonymous === 'true') {
    if (appId !== undefined) {
      throw new ConfigError(
        'TEAMS_ANONYMOUS',
        'is true beside an app id',
        'unset it, or MicrosoftAppId for the local playground',
      );
    }
    return { bot: {}, tenants: parseTenants(get, undefined) ?? 'any', serviceUrls: 'loopback' };
  }
  if (appId === undefined) {
    const set = [...NAMES, 'TEAMS_TENANTS'].find((name) => get(name) !== undefined);
    if (set === undefined) return undefined;
    throw new ConfigError('MicrosoftAppId', 'is missing', `set it to the id of the bot, or unset ${set}`);
  }
  const tenants = parseTenants(get, get('MicrosoftAppTenantId'));
  if (tenants === undefined) {
    throw new ConfigError('TEAMS_TENANTS', 'is missing', 'name the tenants that may talk to the bot');
  }
  return { bot: parseBot(get, appId), tenants, serviceUrls: 'internet' };
}

function parseBot(get: Get, appId: string): TeamsConfig['bot'] {
  const asked = get('MicrosoftAppType') ?? 'MultiTenant';
  const type = TYPES.find((known) => known.toLowerCase() === asked.toLowerCase());
  const password = get('MicrosoftAppPassword');
  const tenantId = get('MicrosoftAppTenantId');
  const thumbprint = get('CertificateThumbprint');
  const privateKey = get('CertificatePrivateKey');
  if (!type) throw new ConfigError('MicrosoftAppType', 'is not known', `one of ${TYPES.join(', ')}`);
  if (type !== 'MultiTenant' && tenantId === undefined) {
    throw new ConfigError('MicrosoftAppTenantId', 'is missing', `set the tenant of the ${type} bot`);
  }
  if ((thumbprint === undefined) !== (privateKey === undefined)) {
    const missing = thumbprint === undefined ? 'CertificateThumbprint' : 'CertificatePrivateKey';
    throw new ConfigError(missing, 'is missing', 'a certificate needs both its thumbprint and its key');
  }
  if (type === 'UserAssignedMSI') {
    if (password !== undefined) {
      throw new ConfigError('MicrosoftAppPassword', 'is set', 'unset it: a managed identity has none');
    }
    if (thumbprint !== undefined) {
      throw new ConfigError('CertificateThumbprint', 'is set', 'unset it: a managed identity has none');
    }
  } else if (password === undefined && thumbprint === undefined) {
    throw new ConfigError(
      'MicrosoftAppPassword',
      'is missing',
      'set the secret of the bot, or a certificate',
    );
  }
  return {
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    ...(password === undefined ? {} : { MicrosoftAppPassword: password }),
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
    ...(thumbprint === undefined ? {} : { CertificateThumbprint: thumbprint }),
    // In an environment a key stands on one line.
    ...(privateKey === undefined ? {} : { CertificatePrivateKey: privateKey.replaceAll('\\n', '\n') }),
  };
}

/** Activities name their tenant by its id, so a domain would match nobody. */
function parseTenants(get: Get, fallback: string | undefined): string[] | undefined {
  const given = get('TEAMS_TENANTS');
  const list = given ?? fallback;
  if (list === undefined) return undefined;
  const tenants = list.split(',').map((id) => id.trim().toLowerCase());
  if (tenants.every((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))) return tenants;
  const variable = given === undefined ? 'MicrosoftAppTenantId' : 'TEAMS_TENANTS';
  throw new ConfigError(variable, 'is no list of tenants', 'ids of 36 characters, comma-separated');
}
