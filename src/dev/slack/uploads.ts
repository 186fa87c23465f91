import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, answerCall } from './calls.ts';
import { addMessage } from './messages.ts';
import type { Stage } from './stage.ts';
import { withIds } from './validate/blocks.ts';
import { type Channel, findMessage, type StoredFile, toWorldFile, type Workspace } from './world.ts';

/** Takes the bytes of an upload URL: raw, or the one file of a multipart body. To faults and the log it is `upload`. */
export function answerUpload(
  stage: Stage,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const [workspaceId = '', fileId = '', secret = ''] = path.split('/').slice(3);
  const call = { name: 'upload', request: { file: fileId, bytes: body.length }, response };
  return answerCall(stage, call, () => takeUpload(stage, { workspaceId, fileId, secret }, request, body));
}

async function takeUpload(
  stage: Stage,
  { workspaceId, fileId, secret }: { workspaceId: string; fileId: string; secret: string },
  request: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const file = stage.workspaces.get(workspaceId)?.files.get(fileId);
  if (!file || file.uploadSecret !== secret) return { status: 404, body: 'not found' };
  if (file.state !== 'awaiting-bytes') return { status: 400, body: 'already uploaded' };
  const bytes = await fileBytes(request.headers['content-type'] ?? '', body);
  if (bytes.length !== file.declaredLength) {
    return {
      status: 400,
      body: `length mismatch: ${file.declaredLength} announced, ${bytes.length} received`,
    };
  }
  file.data = bytes;
  file.state = 'uploaded';
  return { status: 200, body: `OK - ${bytes.length}` };
}

async function fileBytes(type: string, body: Buffer): Promise<Buffer> {
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

export type Completed = {
  files: StoredFile[];
  channel?: Channel;
  threadTs?: string;
  comment?: string;
  blocks?: unknown[];
};

/** Slack looks into the files first; the message that carries them comes when they are ready. */
export function finishFiles(stage: Stage, workspace: Workspace, completed: Completed): void {
  stage.later(stage.timing.fileProcessingMs, () => {
    const { channel, threadTs, comment, blocks } = completed;
    const files = completed.files.filter((file) => workspace.files.has(file.id));
    for (const file of files) file.state = 'ready';
    if (!channel || files.length === 0) return;
    const root = threadTs === undefined ? undefined : findMessage(channel, threadTs);
    const message = addMessage(stage, workspace, channel, {
      user: workspace.botUserId,
      bot_id: workspace.botId,
      subtype: 'file_share',
      text: comment ?? '',
      files: files.map(toWorldFile),
      ...(blocks ? { blocks: withIds(blocks, () => stage.ids.id('b')) } : {}),
      ...(root ? { thread_ts: root.ts } : {}),
    });
    for (const file of files) {
      file.shares.push({ channel: channel.id, ts: message.ts, ...(root ? { thread_ts: root.ts } : {}) });
    }
  });
}
