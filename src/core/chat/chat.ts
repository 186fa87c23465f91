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

/** `zone`: an IANA time zone, where the platform tells it. */
export type Person = { id: PersonId; name: string; standing: 'member' | 'guest' | 'external'; zone?: string };

/**
 * What was sent under a key. Files bear none: they are known by their names, by the sizes that they had in any attempt,
 * and by the time (epoch ms).
 */
export type Sought = { key: string; files: SoughtFile[]; since: number };

export type SoughtFile = { name: string; bytes: number[] };

/**
 * `in-words`: what its pictures show is said in words for now; they may be ready when it is shown again. `whole`: it is
 * shown as well as it ever will be.
 */
export type Update = 'whole' | 'in-words';

/** Asked right before the call that people see something of; what it throws ends the attempt: surely not sent. */
export type Guard = () => Promise<void>;

/**
 * `handle`: what a command left for answering it privately. `once`: not again where it was said under that key since
 * then (epoch ms); `isAgain`: somebody began to say it, and may have; `lasting`: not in passing, as they may not be there
 * now. `signal`: when it ends, nothing is waited for that may still come of a call.
 */
export type TellOptions = {
  handle?: string;
  once?: { key: string; since: number; lasting?: true; isAgain?: true };
  guard?: Guard;
  signal?: AbortSignal;
};

/**
 * What the product needs of a chat platform. Every call is one attempt: it either happened, or throws an `AppError`
 * (surely not sent) or an `UnknownOutcome` (perhaps sent); the delivery ledger settles the latter by `find`.
 */
export type Chat = {
  /** How long a post may take until it is given up. */
  slowestMs: { withoutPictures: number; withPictures: number };
  /**
   * Splits a reply into what will be sent, within all limits of the platform. The first part replaces the turn's
   * receipt. Pure: the same reply gives the same parts.
   */
  plan(reply: Reply): Part[];
  /**
   * Resolves when the next such call may be made without going against the platform's pace; a receipt goes ahead of the
   * others. Throws an `AppError` with `afterMs` when that is too far away to be waited for.
   */
  ready(where: Place, what: 'receipt' | 'message' | 'update', signal: AbortSignal): Promise<void>;
  /** Posts into the thread, or roots a new one when the place has no root. `key` is readable back by `find`. */
  post(where: Place & { rootId?: string }, part: Part, key: string, guard: Guard): Promise<MessageRef>;
  /**
   * Replaces a message. Repeating it is harmless, unless something else was shown there meanwhile. Fails with
   * `stopped-by-person` when somebody stopped, by a means of the platform's own, what shows progress there.
   */
  update(where: Place, ref: MessageRef, part: Part, guard: Guard): Promise<Update>;
  /** The messages of this bot that were sent as this, oldest first. */
  find(where: Place & { rootId?: string }, sought: Sought): Promise<MessageRef[]>;
  /** Takes a message of this bot away; one that is gone already is no failure. */
  remove(where: Place, ref: MessageRef): Promise<void>;
  /** Shows something to one person only. */
  tell(
    where: Place & { rootId?: string },
    personId: PersonId,
    reply: Reply,
    options?: TellOptions,
  ): Promise<void>;
  /** Messages of the thread, oldest first, at most `limit`, later than `afterId`. */
  history(address: Address, options: { limit: number; afterId?: string }): Promise<HistoryMessage[]>;
  person(workspaceId: string, personId: PersonId): Promise<Person>;
  /**
   * The native state of the thread (a Stop button, "waiting"); platforms without one do nothing. Never throws. False: it
   * is not known what the thread shows now, or will.
   */
  setSession(address: Address, status: 'working' | 'waiting' | 'idle'): Promise<boolean>;
};
