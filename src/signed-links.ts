import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a token may be used for; one for something else is none. */
export type LinkPurpose = 'file' | 'offer';

/** Tokens that say something and can't be made, or changed, by anybody else. */
export type SignedLinks = {
  /** `endsAt`: epoch ms after which it is none any more. */
  sign(purpose: LinkPurpose, content: object, endsAt?: number): string;
  /** What was signed; undefined for whatever is not such a token, or is over. */
  read(purpose: LinkPurpose, token: string): unknown;
};

/** Longer ones are not looked into. */
const MOST_CHARS = 4_000;

/** `secret` may be used for other things as well: the key is derived from it for these tokens alone. */
export function createSignedLinks(secret: string, now: () => number): SignedLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'architect signed links', 32));
  const signatureOf = (body: string) => createHmac('sha256', key).update(body).digest();

  return {
    sign(purpose, content, endsAt) {
      const body = Buffer.from(JSON.stringify([purpose, content, endsAt ?? null])).toString('base64url');
      return `${body}.${signatureOf(body).toString('base64url')}`;
    },
    read(purpose, token) {
      const [body = '', signature = '', ...more] = token.length > MOST_CHARS ? [] : token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = signatureOf(body);
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
        return undefined;
      const parsed: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
      if (!Array.isArray(parsed) || parsed[0] !== purpose) return undefined;
      const [, content, endsAt] = parsed;
      return typeof endsAt === 'number' && endsAt <= now() ? undefined : content;
    },
  };
}
