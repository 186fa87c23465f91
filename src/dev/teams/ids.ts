import { createHash, randomUUID } from 'node:crypto';

export type Ids = {
  /** A message id, which is its time in milliseconds, later than every one before it. */
  message(): string;
  /** The id of an activity that is no message. */
  event(): string;
};

export function createIds(now: () => number): Ids {
  let last = 0;
  return {
    message() {
      last = Math.max(now(), last + 1);
      return String(last);
    },
    event: () => `f:${randomUUID()}`,
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Ids of the world are the same in each run, so that a test can name them. */
export function guidOf(text: string): string {
  const hex = digest(text).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export function tokenOf(text: string): string {
  return digest(text).toString('base64url');
}

/** `19:…@thread.tacv2;messageid=123` taken apart. */
export function splitConversationId(id: string): { conversationId: string; rootId?: string } {
  const match = /^(.*);messageid=(\d+)$/.exec(id);
  return match?.[1] && match[2] ? { conversationId: match[1], rootId: match[2] } : { conversationId: id };
}

export function joinConversationId(conversationId: string, rootId: string | undefined): string {
  return rootId === undefined ? conversationId : `${conversationId};messageid=${rootId}`;
}
