import { ensureOwnDirect } from '../directs.ts';
import { toMicros } from '../ids.ts';
import type { Json } from '../json.ts';
import { joinChannel } from '../membership.ts';
import { toSlackChannel, toSlackMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { type Channel, findMessage, isReply, type StoredMessage } from '../world.ts';
import {
  type Call,
  channelScope,
  findChannel,
  type Method,
  needScope,
  paginate,
  requireMember,
} from './method.ts';

const KINDS = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' } as const;

function isKind(type: string): type is keyof typeof KINDS {
  return Object.hasOwn(KINDS, type);
}

/** Channels of the asked types that the bot may know of. Each type needs its own scope. */
function listed(call: Call, onlyMember: boolean): Json {
  const { stage, workspace, args } = call;
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const kinds = types.map((type) => {
    if (!isKind(type)) throw new SlackError('invalid_types');
    return KINDS[type];
  });
  const withoutArchived = args.flag('exclude_archived') ?? false;
  const all = [...workspace.channels.values()].filter((channel) => {
    const isMember = channel.members.includes(workspace.botUserId);
    if (!kinds.includes(channel.kind) || (withoutArchived && channel.isArchived)) return false;
    return isMember || (!onlyMember && channel.kind === 'public');
  });
  for (const kind of new Set(kinds)) {
    needScope(stage, `${{ public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }[kind]}:read`);
  }
  const { rows, nextCursor } = paginate(all, args, 100, 1_000);
  return {
    channels: rows.map((channel) => toSlackChannel(workspace, channel)),
    response_metadata: { next_cursor: nextCursor },
  };
}

/** The messages between `oldest` and `latest`; both are exclusive unless `inclusive`. */
function between(call: Call, messages: StoredMessage[]): StoredMessage[] {
  const { args } = call;
  const oldest = toMicros(args.text('oldest') ?? '0');
  const latest = toMicros(args.text('latest') ?? '9999999999');
  if (Number.isNaN(oldest)) throw new SlackError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new SlackError('invalid_ts_latest');
  const isInclusive = args.flag('inclusive') ?? false;
  return messages.filter((message) => {
    const at = toMicros(message.ts);
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function shown(call: Call, channel: Channel, messages: StoredMessage[]): Json[] {
  const withMetadata = call.args.flag('include_all_metadata') ?? false;
  return messages.map((message) =>
    toSlackMessage(call.stage, call.workspace, channel, message, { withMetadata }),
  );
}

const history: Method = {
  token: 'bot',
  tier: 3,
  run(call) {
    const channel = findChannel(call, call.args.required('channel'));
    needScope(call.stage, channelScope(channel, 'history'));
    requireMember(call, channel.id);
    const roots = channel.messages.filter(
      (message) => !isReply(message) || message.subtype === 'thread_broadcast',
    );
    const newestFirst = between(call, roots).reverse();
    const { rows, nextCursor } = paginate(newestFirst, call.args, 100, 999);
    return {
      messages: shown(call, channel, rows),
      has_more: nextCursor !== '',
      pin_count: 0,
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  },
};

const replies: Method = {
  token: 'bot',
  tier: 3,
  run(call) {
    const channel = findChannel(call, call.args.required('channel'));
    needScope(call.stage, channelScope(channel, 'history'));
    requireMember(call, channel.id);
    const root = findMessage(channel, call.args.required('ts'));
    if (!root) throw new SlackError('thread_not_found');
    const answers = channel.messages.filter((message) => isReply(message) && message.thread_ts === root.ts);
    const { rows, nextCursor } = paginate(between(call, answers), call.args, 1_000, 1_000);
    const withRoot = call.args.text('cursor') === undefined ? [root, ...rows] : rows;
    return {
      messages: shown(call, channel, withRoot),
      has_more: nextCursor !== '',
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  },
};

const info: Method = {
  token: 'bot',
  tier: 3,
  run(call) {
    const channel = findChannel(call, call.args.required('channel'));
    needScope(call.stage, channelScope(channel, 'read'));
    const { num_members: count, ...rest } = toSlackChannel(call.workspace, channel);
    return { channel: call.args.flag('include_num_members') ? { ...rest, num_members: count } : rest };
  },
};

const members: Method = {
  token: 'bot',
  tier: 4,
  run(call) {
    const channel = findChannel(call, call.args.required('channel'));
    needScope(call.stage, channelScope(channel, 'read'));
    const { rows, nextCursor } = paginate(channel.members, call.args, 100, 1_000);
    return { members: rows, response_metadata: { next_cursor: nextCursor } };
  },
};

const open: Method = {
  token: 'bot',
  tier: 3,
  run(call) {
    const { stage, workspace, args } = call;
    const known = args.text('channel');
    if (known !== undefined) {
      const channel = requireMember(call, known);
      return { channel: args.flag('return_im') ? toSlackChannel(workspace, channel) : { id: channel.id } };
    }
    const users = args.required('users').split(',');
    needScope(stage, users.length > 1 ? 'mpim:write' : 'im:write');
    if (users.length > 8) throw new SlackError('too_many_users');
    for (const user of users) if (!workspace.users.has(user)) throw new SlackError('user_not_found');
    const channel = ensureOwnDirect(stage, workspace, users);
    return { channel: args.flag('return_im') ? toSlackChannel(workspace, channel) : { id: channel.id } };
  },
};

const join: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['channels:join'],
  run(call) {
    const channel = findChannel(call, call.args.required('channel'));
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackError('is_archived');
    joinChannel(call.stage, call.workspace, channel, call.workspace.botUserId);
    return { channel: toSlackChannel(call.workspace, channel) };
  },
};

export const conversationMethods: Record<string, Method> = {
  'conversations.list': { token: 'bot', tier: 2, run: (call) => listed(call, false) },
  'users.conversations': { token: 'bot', tier: 3, run: (call) => listed(call, true) },
  'conversations.info': info,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
};
