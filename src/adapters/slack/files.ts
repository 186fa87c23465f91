import type { WebClient } from '@slack/web-api';
import type { Part } from '../../core/chat/chat.ts';
import type { MessageRef, Place } from '../../core/chat/message.ts';
import { AppError, UnknownOutcome } from '../../core/errors.ts';

const UPLOAD_TIMEOUT_MS = 60_000;

/**
 * Slack's three steps for a file. Only the last one makes it visible, so a crash before it leaves nothing that
 * anybody sees. The file is known by its own id: the message that carries it appears later.
 */
export async function uploadFile(
  client: WebClient,
  where: Place & { rootId?: string },
  part: Extract<Part, { kind: 'file' }>,
): Promise<MessageRef> {
  const bytes = Buffer.from(part.content, part.encoding ?? 'utf8');
  const ticket = await client.files.getUploadURLExternal({
    filename: part.name,
    length: bytes.byteLength,
    ...(part.altText === undefined ? {} : { alt_text: part.altText }),
  });
  if (!ticket.upload_url || !ticket.file_id) throw new AppError('slack-refused', { retry: 'never' });
  await send(ticket.upload_url, bytes, part.mediaType);
  await client.files.completeUploadExternal({
    files: [{ id: ticket.file_id, title: part.name }],
    channel_id: where.channelId,
    ...(where.rootId === undefined ? {} : { thread_ts: where.rootId }),
  });
  return { channelId: where.channelId, messageId: ticket.file_id };
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
  if (answer.status >= 500) throw new UnknownOutcome('slack-unavailable');
  if (!answer.ok) throw new AppError('slack-refused', { retry: 'never' });
}
