import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { authorityOf, createCredentials } from '../../../src/dev/teams/credentials.ts';

export const APP_ID = '0a0a0a0a-0000-4000-8000-000000000001';
const ISSUER = 'https://api.botframework.com';

const bot = { appId: APP_ID, password: 'x' } as Parameters<typeof createCredentials>[0];

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
/** One of Teams, one of another channel, and one that nobody has heard of. */
const keys = { teams: pair(), other: pair(), stranger: pair() };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const jwk = (kid: string, key: KeyObject, endorsements: string[]) => {
  const { n, e } = key.export({ format: 'jwk' });
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e, endorsements };
};

type Token = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  by?: keyof typeof keys | 'public key' | 'nobody';
};

/** A token of Teams, wrong in what is given. */
export function signToken(serviceUrl: string, { claims, header, by = 'teams' }: Token = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const right = { iss: ISSUER, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600 };
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'teams', ...header })}.${encode({ ...right, ...claims })}`;
  if (by === 'nobody') return `${content}.`;
  if (by === 'public key') {
    const pem = keys.teams.publicKey.export({ type: 'pkcs1', format: 'pem' });
    return `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
  }
  const signature = createSign('RSA-SHA256').update(content).sign(keys[by].privateKey, 'base64url');
  return `${content}.${signature}`;
}

/** The names of keys as Microsoft's own service gives them; `isDown` keeps it from giving any. */
export async function startAuthority(options: { isDown?: boolean } = {}) {
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}`;
    const list = [
      jwk('teams', keys.teams.publicKey, ['msteams']),
      jwk('other', keys.other.publicKey, ['webchat']),
    ];
    const body =
      request.url === '/openid/keys' ? { keys: list } : { issuer: ISSUER, jwks_uri: `${url}/openid/keys` };
    response.writeHead(options.isDown ? 502 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return { settings: authorityOf(url), credentials: createCredentials(bot, `${url}/token`) };
}
