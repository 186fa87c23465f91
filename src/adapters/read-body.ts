import type { IncomingMessage } from 'node:http';

/** A form-encoded message of 40,000 characters with everything escaped stays well below. */
const MOST_BODY_BYTES = 2 * 1024 * 1024;

/**
 * Of all requests together that are read and not answered yet: thousands of usual ones. Anybody may send us bodies,
 * since a signature can only be checked on a whole one.
 */
const MOST_HELD_BYTES = 16 * 1024 * 1024;

export type Body =
  | { kind: 'whole'; raw: Buffer }
  | { kind: 'too-long' }
  /** There is no room for it now; its sender may try again. */
  | { kind: 'too-many' };

/** Reads bodies within a bound for each and one for all; the room of one is free again once `use` is done with it. */
export function createBodyReader(mostHeldBytes = MOST_HELD_BYTES) {
  let held = 0;
  return async <T>(req: IncomingMessage, use: (body: Body) => Promise<T>): Promise<T> => {
    let size = 0;
    const take = (bytes: number): Body | undefined => {
      if (size + bytes > MOST_BODY_BYTES) return { kind: 'too-long' };
      if (held + bytes > mostHeldBytes) return { kind: 'too-many' };
      size += bytes;
      held += bytes;
      return undefined;
    };
    try {
      return await use(await readBody(req, take));
    } finally {
      held -= size;
    }
  };
}

/** The rest of a body that is refused is let through unread. */
function readBody(req: IncomingMessage, take: (bytes: number) => Body | undefined): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let refusal: Body | undefined;
    req.on('data', (chunk: Buffer) => {
      refusal ??= take(chunk.length);
      if (!refusal) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve(refusal);
    });
    req.once('end', () => resolve(refusal ?? { kind: 'whole', raw: Buffer.concat(chunks) }));
    req.once('error', reject);
  });
}
