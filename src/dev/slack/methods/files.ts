import { randomBytes } from 'node:crypto';
import { isRecord, type Json, optionalText, toList, toText } from '../json.ts';
import { toSlackFile } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { finishFiles } from '../uploads.ts';
import { requireBlocks } from '../validate/message.ts';
import type { StoredFile } from '../world.ts';
import { requireRoot } from './chat.ts';
import { type Call, type Method, requireMember } from './method.ts';

const MOST_ALT_CHARS = 1_000;
const MOST_BYTES = 1_000_000_000;
const MOST_SNIPPET_BYTES = 1_000_000;

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  json: 'application/json',
  md: 'text/markdown',
  html: 'text/html',
  yaml: 'text/yaml',
  yml: 'text/yaml',
  zip: 'application/zip',
};

function ownFile({ workspace }: Call, id: string): StoredFile {
  const file = workspace.files.get(id);
  if (!file) throw new SlackError('file_not_found');
  return file;
}

const getUploadUrl: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['files:write'],
  run({ stage, workspace, args }) {
    const name = args.required('filename');
    const length = Number(args.required('length'));
    const altText = args.text('alt_text');
    if (!Number.isInteger(length) || length < 1) throw new SlackError('invalid_arguments');
    if (length > MOST_BYTES) throw new SlackError('file_too_large');
    if (args.text('snippet_type') !== undefined && length > MOST_SNIPPET_BYTES) {
      throw new SlackError('snippet_too_large');
    }
    if (altText !== undefined && altText.length > MOST_ALT_CHARS) throw new SlackError('alt_txt_too_large');
    const id = stage.ids.id('F');
    const uploadSecret = randomBytes(24).toString('hex');
    workspace.files.set(id, {
      id,
      name,
      title: name,
      mimetype: TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text/plain',
      size: length,
      ...(altText ? { altText } : {}),
      url: `/_control/files/${id}/${encodeURIComponent(name)}`,
      declaredLength: length,
      data: Buffer.alloc(0),
      state: 'awaiting-bytes',
      uploadSecret,
      createdAt: stage.now(),
      shares: [],
    });
    return { file_id: id, upload_url: `${stage.url}/upload/v1/${workspace.id}/${id}/${uploadSecret}` };
  },
};

const complete: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['files:write'],
  run(call) {
    const { stage, workspace, args } = call;
    const asked = toList(args.json('files', 'invalid_arguments')).filter(isRecord);
    if (asked.length === 0) throw new SlackError('invalid_arguments');
    const files = asked.map((entry) => ({ file: ownFile(call, toText(entry.id)), entry }));
    for (const { file } of files) {
      if (file.state === 'awaiting-bytes') throw new SlackError('file_not_found');
      // An upload is completed once.
      if (file.state !== 'uploaded') throw new SlackError('file_update_failed');
    }
    const channelId = args.text('channel_id');
    const threadTs = args.text('thread_ts');
    const comment = args.text('initial_comment');
    const blocks = args.json('blocks', 'invalid_blocks_format');
    if (threadTs !== undefined && channelId === undefined) throw new SlackError('invalid_arguments');
    const channel = channelId === undefined ? undefined : requireMember(call, channelId);
    if (channel?.isArchived) throw new SlackError('is_archived');
    if (channel) requireRoot(channel, threadTs);
    if (blocks !== undefined && !Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
    if (blocks && comment === undefined) requireBlocks(stage, workspace, blocks);
    for (const { file, entry } of files) {
      file.state = 'processing';
      file.title = optionalText(entry.title) ?? file.title;
    }
    finishFiles(stage, workspace, {
      files: files.map(({ file }) => file),
      ...(channel ? { channel } : {}),
      ...(threadTs ? { threadTs } : {}),
      ...(comment ? { comment } : {}),
      ...(blocks && comment === undefined ? { blocks } : {}),
    });
    return { files: files.map(({ file }): Json => ({ id: file.id, title: file.title })) };
  },
};

const info: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['files:read'],
  run(call) {
    const file = ownFile(call, call.args.required('file'));
    if (file.state === 'awaiting-bytes') throw new SlackError('file_not_found');
    return {
      file: toSlackFile(call.stage, call.workspace, file),
      comments: [],
      response_metadata: { next_cursor: '' },
    };
  },
};

const remove: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['files:write'],
  run(call) {
    const file = ownFile(call, call.args.required('file'));
    call.workspace.files.delete(file.id);
    return {};
  },
};

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
  'files.delete': remove,
};
