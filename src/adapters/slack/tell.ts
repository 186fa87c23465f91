import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from '../../core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { toSlackError } from './errors.ts';
import { keyOf, readBack, toMetadata } from './read-back.ts';
import type { SlackContent } from './render/pack.ts';
import { withoutRefusal } from './without-refusal.ts';
import type { Workspace } from './workspaces.ts';

type Where = Place & { rootId?: string };

/** `once`: said so far under this key, if at all since then; known where the words can be read back. */
type Once = { key: string; since: number; lasting?: true };

const RESPOND_WITHIN_MS = 10_000;

/** Slack asks for a pause of about a second; one that is much longer is not worth a private word. */
const MOST_PAUSE_MS = 30_000;

/** What breaks so often in a row is no slip any more. */
const MOST_REPEATS = 2;
const REPEAT_AFTER_MS = 300;

/** Shows something to one person where they are, else in a direct message. */
export async function tellPerson(
  workspace: Workspace,
  where: Where,
  personId: string,
  content: SlackContent,
  once?: Once,
): Promise<void> {
  const { client } = workspace;
  const quiet = { unfurl_links: false, unfurl_media: false };
  const thread = where.rootId === undefined ? {} : { thread_ts: where.rootId };
  const here = { channel: where.channelId, user: personId, ...thread, ...quiet };
  try {
    if (!once?.lasting) {
      return await unread(() =>
        withoutRefusal([content], (shown) => client.chat.postEphemeral({ ...here, ...shown })),
      );
    }
  } catch (error) {
    if (toSlackError(error).retry !== 'never') throw error;
  }
  const { channel } = await client.conversations.open({ users: personId });
  const direct = channel?.id;
  if (!direct) throw new AppError('slack-refused', { retry: 'never' });
  if (once && (await isThere(workspace, { ...where, channelId: direct }, once))) return;
  const marked = { channel: direct, ...quiet, ...(once ? toMetadata(once.key) : {}) };
  const post = () => withoutRefusal([content], (shown) => client.chat.postMessage({ ...marked, ...shown }));
  await (once ? post() : unread(post));
}

/** By the way back that a command left; false when that is used up, expired, or broke off. */
export async function respond(fetcher: typeof fetch, url: string, content: SlackContent): Promise<boolean> {
  try {
    const answer = await fetcher(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      signal: AbortSignal.timeout(RESPOND_WITHIN_MS),
    });
    return answer.ok;
  } catch (error) {
    return isTimeout(error);
  }
}

/**
 * Words that can't be read back. A call that takes too long has arrived and will be carried out; one whose connection
 * broke is made again, since nobody can tell what became of it, and twice is better than never.
 */
async function unread(say: () => Promise<unknown>): Promise<void> {
  let repeats = 0;
  for (;;) {
    try {
      await say();
      return;
    } catch (error) {
      const { retry } = toSlackError(error);
      if (isTimeout(error)) return;
      if (typeof retry === 'object' && retry.afterMs <= MOST_PAUSE_MS) {
        await wait(retry.afterMs);
      } else if (toSlackError(error) instanceof UnknownOutcome && repeats < MOST_REPEATS) {
        repeats += 1;
        await wait(repeats * REPEAT_AFTER_MS);
      } else {
        throw error;
      }
    }
  }
}

function isTimeout(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; depth++) {
    if (e.name === 'TimeoutError') return true;
    e = 'original' in e ? e.original : e.cause;
  }
  return false;
}

/** Whether a direct message was sent already. */
async function isThere(
  workspace: Workspace,
  { rootId: _, ...direct }: Where,
  { key, since }: Once,
): Promise<boolean> {
  const messages = await readBack(workspace, direct, since);
  return messages.some((message) => keyOf(message) === key);
}
