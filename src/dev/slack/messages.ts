import type { WorldMessage } from './control.ts';
import { CHANNEL_TYPE, dispatchEvent } from './events.ts';
import { compact } from './json.ts';
import { toSlackMessage } from './render.ts';
import type { Stage } from './stage.ts';
import { clearStatus } from './statuses.ts';
import { type Channel, isReply, type StoredMessage, toWorldMessage, type Workspace } from './world.ts';

export type Draft = Omit<WorldMessage, 'ts' | 'channel'> & { inner?: StoredMessage['inner'] };

/** Puts a message into the channel and tells the page and the app. */
export function addMessage(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  draft: Draft,
): StoredMessage {
  const message: StoredMessage = { inner: {}, ...draft, ts: stage.ids.ts(), channel: channel.id };
  channel.messages.push(message);
  const root = isReply(message)
    ? channel.messages.find((other) => other.ts === message.thread_ts)
    : undefined;
  if (root) root.reply_count = (root.reply_count ?? 0) + 1;
  if (message.user === workspace.botUserId && !message.inner.stream) {
    clearStatus(stage, workspace, channel.id, message.thread_ts ?? message.ts);
  }
  stage.emit(workspace, { kind: 'message', message: toWorldMessage(message) });
  if (root) stage.emit(workspace, { kind: 'message_changed', message: toWorldMessage(root) });
  const shown = toSlackMessage(stage, workspace, channel, message);
  dispatchEvent(
    stage,
    workspace,
    { ...shown, channel: channel.id, channel_type: CHANNEL_TYPE[channel.kind], event_ts: message.ts },
    channel,
  );
  if (isMentionOfBot(workspace, channel, message)) {
    const { subtype, ...mention } = shown;
    dispatchEvent(
      stage,
      workspace,
      { ...mention, type: 'app_mention', channel: channel.id, event_ts: message.ts },
      channel,
    );
  }
  return message;
}

/** Slack sends no app_mention for direct messages, nor for the bot's own words. */
function isMentionOfBot(workspace: Workspace, channel: Channel, message: StoredMessage): boolean {
  if (channel.kind === 'im' || message.user === workspace.botUserId) return false;
  if (
    message.subtype !== undefined &&
    message.subtype !== 'file_share' &&
    message.subtype !== 'bot_message'
  ) {
    return false;
  }
  return message.text.includes(`<@${workspace.botUserId}>`);
}

/** Changes a message; `quiet` tells only the page, as while a stream grows. */
export function changeMessage(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
  patch: Partial<StoredMessage>,
  options: { quiet?: boolean } = {},
): void {
  const previous = toSlackMessage(stage, workspace, channel, message);
  Object.assign(message, patch);
  stage.emit(workspace, { kind: 'message_changed', message: toWorldMessage(message) });
  if (options.quiet) return;
  const ts = stage.ids.ts();
  dispatchEvent(
    stage,
    workspace,
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: channel.id,
      channel_type: CHANNEL_TYPE[channel.kind],
      message: toSlackMessage(stage, workspace, channel, message),
      previous_message: previous,
      ts,
      event_ts: ts,
    },
    channel,
  );
}

/** A root that has replies leaves a tombstone, as in Slack. */
export function removeMessage(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
): void {
  if ((message.reply_count ?? 0) > 0 && !isReply(message)) {
    delete message.blocks;
    delete message.files;
    delete message.metadata;
    changeMessage(stage, workspace, channel, message, {
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
    });
    return;
  }
  const previous = toSlackMessage(stage, workspace, channel, message);
  channel.messages.splice(channel.messages.indexOf(message), 1);
  const root = isReply(message)
    ? channel.messages.find((other) => other.ts === message.thread_ts)
    : undefined;
  if (root) root.reply_count = Math.max(0, (root.reply_count ?? 1) - 1);
  stage.emit(workspace, { kind: 'message_deleted', channel: channel.id, ts: message.ts });
  const ts = stage.ids.ts();
  dispatchEvent(
    stage,
    workspace,
    compact({
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      channel: channel.id,
      channel_type: CHANNEL_TYPE[channel.kind],
      deleted_ts: message.ts,
      previous_message: previous,
      ts,
      event_ts: ts,
    }),
    channel,
  );
}

/** Shows a message to one person; it is in no history and sends no event. */
export function addEphemeral(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  draft: Draft,
): StoredMessage {
  const message: StoredMessage = {
    inner: {},
    ...draft,
    ts: stage.ids.ts(),
    channel: channel.id,
    ephemeralFor: userId,
  };
  workspace.ephemerals.push(message);
  stage.emit(workspace, { kind: 'ephemeral', message: toWorldMessage(message) });
  return message;
}
