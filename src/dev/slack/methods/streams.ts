import { isRecord, type Json, optionalText, toList, toText } from '../json.ts';
import { addMessage, changeMessage } from '../messages.ts';
import { toSlackMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { clearStatus, setStatus } from '../statuses.ts';
import { withIds } from '../validate/blocks.ts';
import { requireChunks } from '../validate/chunks.ts';
import { requireBlocks, requireMetadata } from '../validate/message.ts';
import { type Channel, findMessage, type StoredMessage, type Stream } from '../world.ts';
import { requireSessionStatus } from './agents.ts';
import { requireRoot } from './chat.ts';
import { type Call, type Method, needScope, requireMember } from './method.ts';

/** A stream ends by itself, however often it is appended to. */
const STREAM_LIFETIME_MS = 300_000;

/** Adds chunks to what was streamed; a task that is already there is changed where it stands. */
function grow(stream: Stream, chunks: Json[]): void {
  for (const chunk of chunks) {
    const last = stream.blocks.at(-1);
    switch (chunk.type) {
      case 'markdown_text':
        if (last?.type === 'markdown') last.text = toText(last.text) + toText(chunk.text);
        else stream.blocks.push({ type: 'markdown', text: toText(chunk.text) });
        break;
      case 'plan_update':
        plan(stream).title = chunk.title;
        break;
      case 'task_update':
        putTask(stream, chunk);
        break;
      default:
        stream.blocks.push(...toList(chunk.blocks).filter(isRecord));
    }
  }
}

function plan(stream: Stream): Json {
  const found = stream.blocks.find((block) => block.type === 'plan');
  if (found) return found;
  const created: Json = { type: 'plan', title: 'Working', tasks: [] };
  stream.blocks.push(created);
  return created;
}

function putTask(stream: Stream, chunk: Json): void {
  const home = stream.mode === 'plan' ? plan(stream) : undefined;
  const cards = home ? toList(home.tasks).filter(isRecord) : stream.blocks;
  const found = cards.find((card) => card.type === 'task_card' && card.task_id === chunk.id);
  const card = found ?? { type: 'task_card', task_id: chunk.id };
  card.title = chunk.title;
  card.status = chunk.status;
  // Title and status replace, the rest adds to what is there.
  if (optionalText(chunk.details)) card.details = appendText(card.details, toText(chunk.details));
  if (optionalText(chunk.output)) card.output = appendText(card.output, toText(chunk.output));
  if (Array.isArray(chunk.sources)) card.sources = [...toList(card.sources), ...chunk.sources];
  if (found) return;
  if (home) home.tasks = [...cards, card];
  else stream.blocks.push(card);
}

function appendText(before: unknown, text: string): Json {
  const sections = isRecord(before) ? toList(before.elements) : [];
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [...sections, section] };
}

function streamedText(stream: Stream): string {
  return stream.blocks
    .filter((block) => block.type === 'markdown')
    .map((block) => toText(block.text))
    .join('\n');
}

function show(call: Call, channel: Channel, message: StoredMessage, stream: Stream, quiet: boolean): void {
  const blocks = withIds(structuredClone(stream.blocks), () => call.stage.ids.id('b'));
  changeMessage(
    call.stage,
    call.workspace,
    channel,
    message,
    { text: streamedText(stream), ...(blocks.length > 0 ? { blocks } : {}) },
    { quiet },
  );
}

/** The open stream of an own message; one that is too old ends here. */
function openStream(call: Call): { channel: Channel; message: StoredMessage; stream: Stream } {
  const channel = requireMember(call, call.args.required('channel'));
  const message = findMessage(channel, call.args.required('ts'));
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== call.workspace.botUserId) throw new SlackError('message_not_owned_by_app');
  const stream = message.inner.stream;
  if (stream?.state === 'stopped-by-user') throw new SlackError('stopped_by_user');
  if (stream?.state === 'open' && call.stage.now() - stream.startedAt > STREAM_LIFETIME_MS) {
    stream.state = 'stopped';
    show(call, channel, message, stream, false);
  }
  if (stream?.state !== 'open') throw new SlackError('message_not_in_streaming_state');
  return { channel, message, stream };
}

function readChunks({ stage, workspace, args }: Call): Json[] {
  return requireChunks(stage, workspace, args.text('markdown_text'), args.json('chunks', 'invalid_chunks'));
}

const startStream: Method = {
  token: 'bot',
  tier: 2,
  scopes: ['chat:write'],
  isNewer: true,
  run(call) {
    const { stage, workspace, args } = call;
    const channel = requireMember(call, args.required('channel'));
    if (channel.isArchived) throw new SlackError('is_archived');
    if (['username', 'icon_emoji', 'icon_url'].some((name) => args.text(name) !== undefined)) {
      needScope(stage, 'chat:write.customize');
    }
    const threadTs = requireRoot(channel, args.required('thread_ts'));
    if (channel.kind !== 'im') {
      const user = args.text('recipient_user_id');
      if (user === undefined) throw new SlackError('missing_recipient_user_id');
      if (args.text('recipient_team_id') === undefined) throw new SlackError('missing_recipient_team_id');
      if (!workspace.users.has(user)) throw new SlackError('user_not_found');
    }
    const mode = args.text('task_display_mode') ?? 'timeline';
    if (mode !== 'timeline' && mode !== 'plan') throw new SlackError('invalid_arguments');
    const chunks = readChunks(call);
    const stream: Stream = { startedAt: stage.now(), state: 'open', mode, blocks: [] };
    grow(stream, chunks);
    const blocks = withIds(structuredClone(stream.blocks), () => stage.ids.id('b'));
    const message = addMessage(stage, workspace, channel, {
      user: workspace.botUserId,
      bot_id: workspace.botId,
      text: streamedText(stream),
      ...(blocks.length > 0 ? { blocks } : {}),
      ...(threadTs ? { thread_ts: threadTs } : {}),
      inner: { stream },
    });
    return { channel: channel.id, ts: message.ts };
  },
};

const appendStream: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['chat:write'],
  isNewer: true,
  run(call) {
    const { channel, message, stream } = openStream(call);
    const chunks = readChunks(call);
    if (chunks.length === 0) throw new SlackError('no_text');
    grow(stream, chunks);
    show(call, channel, message, stream, true);
    return { channel: channel.id, ts: message.ts };
  },
};

const stopStream: Method = {
  token: 'bot',
  tier: 2,
  scopes: ['chat:write'],
  isNewer: true,
  run(call) {
    const { stage, workspace, args } = call;
    const { channel, message, stream } = openStream(call);
    const chunks = readChunks(call);
    const blocks = args.json('blocks', 'invalid_blocks_format');
    if (blocks !== undefined && !Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
    if (blocks) requireBlocks(stage, workspace, blocks);
    const metadata = requireMetadata(args.json('metadata', 'invalid_metadata_format'));
    const session = requireSessionStatus(args.text('session_status'));
    grow(stream, [...chunks, ...(blocks ? [{ type: 'blocks', blocks }] : [])]);
    stream.state = 'stopped';
    if (metadata) message.metadata = metadata;
    show(call, channel, message, stream, false);
    const threadTs = message.thread_ts ?? message.ts;
    clearStatus(stage, workspace, channel.id, threadTs);
    if (session) setStatus(stage, workspace, channel.id, threadTs, { session });
    return {
      channel: channel.id,
      ts: message.ts,
      message: toSlackMessage(stage, workspace, channel, message, { withMetadata: true }),
    };
  },
};

export const streamMethods: Record<string, Method> = {
  'chat.startStream': startStream,
  'chat.appendStream': appendStream,
  'chat.stopStream': stopStream,
};
