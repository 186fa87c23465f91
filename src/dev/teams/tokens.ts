import { randomBytes } from 'node:crypto';
import type { Answer } from './calls.ts';

export const SCOPE = 'https://api.botframework.com';

const LIFETIME_MS = 86_400_000;

/** What the identity platform gives a bot so that it may call the connector. */
export type Tokens = {
  /** Answers a request for a token, in the form of the client credentials grant. */
  answer(form: URLSearchParams): Answer;
  isValid(authorization: string | undefined): boolean;
  /** All that were given are no longer taken. */
  expire(): void;
};

export function createTokens(bot: { appId: string; password: string }): Tokens {
  let issued = new Map<string, number>();

  const refuse = (status: number, error: string): Answer => ({
    status,
    body: { error, error_description: `${error}: refused by the stand-in` },
  });

  return {
    answer(form) {
      if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type');
      if (form.get('client_id') !== bot.appId) return refuse(400, 'unauthorized_client');
      if (form.get('client_secret') !== bot.password) return refuse(401, 'invalid_client');
      if (form.get('scope') !== `${SCOPE}/.default`) return refuse(400, 'invalid_scope');
      const token = randomBytes(32).toString('hex');
      issued.set(token, Date.now() + LIFETIME_MS);
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: LIFETIME_MS / 1000, access_token: token },
      };
    },
    isValid(authorization) {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
      return token !== undefined && (issued.get(token) ?? 0) > Date.now();
    },
    expire() {
      issued = new Map();
    },
  };
}
