import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { TellOptions } from '../../core/chat/chat.ts';
import type { Place } from '../../core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { toSlackError } from './errors.ts';
import { buildOffer, type KeptWords } from './offer.ts';
import { untilSettled } from './outcome.ts';
import { keyOf, readBack, toMetadata } from './read-back.ts';
import type { SlackContent } from './render/pack.ts';
import { withoutRefusal } from './without-refusal.ts';
import type { Workspace } from './workspaces.ts';

type Where = Place & { rootId?: string };

/** `isFresh`: nobody said it under this key before. */
type Said = { key: string; since: number; isFresh: boolean };

type Word = { workspace: Workspace; where: Where; personId: string; content: SlackContent };

const RESPOND_WITHIN_MS = 10_000;

/** Slack asks for a pause of about a second; one that is much longer is not worth a private word. */
const MOST_PAUSE_MS = 30_000;
const MOST_TRIES = 5;

const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const QUIET = { unfurl_links: false, unfurl_media: false };

/**
 * Shows something to one person where they are, else in a direct message; once. What shows in passing can't be read
 * back: where Slack leaves open whether it did, it is kept, and a direct message offers it.
 */
export async function tellPerson(
  words: KeptWords,
  fetcher: typeof fetch,
  word: Word,
  { handle, once, signal }: TellOptions,
): Promise<void> {
  const beganAt = Date.now();
  const said = { key: `private/${randomUUID()}`, since: beganAt, ...once, isFresh: !once };
  if (once?.lasting) return sayDirectly(word, said, signal);
  if (once?.isAgain) {
    await untilSettled(undefined, once.since, signal);
  } else {
    const shown = await showInPassing(fetcher, word, handle).catch(toSlackError);
    if (shown === true) return;
    if (shown === false) return sayDirectly(word, said, signal);
    if (!(shown instanceof UnknownOutcome)) throw shown;
    await untilSettled(shown, beganAt, signal);
  }
  await sayDirectly(await toOffer(words, word, said), { ...said, key: `${said.key}/offer` }, signal);
}

/** False where it can't be shown; throws an `UnknownOutcome` when it perhaps was. */
async function showInPassing(
  fetcher: typeof fetch,
  { workspace: { client }, where, personId, content }: Word,
  handle: string | undefined,
): Promise<boolean> {
  if (handle !== undefined && (await respond(fetcher, handle, content))) return true;
  const thread = where.rootId === undefined ? {} : { thread_ts: where.rootId };
  const here = { channel: where.channelId, user: personId, ...thread, ...QUIET };
  const show = (shown: SlackContent) => client.chat.postEphemeral({ ...here, ...shown });
  try {
    await patiently(() => withoutRefusal([content], show));
    return true;
  } catch (error) {
    if (toSlackError(error).retry !== 'never') throw error;
    return false;
  }
}

/** By the way back that a command left; false when that is used up or expired. */
async function respond(fetcher: typeof fetch, url: string, content: SlackContent): Promise<boolean> {
  try {
    const answer = await fetcher(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      signal: AbortSignal.timeout(RESPOND_WITHIN_MS),
    });
    if (answer.status < 500) return answer.ok;
  } catch (error) {
    if (isUnsent(error)) return false;
    throw new UnknownOutcome('slack-unavailable', error);
  }
  throw new UnknownOutcome('slack-unavailable');
}

/** There was no connection to begin with. */
function isUnsent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && UNSENT.has(String(cause.code));
}

/** When Redis is away as well, the words go along: seen twice by the way is better than never. */
async function toOffer(words: KeptWords, word: Word, { key, since }: Said): Promise<Word> {
  const { where, personId, content } = word;
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const isKept = await words.keep(id, { personId, content }).then(
    () => true,
    () => false,
  );
  return isKept ? { ...word, content: buildOffer(where, since, id) } : word;
}

/** Can be read back, so that it is there once whatever becomes of a call. */
async function sayDirectly(
  { workspace, where, personId, content }: Word,
  { key, since, isFresh }: Said,
  signal?: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const beganAt = Date.now();
    try {
      const direct = await patiently(() => openDirect(workspace, personId));
      const there = { ...where, channelId: direct };
      const isFirst = isFresh && tries === 1;
      if (!isFirst && (await isThere(workspace, there, key, since))) return;
      const marked = { channel: direct, ...QUIET, ...toMetadata(key) };
      const post = (shown: SlackContent) => workspace.client.chat.postMessage({ ...marked, ...shown });
      await patiently(() => withoutRefusal([content], post));
      return;
    } catch (error) {
      const failure = toSlackError(error);
      if (tries === MOST_TRIES || !(failure instanceof UnknownOutcome)) throw failure;
      await untilSettled(failure, beganAt, signal);
    }
  }
}

async function openDirect({ client }: Workspace, personId: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: personId });
  if (!channel?.id) throw new AppError('slack-refused', { retry: 'never' });
  return channel.id;
}

/** Whether a direct message was sent already. */
async function isThere(
  workspace: Workspace,
  { rootId: _, ...direct }: Where,
  key: string,
  since: number,
): Promise<boolean> {
  const messages = await readBack(workspace, direct, since);
  return messages.some((message) => keyOf(message) === key);
}

/** What Slack puts off was surely not done. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const { retry } = toSlackError(error);
      if (typeof retry !== 'object' || retry.afterMs > MOST_PAUSE_MS || tries === MOST_TRIES) throw error;
      await wait(retry.afterMs);
    }
  }
}
