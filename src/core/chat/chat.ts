import type { Artifact } from '../design/artifacts/artifact.ts';
import type { Address, HistoryMessage, MessageRef, PersonId, Place } from './message.ts';
import type { Reply } from './reply.ts';

/**
 * One message or file of a delivery, in the platform's own form; only the adapter looks inside `content`. What was sent
 * is known by `id`, unique within a reply: it stays the same when the reply is planned again, and something of it, such
 * as a picture, can't be made that time.
 */
export type Part =
  /** `pictures` are shown inside the message; `content` names each by its place in the list. */
  | { kind: 'message'; id: string; content: unknown; pictures?: ChatFile[] }
  /** Files that are shown together. */
  | { kind: 'files'; id: string; files: ChatFile[] };

/** A file as it is handed to people. */
export type ChatFile = Artifact;

export type Person = { id: PersonId; name: string; standing: 'member' | 'guest' | 'external' };

/**
 * What the product needs of a chat platform. Every call is one attempt: it either happened, or throws an `AppError`
 * (surely not sent) or an `UnknownOutcome` (perhaps sent); the delivery ledger settles the latter by `find`.
 */
export type Chat = {
  /**
   * Splits a reply into what will be sent, within all limits of the platform. The first part replaces the turn's
   * receipt. Pure: the same reply gives the same parts.
   */
  plan(reply: Reply): Part[];
  /** Resolves when the next message may be posted without going against the platform's pace. */
  ready(where: Place, signal: AbortSignal): Promise<void>;
  /** Posts into the thread, or roots a new one when the place has no root. `key` is readable back by `find`. */
  post(where: Place & { rootId?: string }, part: Part, key: string): Promise<MessageRef>;
  /** Replaces a message. Repeating it is harmless. */
  update(where: Place, ref: MessageRef, part: Part): Promise<void>;
  /** The message of this bot that carries the key, if it is there; files are known by any of their names, and the time. */
  find(
    where: Place & { rootId?: string },
    sought: { key: string; part: Part; since: number },
  ): Promise<MessageRef | undefined>;
  /** Shows something to one person only; `handle` is what a command left for answering it privately. */
  tell(where: Place & { rootId?: string }, personId: PersonId, reply: Reply, handle?: string): Promise<void>;
  /** Messages of the thread, oldest first, at most `limit`, later than `afterId`. */
  history(address: Address, options: { limit: number; afterId?: string }): Promise<HistoryMessage[]>;
  person(workspaceId: string, personId: PersonId): Promise<Person>;
  /** The native state of the thread (a Stop button, "waiting"); platforms without one do nothing. Never throws. */
  setSession(address: Address, status: 'working' | 'waiting' | 'idle'): Promise<void>;
};
