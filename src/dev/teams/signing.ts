import { createSign, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { type Json, toRecord } from '../slack/json.ts';

export const ISSUER = 'https://api.botframework.com';

const KEY_ID = 'stand-in';

const HOUR_SECONDS = 3_600;

/** One for all stand-ins of a process: making a key takes longer than most tests. */
let keys: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | undefined;

/** Signs what is sent to the bot, with a key that no other process has. */
export type Signer = {
  /** A bearer token; `claims` replaces some of the right ones. */
  sign(claims?: Json): string;
  jwks(): Json;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens bear the real time: the bot's library compares them with its own clock. */
export async function createSigner(rightClaims: () => Json): Promise<Signer> {
  keys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { publicKey, privateKey } = await keys;
  const { n, e } = toRecord(publicKey.export({ format: 'jwk' }));
  return {
    sign(claims = {}) {
      const at = Math.floor(Date.now() / 1000);
      const times = { nbf: at, exp: at + HOUR_SECONDS };
      const header = encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID });
      const content = `${header}.${encode({ iss: ISSUER, ...times, ...rightClaims(), ...claims })}`;
      return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
    },
    jwks: () => ({
      keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: KEY_ID, n, e, endorsements: ['msteams'] }],
    }),
  };
}

export function openIdMetadata(url: string): Json {
  return {
    issuer: ISSUER,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${url}/openid/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  };
}
