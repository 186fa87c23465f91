import { toRecord, toText } from '../slack/json.ts';
import { ISSUER } from './signing.ts';
import type { BotSeed } from './stage.ts';
import { SCOPE } from './tokens.ts';

/** The seven settings that take botbuilder away from Microsoft's own services; less than all of them takes it nowhere. */
export type Authority = {
  ToChannelFromBotLoginUrl: string;
  ToChannelFromBotOAuthScope: string;
  ToBotFromChannelTokenIssuer: string;
  OAuthUrl: string;
  ToBotFromChannelOpenIdMetadataUrl: string;
  ToBotFromEmulatorOpenIdMetadataUrl: string;
  CallerId: string;
};

export function authorityOf(url: string): Authority {
  return {
    ToChannelFromBotLoginUrl: `${url}/login/botframework.com`,
    ToChannelFromBotOAuthScope: SCOPE,
    ToBotFromChannelTokenIssuer: ISSUER,
    OAuthUrl: `${url}/oauth`,
    ToBotFromChannelOpenIdMetadataUrl: `${url}/openid/configuration`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${url}/openid/configuration`,
    CallerId: 'urn:botframework:azure',
  };
}

type Signed = { headers: { set(name: string, value: string): void } };

/**
 * Has the form of botbuilder's `ServiceClientCredentialsFactory`. The one of the library can't be used on this machine:
 * it asks for tokens over https alone, and only after asking Microsoft whether the address is one of theirs.
 */
export type Credentials = {
  isValidAppId(appId: string): Promise<boolean>;
  isAuthenticationDisabled(): Promise<boolean>;
  createCredentials(): Promise<{ signRequest<R extends Signed>(request: R): Promise<R> }>;
};

/** Asks the stand-in's token endpoint once, and again when a minute of the token's time is left. */
export function createCredentials(bot: BotSeed, tokenUrl: string): Credentials {
  let kept: { token: Promise<string>; until: number } | undefined;

  async function ask(): Promise<string> {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: bot.appId,
        client_secret: bot.password,
        scope: `${SCOPE}/.default`,
      }),
    });
    const body = toRecord(await response.json());
    if (!response.ok) throw new Error(`No token: ${toText(body.error)}`);
    kept = {
      token: Promise.resolve(toText(body.access_token)),
      until: Date.now() + Number(body.expires_in) * 1000,
    };
    return toText(body.access_token);
  }

  function token(): Promise<string> {
    if (!kept || kept.until < Date.now() + 60_000) {
      const asked = ask();
      kept = { token: asked, until: Number.POSITIVE_INFINITY };
      asked.catch(() => {
        kept = undefined;
      });
    }
    return kept.token;
  }

  return {
    isValidAppId: async (appId) => appId === bot.appId,
    isAuthenticationDisabled: async () => bot.anonymous === true,
    createCredentials: async () => ({
      async signRequest(request) {
        if (!bot.anonymous) request.headers.set('authorization', `Bearer ${await token()}`);
        return request;
      },
    }),
  };
}
