import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Guard, TellOptions } from '../../core/chat/chat.ts';
import type { Place } from '../../core/chat/message.ts';
import { isMendable } from '../../core/delivery/note-failure.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { toSlackError } from './errors.ts';
import { buildOffer, type KeptWords, toKept } from './offer.ts';
import { keyOf, readBack, toMetadata } from './read-back.ts';
import type { SlackContent } from './render/pack.ts';
import { withoutRefusal } from './without-refusal.ts';
import type { Workspace } from './workspaces.ts';

type Where = Place & { rootId?: string };

export type TellDeps = {
  words: KeptWords;
  /** A call whose answer did not come may be carried out so much later. */
  lateMs?: number;
};

type Word = { workspace: Workspace; where: Where; personId: string; content: SlackContent };

/**
 * `isFresh`: nobody said it under this key before. `settle` waits until a call of unknown outcome happened if it ever
 * does.
 */
type Said = {
  key: string;
  since: number;
  isFresh: boolean;
  guard: Guard;
  settle(): Promise<void>;
  signal: AbortSignal | undefined;
};

const LATE_MS = 45_000;
/** What became of a call whose connection broke while somebody was looking shows at once. */
const BROKEN_MS = 2_000;

const RESPOND_WITHIN_MS = 10_000;

/** Slack asks for a pause of about a second; one that is much longer is not worth a private word. */
const MOST_PAUSE_MS = 30_000;
const UNSENT_PAUSE_MS = 1_000;
const MOST_TRIES = 5;

const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const QUIET = { unfurl_links: false, unfurl_media: false };

/**
 * Shows something to one person where they are, else in a direct message; once. What shows in passing can't be read
 * back: where it is not known whether it did, it is kept, and a direct message offers it.
 */
export async function tellPerson(
  { words, lateMs = LATE_MS }: TellDeps,
  word: Word,
  { handle, once, guard = async () => {}, signal }: TellOptions,
): Promise<void> {
  const since = once?.since ?? Date.now();
  const pause = (ms: number) => wait(ms, undefined, signal ? { signal } : {}).catch(() => {});
  const said: Said = {
    key: once?.key ?? `private/${randomUUID()}`,
    since,
    isFresh: !once?.isAgain,
    guard,
    settle: () => pause(lateMs),
    signal,
  };
  const offer = async () => {
    const offered = await toOffer(words, word, said);
    await sayDirectly(offered, { ...said, key: `${said.key}/offer` }).catch(toPerhaps);
  };

  if (once?.isAgain) {
    // Whoever began before may have got as far as a call.
    await pause(lateMs);
    if (signal?.aborted) throw new AppError('aborted', { retry: 'backoff' });
  }
  if (once?.lasting) return sayDirectly(word, said);
  if (once?.isAgain) return (await isThere(word, said)) ? undefined : offer();

  const shown = await showInPassing(word, { handle, guard, signal }).catch(toSlackError);
  if (shown === true) return;
  if (shown === false) return sayDirectly(word, said);
  if (!(shown instanceof UnknownOutcome)) throw shown;
  // So that they can see whether it is there before they are asked.
  await pause(isTimeout(shown) ? lateMs : BROKEN_MS);
  await offer();
}

/** False where it can't be shown; throws an `UnknownOutcome` when it perhaps was. */
async function showInPassing(
  { workspace: { client }, where, personId, content }: Word,
  { handle, guard, signal }: { handle: string | undefined; guard: Guard; signal: AbortSignal | undefined },
): Promise<boolean> {
  if (handle !== undefined) {
    await guard();
    if (await respond(handle, content)) return true;
  }
  const thread = where.rootId === undefined ? {} : { thread_ts: where.rootId };
  const here = { channel: where.channelId, user: personId, ...thread, ...QUIET };
  const show = async (shown: SlackContent) => {
    await guard();
    return client.chat.postEphemeral({ ...here, ...shown });
  };
  try {
    await patiently(() => withoutRefusal([content], show), signal);
    return true;
  } catch (error) {
    if (toSlackError(error).retry !== 'never') throw error;
    return false;
  }
}

