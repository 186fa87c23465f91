import type { Stage } from './stage.ts';
import { type Channel, ensureDirect, toWorldChannel, type Workspace } from './world.ts';

/** A direct conversation, made on demand and shown to the page. */
export function openDirect(stage: Stage, workspace: Workspace, members: string[]): Channel {
  const count = workspace.channels.size;
  const isGroup = new Set(members).size > 2;
  const channel = ensureDirect(workspace, members, () => stage.ids.id(isGroup ? 'G' : 'D'), stage.now());
  if (workspace.channels.size > count) {
    stage.emit(workspace, { kind: 'channel', channel: toWorldChannel(channel) });
  }
  return channel;
}

/** The app's own direct conversation with these people. */
export function ensureOwnDirect(stage: Stage, workspace: Workspace, people: string[]): Channel {
  return openDirect(stage, workspace, [workspace.botUserId, ...people]);
}
