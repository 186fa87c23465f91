import { ensureOwnDirect } from '../directs.ts';
import { addEphemeral, addMessage, changeMessage, removeMessage } from '../messages.ts';
import { toSlackMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { requireMetadata } from '../validate/message.ts';
import { type Channel, findMessage, isReply, type StoredMessage } from '../world.ts';
import { readContent } from './content.ts';
import { type Call, findChannel, type Method, needScope, requireMember } from './method.ts';

/** Slack takes fewer bytes of text in an update than characters in a new message. */
const MOST_UPDATE_BYTES = 4_000;

/** The channel a message goes to; a user's id means the direct messages with them. */
function target(call: Call): Channel {
  const id = call.args.required('channel');
  const isPerson = call.workspace.users.has(id) && id !== call.workspace.botUserId;
  const channel = isPerson ? ensureOwnDirect(call.stage, call.workspace, [id]) : findChannel(call, id);
  const isIn = channel.members.includes(call.workspace.botUserId);
  if (!isIn && !call.stage.manifest.scopes.has('chat:write.public')) throw new SlackError('not_in_channel');
  if (channel.isArchived) throw new SlackError('is_archived');
  return channel;
}

/** The root a reply goes to; a reply's own time stamp is none. */
export function requireRoot(channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const root = findMessage(channel, threadTs);
  if (!root) throw new SlackError('thread_not_found');
  if (isReply(root)) throw new SlackError('invalid_thread_ts');
  return threadTs;
}

function ownMessage(call: Call, channel: Channel, ts: string, refusal: string): StoredMessage {
  const message = findMessage(channel, ts);
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== call.workspace.botUserId) throw new SlackError(refusal);
  if (message.inner.stream?.state === 'open') throw new SlackError('streaming_state_conflict');
  return message;
}

function needCustomize({ stage, args }: Call): void {
  const wanted = ['username', 'icon_emoji', 'icon_url'].some((name) => args.text(name) !== undefined);
  if (wanted) needScope(stage, 'chat:write.customize');
}

const postMessage: Method = {
  token: 'bot',
  tier: 'posting',
  scopes: ['chat:write'],
  run(call) {
    const { stage, workspace, args } = call;
    needCustomize(call);
    const channel = target(call);
    const { text, blocks, attachments } = readContent(stage, workspace, args);
    const metadata = requireMetadata(args.json('metadata', 'invalid_metadata_format'));
    const threadTs = requireRoot(channel, args.text('thread_ts'));
    const message = addMessage(stage, workspace, channel, {
      user: workspace.botUserId,
      bot_id: workspace.botId,
      text,
      ...(blocks ? { blocks } : {}),
      ...(metadata ? { metadata } : {}),
      ...(threadTs ? { thread_ts: threadTs } : {}),
      ...(args.flag('reply_broadcast') && threadTs ? { subtype: 'thread_broadcast' } : {}),
      inner: attachments ? { attachments } : {},
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: toSlackMessage(stage, workspace, channel, message, { withMetadata: true }),
    };
  },
};

const update: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['chat:write'],
  run(call) {
    const { stage, workspace, args } = call;
    const channel = requireMember(call, args.required('channel'));
    if (channel.isArchived) throw new SlackError('is_archived');
    const message = ownMessage(call, channel, args.required('ts'), 'cant_update_message');
    const metadata = requireMetadata(args.json('metadata', 'invalid_metadata_format'));
    if (Buffer.byteLength(args.text('text') ?? '') > MOST_UPDATE_BYTES) throw new SlackError('msg_too_long');
    const { text, blocks } = readContent(stage, workspace, args);
    const isSame = text === message.text;
    changeMessage(stage, workspace, channel, message, {
      text: text === '' && args.text('text') === undefined ? message.text : text,
      ...(blocks ? { blocks } : {}),
      ...(metadata ? { metadata } : {}),
      ...(isSame ? {} : { edited: { user: workspace.botUserId, ts: stage.ids.ts() } }),
    });
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: toSlackMessage(stage, workspace, channel, message, { withMetadata: true }),
    };
  },
};

const remove: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['chat:write'],
  run(call) {
    const { stage, workspace, args } = call;
    const channel = requireMember(call, args.required('channel'));
    const message = ownMessage(call, channel, args.required('ts'), 'cant_delete_message');
    removeMessage(stage, workspace, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const postEphemeral: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['chat:write'],
  run(call) {
    const { stage, workspace, args } = call;
    needCustomize(call);
    const channel = requireMember(call, args.required('channel'));
    if (channel.isArchived) throw new SlackError('is_archived');
    const user = args.required('user');
    if (!workspace.users.has(user)) throw new SlackError('user_not_found');
    if (!channel.members.includes(user)) throw new SlackError('user_not_in_channel');
    const { text, blocks, attachments } = readContent(stage, workspace, args);
    const threadTs = requireRoot(channel, args.text('thread_ts'));
    const message = addEphemeral(stage, workspace, channel, user, {
      user: workspace.botUserId,
      bot_id: workspace.botId,
      text,
      ...(blocks ? { blocks } : {}),
      ...(threadTs ? { thread_ts: threadTs } : {}),
      inner: attachments ? { attachments } : {},
    });
    return { message_ts: message.ts };
  },
};

const getPermalink: Method = {
  token: 'bot',
  tier: 'special',
  run(call) {
    const { stage, args } = call;
    const channel = findChannel(call, args.required('channel'));
    const message = findMessage(channel, args.required('message_ts'));
    if (!message) throw new SlackError('message_not_found');
    const query = isReply(message) ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
    return {
      channel: channel.id,
      permalink: `${stage.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${query}`,
    };
  },
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