/** By the way back that a command left; false when that is used up or expired. */
async function respond(url: string, content: SlackContent): Promise<boolean> {
  let cause: unknown;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      signal: AbortSignal.timeout(RESPOND_WITHIN_MS),
    });
    if (answer.status >= 400 && answer.status < 500) return false;
    if (answer.ok && isOk(await answer.text())) return true;
  } catch (error) {
    if (isUnsent(error)) return false;
    cause = error;
  }
  throw new UnknownOutcome('slack-unavailable', cause);
}

function isOk(body: string): boolean {
  return /^\s*(ok|\{\s*"ok"\s*:\s*true\b.*)\s*$/s.test(body);
}

/** When Redis is away as well, the words go along: seen twice is better than never. */
async function toOffer(words: KeptWords, word: Word, { key, since }: Said): Promise<Word> {
  const { where, personId, content } = word;
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const text = toKept(where, since, content.text);
  const isKept = await words.keep(id, { personId, text }).then(
    () => true,
    () => false,
  );
  return { ...word, content: isKept ? buildOffer(where, since, id) : { text, blocks: [] } };
}

/** Can be read back, so that it is there once whatever becomes of a call. */
async function sayDirectly(word: Word, said: Said): Promise<void> {
  const { workspace, content } = word;
  const { key, guard, settle, signal } = said;
  for (let tries = 1; ; tries++) {
    try {
      if ((tries > 1 || !said.isFresh) && (await isThere(word, said))) return;
      const channel = await openDirect(word, signal);
      const marked = { channel, ...QUIET, ...toMetadata(key) };
      await patiently(async () => {
        await guard();
        const post = (shown: SlackContent) => workspace.client.chat.postMessage({ ...marked, ...shown });
        return withoutRefusal([content], post);
      }, signal);
      return;
    } catch (error) {
      const failure = toSlackError(error);
      if (!(failure instanceof UnknownOutcome) || tries === MOST_TRIES) throw failure;
      await settle();
      // What may still come of a call is not said again by a program that has to end.
      if (signal?.aborted) throw failure;
    }
  }
}

async function openDirect({ workspace, personId }: Word, signal: AbortSignal | undefined): Promise<string> {
  const open = () => workspace.client.conversations.open({ users: personId });
  const { channel } = await patiently(open, signal);
  if (!channel?.id) throw new AppError('slack-refused', { retry: 'never' });
  return channel.id;
}

/** Whether it was sent directly already. */
async function isThere(word: Word, { key, since, signal }: Said): Promise<boolean> {
  const { rootId: _, ...place } = word.where;
  const direct = { ...place, channelId: await openDirect(word, signal) };
  const messages = await patiently(() => readBack(word.workspace, direct, since), signal);
  return messages.some((message) => keyOf(message) === key);
}

/** What Slack puts off, or never heard of, was surely not done. */
async function patiently<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const { retry } = toSlackError(error);
      const isNew = isUnsent(error);
      const pauseMs = isNew ? UNSENT_PAUSE_MS : typeof retry === 'object' ? retry.afterMs : undefined;
      if (pauseMs === undefined || pauseMs > MOST_PAUSE_MS || tries === MOST_TRIES) {
        throw isNew ? new AppError('slack-unreachable', { retry: 'backoff', cause: error }) : error;
      }
      await wait(pauseMs, undefined, signal ? { signal } : {}).catch(() => Promise.reject(error));
    }
  }
}

/** The words themselves were perhaps shown, whatever became of their offer. */
function toPerhaps(error: unknown): never {
  const failure = toSlackError(error);
  const isOver = failure.retry === 'never' && !isMendable(failure);
  throw isOver ? failure : new UnknownOutcome(failure.code, failure);
}

/** There was no connection to begin with. */
function isUnsent(error: unknown): boolean {
  return causes(error).some((one) => 'code' in one && UNSENT.has(String(one.code)));
}

function isTimeout(error: unknown): boolean {
  return causes(error).some(({ name }) => name === 'TimeoutError');
}

/** An error with those below it. */
function causes(error: unknown): Error[] {
  const all: Error[] = [];
  for (let e = error; e instanceof Error && all.length < 5; e = 'original' in e ? e.original : e.cause) {
    all.push(e);
  }
  return all;
}
