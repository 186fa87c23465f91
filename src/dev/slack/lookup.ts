import { SlackError } from './slack-error.ts';
import type { Stage } from './stage.ts';
import { type Channel, findMessage, type StoredMessage, type Workspace } from './world.ts';

export function requireWorkspace(stage: Stage, id?: string): Workspace {
  const workspace = id === undefined ? stage.primary : stage.workspaces.get(id);
  if (!workspace) throw new SlackError('team_not_found');
  return workspace;
}

/** A user's id, from an id or a name with or without `@`. */
export function requireUser(workspace: Workspace, idOrName: string): string {
  if (workspace.users.has(idOrName)) return idOrName;
  const name = idOrName.replace(/^@/, '').toLowerCase();
  for (const user of workspace.users.values()) {
    if (user.name === name || user.realName.toLowerCase() === name) return user.id;
  }
  throw new SlackError('user_not_found');
}

/** A channel by its id or its name with or without `#`. */
export function requireChannel(workspace: Workspace, idOrName: string): Channel {
  const byId = workspace.channels.get(idOrName);
  if (byId) return byId;
  const name = idOrName.replace(/^#/, '');
  for (const channel of workspace.channels.values()) {
    if (name !== '' && channel.name === name) return channel;
  }
  throw new SlackError('channel_not_found');
}

/** Throws `not_in_channel` for somebody who is not there. */
export function requirePresence(channel: Channel, user: string): void {
  if (!channel.members.includes(user)) throw new SlackError('not_in_channel');
}

export function requireMessage(channel: Channel, ts: string): StoredMessage {
  const message = findMessage(channel, ts);
  if (!message) throw new SlackError('message_not_found');
  return message;
}
