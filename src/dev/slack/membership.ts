import { dispatchEvent } from './events.ts';
import { compact } from './json.ts';
import { addMessage } from './messages.ts';
import type { Stage } from './stage.ts';
import { type Channel, toWorldChannel, type Workspace } from './world.ts';

const CHANNEL_LETTER = { public: 'C', private: 'G', im: 'D', mpim: 'G' } as const;

/** Adds somebody; the app is told when it is in the channel, also of its own arrival. */
export function joinChannel(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  inviter?: string,
): void {
  if (channel.members.includes(userId)) return;
  channel.members.push(userId);
  stage.emit(workspace, { kind: 'channel', channel: toWorldChannel(channel) });
  dispatchEvent(
    stage,
    workspace,
    compact({
      type: 'member_joined_channel',
      user: userId,
      channel: channel.id,
      channel_type: CHANNEL_LETTER[channel.kind],
      team: workspace.id,
      inviter,
      event_ts: stage.ids.ts(),
    }),
    channel,
  );
  addMessage(stage, workspace, channel, {
    user: userId,
    subtype: 'channel_join',
    text: `<@${userId}> has joined the channel`,
  });
}

/** Slack keeps no message of the one who goes; a bot that is removed hears of nothing more. */
export function leaveChannel(stage: Stage, workspace: Workspace, channel: Channel, userId: string): void {
  if (!channel.members.includes(userId)) return;
  channel.members = channel.members.filter((id) => id !== userId);
  stage.emit(workspace, { kind: 'channel', channel: toWorldChannel(channel) });
  dispatchEvent(
    stage,
    workspace,
    {
      type: 'member_left_channel',
      user: userId,
      channel: channel.id,
      channel_type: CHANNEL_LETTER[channel.kind],
      team: workspace.id,
      event_ts: stage.ids.ts(),
    },
    channel,
  );
}

export function archiveChannel(stage: Stage, workspace: Workspace, channel: Channel, userId: string): void {
  if (channel.isArchived) return;
  channel.isArchived = true;
  stage.emit(workspace, { kind: 'channel', channel: toWorldChannel(channel) });
  const type = channel.kind === 'private' ? 'group_archive' : 'channel_archive';
  const event = { type, channel: channel.id, user: userId, event_ts: stage.ids.ts() };
  dispatchEvent(stage, workspace, event, channel);
}
