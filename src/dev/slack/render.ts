import { compact, type Json } from './json.ts';
import type { Stage } from './stage.ts';
import { type Channel, isReply, type StoredFile, type StoredMessage, type Workspace } from './world.ts';

/** A message as Slack's events and `conversations.history` show it. */
export function toSlackMessage(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
  options: { withMetadata?: boolean } = {},
): Json {
  const isOwn = message.user === workspace.botUserId;
  const replies = channel.messages.filter((other) => other.thread_ts === message.ts && isReply(other));
  const root = isReply(message)
    ? channel.messages.find((other) => other.ts === message.thread_ts)
    : undefined;
  return compact({
    type: 'message',
    subtype: message.subtype,
    user: message.user,
    bot_id: message.bot_id,
    app_id: isOwn ? stage.app.id : undefined,
    bot_profile: isOwn ? toBotProfile(stage, workspace) : undefined,
    client_msg_id: message.inner.clientMsgId,
    team: message.inner.userTeam ?? workspace.id,
    user_team: message.inner.userTeam,
    source_team: message.inner.userTeam,
    text: message.text,
    blocks: message.blocks,
    attachments: message.inner.attachments,
    files: message.files?.map((file) => {
      const stored = workspace.files.get(file.id);
      return stored ? toSlackFile(stage, workspace, stored) : { id: file.id, mode: 'tombstone' };
    }),
    metadata: options.withMetadata ? message.metadata : undefined,
    edited: message.edited,
    reactions: message.reactions?.map((reaction) => ({ ...reaction, count: reaction.users.length })),
    ts: message.ts,
    thread_ts: message.thread_ts ?? (replies.length > 0 ? message.ts : undefined),
    parent_user_id: root?.user,
    ...(replies.length > 0
      ? {
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    streaming_state: message.inner.stream
      ? message.inner.stream.state === 'open'
        ? 'in_progress'
        : 'completed'
      : undefined,
  });
}

function toBotProfile(stage: Stage, workspace: Workspace): Json {
  return {
    id: workspace.botId,
    app_id: stage.app.id,
    user_id: workspace.botUserId,
    name: stage.app.name,
    deleted: false,
    updated: 1_700_000_000,
    team_id: workspace.id,
    icons: {},
  };
}

export function toSlackFile(stage: Stage, workspace: Workspace, file: StoredFile): Json {
  const shares: Record<'public' | 'private', Record<string, Json[]>> = { public: {}, private: {} };
  for (const share of file.shares) {
    const kind = workspace.channels.get(share.channel)?.kind === 'public' ? 'public' : 'private';
    const rows = shares[kind][share.channel] ?? [];
    shares[kind][share.channel] = [...rows, compact({ ts: share.ts, thread_ts: share.thread_ts })];
  }
  return compact({
    id: file.id,
    created: Math.floor(file.createdAt / 1000),
    timestamp: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    alt_txt: file.altText,
    // Slack leaves the type empty until it has looked into the file.
    mimetype: file.state === 'ready' ? file.mimetype : '',
    filetype: file.state === 'ready' ? extension(file.name) : '',
    user: workspace.botUserId,
    user_team: workspace.id,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: Object.keys(shares.public).length > 0,
    url_private: `${stage.url}${file.url}`,
    url_private_download: `${stage.url}${file.url}`,
    permalink: `${stage.url}/files/${workspace.botUserId}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: file.shares.map((share) => share.channel),
    shares,
  });
}

function extension(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? 'text';
}

export function toSlackChannel(workspace: Workspace, channel: Channel): Json {
  const isDirect = channel.kind === 'im';
  return compact({
    id: channel.id,
    name: isDirect ? undefined : channel.name,
    name_normalized: isDirect ? undefined : channel.name,
    user: isDirect ? channel.members.find((id) => id !== workspace.botUserId) : undefined,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: isDirect,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_member: channel.members.includes(workspace.botUserId),
    created: Math.floor(channel.createdAt / 1000),
    creator: channel.creator,
    context_team_id: workspace.id,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  });
}

export function toSlackUser(stage: Stage, workspace: Workspace, id: string): Json | undefined {
  const user = workspace.users.get(id);
  if (!user) return undefined;
  const email = `${user.name}@${user.isExternal ? 'harbour' : workspace.domain}.example`;
  return compact({
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    color: user.color.replace('#', ''),
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, stage.now()),
    profile: compact({
      real_name: user.realName,
      display_name: user.name,
      team: user.teamId,
      email: stage.manifest.scopes.has('users:read.email') && !user.isBot ? email : undefined,
      bot_id: user.id === workspace.botUserId ? workspace.botId : undefined,
      api_app_id: user.id === workspace.botUserId ? stage.app.id : undefined,
    }),
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    is_stranger: user.isExternal || undefined,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 1_700_000_000,
  });
}

function offsetSeconds(zone: string, at: number): number {
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).format(at);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(shown);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
