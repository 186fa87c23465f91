import { dispatchEvent } from './events.ts';
import type { Stage } from './stage.ts';
import { type Channel, type StoredMessage, toWorldMessage, type Workspace } from './world.ts';

/** False when the person has reacted so already. */
export function addReaction(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
  user: string,
  name: string,
): boolean {
  const reactions = message.reactions ?? [];
  const found = reactions.find((reaction) => reaction.name === name);
  if (found?.users.includes(user)) return false;
  if (found) found.users.push(user);
  else message.reactions = [...reactions, { name, users: [user] }];
  tell(stage, workspace, channel, message, 'reaction_added', user, name);
  return true;
}

/** False when there is nothing to remove. */
export function removeReaction(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
  user: string,
  name: string,
): boolean {
  const found = message.reactions?.find((reaction) => reaction.name === name);
  if (!found?.users.includes(user)) return false;
  found.users = found.users.filter((id) => id !== user);
  message.reactions = (message.reactions ?? []).filter((reaction) => reaction.users.length > 0);
  tell(stage, workspace, channel, message, 'reaction_removed', user, name);
  return true;
}

function tell(
  stage: Stage,
  workspace: Workspace,
  channel: Channel,
  message: StoredMessage,
  type: 'reaction_added' | 'reaction_removed',
  user: string,
  reaction: string,
): void {
  stage.emit(workspace, { kind: 'message_changed', message: toWorldMessage(message) });
  dispatchEvent(
    stage,
    workspace,
    {
      type,
      user,
      reaction,
      item_user: message.user,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      event_ts: stage.ids.ts(),
    },
    channel,
  );
}
