import { hash as digest } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { ChatFile, Guard } from '../../core/chat/chat.ts';
import type { MessageRef, Place } from '../../core/chat/message.ts';
import { clipText } from '../../core/chat/prose/text.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';
import { toSlackError } from './errors.ts';

const UPLOAD_TIMEOUT_MS = 60_000;

/** Slack takes no longer description. */
const ALT_CHARS = 1_000;

/** Repeats come soon after; what is remembered no more is uploaded again, and nobody sees the first one. */
const MOST_KEPT = 200;

export type Uploads = {
  /**
   * Shows files in one message. Called again with the same key after a failure, it goes on where it was: only what is
   * not with Slack yet is uploaded.
   */
  show(
    client: WebClient,
    where: Place & { rootId?: string },
    files: readonly ChatFile[],
    key: string,
    guard: Guard,
  ): Promise<MessageRef>;
};

/**
 * Slack's three steps for files that are shown in one message. Only the last one makes them visible, so a crash before
 * it leaves nothing that anybody sees. They are known by the first one's id: their message appears later.
 */
export function createUploads(): Uploads {
  /** By the key of their message: the ids of its files, by what is in them. */
  const kept = new Map<string, Map<string, string>>();

  function idsOf(key: string): Map<string, string> {
    const ids = kept.get(key) ?? new Map<string, string>();
    kept.delete(key);
    kept.set(key, ids);
    const oldest = kept.keys().next().value;
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return ids;
  }

  return {
    async show(client, where, files, key, guard) {
      const ids = idsOf(key);
      const uploaded: { id: string; title: string }[] = [];
      for (const file of files) {
        const content = digest('sha256', `${file.name}\n${file.content}`, 'hex');
        const id = ids.get(content) ?? (await uploadUnseen(client, file));
        ids.set(content, id);
        uploaded.push({ id, title: file.name });
      }
      const [first, ...rest] = uploaded;
      if (!first) throw new AppError('no-files', { retry: 'never' });
      await guard();
      try {
        await client.files.completeUploadExternal({
          files: [first, ...rest],
          channel_id: where.channelId,
          ...(where.rootId === undefined ? {} : { thread_ts: where.rootId }),
        });
      } catch (error) {
        // Unless it surely did not happen and may be asked again, Slack may not take these ids a second time.
        if (typeof toSlackError(error).retry !== 'object') kept.delete(key);
        throw error;
      }
      kept.delete(key);
      return { channelId: where.channelId, messageId: first.id };
    },
  };
}

/** A lost answer leaves nothing that could be read back, nor anything that anybody sees. */
async function uploadUnseen(client: WebClient, file: ChatFile): Promise<string> {
  try {
    return await upload(client, file);
  } catch (error) {
    const failure = toSlackError(error);
    if (!(failure instanceof UnknownOutcome)) throw failure;
    throw new AppError(failure.code, { retry: failure.retry, cause: failure.cause });
  }
}

/** The first two of the steps: the file is with Slack, and nobody sees it. */
export async function upload(client: WebClient, file: ChatFile): Promise<string> {
  // Slack refuses a file of no bytes, and with it all that come in the same message.
  const bytes = Buffer.from(file.content || '\n', file.content ? (file.encoding ?? 'utf8') : 'utf8');
  const ticket = await client.files.getUploadURLExternal({
    filename: file.name,
    length: bytes.byteLength,
    ...(file.altText ? { alt_text: clipText(file.altText, ALT_CHARS) } : {}),
  });
  if (!ticket.upload_url || !ticket.file_id) throw new AppError('slack-refused', { retry: 'never' });
  await send(ticket.upload_url, bytes, file.mediaType);
  return ticket.file_id;
}

async function send(url: string, bytes: Buffer, mediaType: string): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': mediaType },
      body: new Uint8Array(bytes),
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
  } catch (cause) {
    // Nothing is visible before the last step, so trying again is harmless.
    throw new AppError('slack-unavailable', { retry: 'backoff', cause });
  }
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('retry-after')) || 1;
    throw new AppError('slack-rate-limited', { retry: { afterMs: seconds * 1_000 } });
  }
  if (answer.status >= 500) throw new AppError('slack-unavailable', { retry: 'backoff' });
  if (!answer.ok) throw new AppError('slack-refused', { retry: 'never' });
}
