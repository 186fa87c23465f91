import type { WebClient } from '@slack/web-api';
import type { ChatFile } from '../../core/chat/chat.ts';
import type { MessageRef, Place } from '../../core/chat/message.ts';
import { AppError } from '../../core/errors.ts';
import { clipText } from './render/text.ts';

const UPLOAD_TIMEOUT_MS = 60_000;

/** Slack takes no longer description. */
const ALT_CHARS = 1_000;

/**
 * Slack's three steps for files that are shown in one message. Only the last one makes them visible, so a crash before
 * it leaves nothing that anybody sees. They are known by the first one's id: their message appears later.
 */
export async function uploadFiles(
  client: WebClient,
  where: Place & { rootId?: string },
  files: readonly ChatFile[],
): Promise<MessageRef> {
  const uploaded: { id: string; title: string }[] = [];
  for (const file of files) uploaded.push({ id: await upload(client, file), title: file.name });
  const [first, ...rest] = uploaded;
  if (!first) throw new AppError('no-files', { retry: 'never' });
  await client.files.completeUploadExternal({
    files: [first, ...rest],
    channel_id: where.channelId,
    ...(where.rootId === undefined ? {} : { thread_ts: where.rootId }),
  });
  return { channelId: where.channelId, messageId: first.id };
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
  if (answer.status >= 500) throw new AppError('slack-unavailable', { retry: 'backoff' });
  if (!answer.ok) throw new AppError('slack-refused', { retry: 'never' });
}
